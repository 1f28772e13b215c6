using ObShellSdk.Testing;
using ObShellSdk.Tests.Tasks;
using static ObShellSdk.Tests.Tasks.LongWork;

namespace ObShellSdk.Tests.Restore;

/// <summary>A restore is started once and ends in a clear answer, which is the database's.</summary>
public sealed class StartedRestoreTests
{
    private const string Start = "/api/v1/tenant/restore";
    private const string Overview = "/api/v1/tenant/new/restore/overview";
    private const string Unfinished = "/api/v1/task/dag/ob/unfinish";
    private const string Route = $"/api/v1/task/dag/{DagJson.Id}";

    [Fact]
    public async Task A_restore_is_waited_for_with_the_figures_of_the_database()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.NextDag.WithDuration(TimeSpan.FromSeconds(30));
        var reports = new List<RestoreProgress>();

        RestoreOperation restore = await client.Restore.StartOrAttachAsync(NewRestore());
        DagOutcome outcome = await clock.DriveAsync(restore.WaitAsync(Steady, new Reports<RestoreProgress>(reports.Add)), Second);

        Assert.False(restore.IsAttached);
        Assert.Equal(DagOutcome.Succeeded, outcome);
        Assert.Null(reports[0].Task);
        Assert.Equal((true, true, 100.0), (reports[^1].IsFinished, reports[^1].IsSuccess, reports[^1].Percent));
        Assert.True(reports.Select(report => report.Percent).Distinct().Count() > 3);
    }

    [Fact]
    public async Task A_moment_is_sent_as_the_SCN_that_it_is_whatever_its_offset()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        DateTimeOffset moment = clock.GetUtcNow().AddHours(-1);

        RestoreOperation operation = await client.Restore.StartAsync(NewRestore() with { Timestamp = moment.ToOffset(TimeSpan.FromHours(8)) });

        string body = Assert.Single(agent.RequestsTo(Start)).RevealBody()!;
        Assert.Contains($"\"scn\":{Scn.FromDateTimeOffset(moment)}", body, StringComparison.Ordinal);
        Assert.DoesNotContain("timestamp", body, StringComparison.Ordinal);
        Assert.Equal(DagOutcome.Succeeded, await clock.DriveAsync(operation.WaitAsync(Steady), Second));
        Assert.Equal(Scn.FromDateTimeOffset(moment), (await client.Restore.GetOverviewAsync("new")).RestoreScn);
    }

    [Theory]
    [InlineData("FAIL")]
    [InlineData("NONE")]
    public async Task A_restore_that_failed_or_never_was_is_no_success_although_its_DAG_ends_well(string status)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.AddTenant("new");
        if (status == "FAIL")
        {
            agent.OnGet(Overview).Respond(FakeResponse.Data("""{"job_id":5,"restore_tenant_name":"new","status":"FAIL","comment":"no log at oss://b/p?access_key=PLANTED","finish_timestamp":"2026-03-01 00:00:00"}"""));
        }

        agent.OnGet(Route).Respond(FakeResponse.Data(Dag("SUCCEED")));

        var error = await Assert.ThrowsAsync<DagFailedException>(() => client.Restore.GetOperation(DagJson.Id).WaitAsync(Steady));

        Assert.Equal((DagOutcome.Failed, DagOutcome.Succeeded), (error.Outcome, error.Dag.Outcome));
        Assert.Contains(status == "FAIL" ? "restore job 5 into new is FAIL (no log" : "nothing was restored", error.ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_DAG_that_fails_after_a_failed_restore_names_the_cause_and_not_only_the_consequence()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.OnGet(Overview).Respond(FakeResponse.Data("""{"job_id":5,"restore_tenant_name":"new","status":"FAIL","comment":"no log","finish_timestamp":"2026-03-01 00:00:00"}"""));
        agent.OnGet(Route).Respond(FakeResponse.Data(Dag("FAILED", "Active tenant", "ERROR: [MySQL.Error]: tenant is not a standby")));

        var error = await Assert.ThrowsAsync<DagFailedException>(() => client.Restore.GetOperation(DagJson.Id).WaitAsync(Steady));

        Assert.Equal("Active tenant", error.FailedNode!.Name);
        Assert.Contains("not a standby", error.Message, StringComparison.Ordinal);
        Assert.Contains("The database says: restore job 5 into new is FAIL (no log)", error.Message, StringComparison.Ordinal);
        Assert.Contains("It has given back the maintenance lock of tenant new", error.Message, StringComparison.Ordinal);
        Assert.False(error.MayHoldLock);
    }

    [Theory]
    [InlineData("SUCCESS")]
    [InlineData("FAIL")]
    public async Task A_restore_that_takes_longer_than_obshell_waits_is_followed_and_then_its_DAG_goes_on(string status)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.OnGet(Route).Respond(FakeResponse.Data(Dag("SUCCEED")));
        agent.OnGet(Route).Respond(FakeResponse.Data(Dag("FAILED", "Wait restore task finish", "ERROR: [OB.Cluster.AsyncOperationTimeout]: restore tenant"))).Times(22);
        FakeRule retried = agent.OnPost(Route).Respond(FakeResponse.Data("null"));
        agent.OnGet(Overview).Respond(FakeResponse.Data($$"""{"job_id":5,"restore_tenant_name":"new","status":"{{status}}","finish_timestamp":"2026-03-01 00:00:00"}"""));
        agent.OnGet(Overview).Respond(FakeResponse.Data("""{"job_id":5,"restore_tenant_name":"new","status":"RESTORING"}""")).Times(20);
        Task<DagOutcome> waiting = client.Restore.GetOperation(DagJson.Id).WaitAsync(Steady);

        Exception? error = await Record.ExceptionAsync(() => clock.DriveAsync(waiting, Second));

        Assert.Equal(status == "SUCCESS", error is null);
        Assert.Equal(status == "SUCCESS" ? 1 : 0, retried.Hits);
        Assert.True(error is null or DagFailedException { FailedNode.Name: "Wait restore task finish" });
    }

    [Fact]
    public async Task A_DAG_that_somebody_else_retries_at_the_same_moment_is_followed_all_the_same()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.OnGet(Overview).Respond(FakeResponse.Data("""{"job_id":5,"restore_tenant_name":"new","status":"SUCCESS","finish_timestamp":"2026-03-01 00:00:00"}"""));
        agent.OnGet(Route).Respond(FakeResponse.Data(Dag("SUCCEED")));
        agent.OnGet(Route).Respond(FakeResponse.Data(Dag("FAILED", "Wait restore task finish"))).Times(2);
        agent.OnPost(Route).Respond(FakeResponse.Error(ObShellErrorCodes.GormNoRowAffected));

        Assert.Equal(DagOutcome.Succeeded, await clock.DriveAsync(client.Restore.GetOperation(DagJson.Id).WaitAsync(Steady), Second));
    }

    [Fact]
    public async Task A_DAG_that_fails_again_at_waiting_is_not_retried_for_ever()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.OnGet(Overview).Respond(FakeResponse.Data("""{"job_id":5,"restore_tenant_name":"new","status":"SUCCESS","finish_timestamp":"2026-03-01 00:00:00"}"""));
        agent.OnGet(Route).Respond(FakeResponse.Data(Dag("FAILED", "Wait restore task finish")));
        FakeRule retried = agent.OnPost(Route).Respond(FakeResponse.Data("null"));

        var error = await Assert.ThrowsAsync<DagFailedException>(() => clock.DriveAsync(client.Restore.GetOperation(DagJson.Id).WaitAsync(Steady), Second));

        Assert.Equal(3, retried.Hits);
        Assert.Contains("restore job 5 into new is SUCCESS", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_starters_one_is_refused_and_attaches_to_the_restore_of_the_other()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient first = Connect(agent, clock);
        using ObShellClient second = Connect(agent, clock);

        RestoreOperation kept = await first.Restore.StartOrAttachAsync(NewRestore());
        agent.OnGet(Unfinished).Respond(FakeResponse.Data("""{"contents":null}""")).Once();
        RestoreOperation refused = await second.Restore.StartOrAttachAsync(NewRestore());

        Assert.Equal((false, true), (kept.IsAttached, refused.IsAttached));
        Assert.Equal(kept.DagId, refused.DagId);
        Assert.Single(agent.Dags);
        Assert.Equal([DagOutcome.Succeeded, DagOutcome.Succeeded], await clock.DriveAsync(Task.WhenAll(kept.WaitAsync(Steady), refused.WaitAsync(Steady)), Second));
        Assert.Equal(ObShellErrorCodes.TenantExisted, (await Assert.ThrowsAsync<ObShellApiException>(() => first.Restore.StartOrAttachAsync(NewRestore()))).Code);
    }

    /// <summary>As the record comes later than the DAG, and a short restore is over before it is looked for again.</summary>
    [Theory]
    [InlineData(30)]
    [InlineData(0.01)]
    public async Task A_restore_that_has_no_record_yet_is_attached_to_once_it_is_known_where_it_goes(double seconds)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.NextDag.WithDuration(TimeSpan.FromSeconds(seconds));
        DateTimeOffset moment = clock.GetUtcNow().AddHours(-1);
        await client.Restore.StartOrAttachAsync(NewRestore() with { Timestamp = moment });

        RestoreOperation second = await clock.DriveAsync(client.Restore.StartOrAttachAsync(NewRestore() with { Timestamp = moment.AddHours(-1) }), Second * 5);

        Assert.Equal((true, Scn.FromDateTimeOffset(moment), true), (second.IsAttached, second.TargetScn, second.TargetsDifferentScn));
        Assert.Single(agent.Dags);
    }

    [Fact]
    public async Task A_restore_that_fails_before_its_record_is_attached_to_as_it_is()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.NextDag.WithDuration(TimeSpan.FromSeconds(30)).FailAtNode(0, "no room");
        DateTimeOffset moment = clock.GetUtcNow().AddHours(-1);
        await client.Restore.StartOrAttachAsync(NewRestore() with { Timestamp = moment });

        RestoreOperation second = await clock.DriveAsync(client.Restore.StartOrAttachAsync(NewRestore() with { Timestamp = moment.AddHours(-1) }), Second * 5);

        Assert.Equal((true, null, false), (second.IsAttached, second.TargetScn, second.TargetsDifferentScn));
        await Assert.ThrowsAsync<DagFailedException>(() => clock.DriveAsync(second.WaitAsync(Steady), Second));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.5, false)]
    [InlineData(-60, true)]
    public async Task A_restore_to_another_moment_is_attached_to_and_told(double seconds, bool isOther)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.NextDag.WithDuration(TimeSpan.FromSeconds(30));
        DateTimeOffset moment = clock.GetUtcNow().AddHours(-1);
        RestoreOperation first = await client.Restore.StartOrAttachAsync(NewRestore() with { Timestamp = moment });
        clock.Advance(Second * 20);

        RestoreOperation second = await client.Restore.StartOrAttachAsync(NewRestore() with { Timestamp = moment.AddSeconds(seconds) });
        RestoreOperation latest = await client.Restore.StartOrAttachAsync(NewRestore());

        Assert.Equal((false, null, false), (first.IsAttached, first.TargetScn, first.TargetsDifferentScn));
        Assert.Equal((true, Scn.FromDateTimeOffset(moment), isOther), (second.IsAttached, second.TargetScn, second.TargetsDifferentScn));
        Assert.Equal((true, Scn.FromDateTimeOffset(moment), false), (latest.IsAttached, latest.TargetScn, latest.TargetsDifferentScn));
        Assert.Single(agent.RequestsTo(Start));
    }

    [Fact]
    public async Task Starters_in_any_order_end_with_one_restore()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        ObShellClient[] clients = [.. Enumerable.Range(0, 6).Select(_ => Connect(agent, clock))];

        RestoreOperation[] restores = await Task.WhenAll(clients.Select(client => client.Restore.StartOrAttachAsync(NewRestore())));

        Assert.Single(restores, restore => !restore.IsAttached);
        Assert.Single(restores.Select(restore => restore.DagId).Distinct());
        Assert.All(await clock.DriveAsync(Task.WhenAll(restores.Select(restore => restore.WaitAsync(Steady))), Second), outcome => Assert.Equal(DagOutcome.Succeeded, outcome));
        Assert.Single(agent.Dags);
        Array.ForEach(clients, client => client.Dispose());
    }

    [Theory]
    [InlineData(FakeDropPoint.AfterExecution)]
    [InlineData(FakeDropPoint.DuringResponse)]
    public async Task A_lost_start_is_sent_once_found_and_waited_for(FakeDropPoint point)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.OnPost(Start).DropConnection(point);

        RestoreOperation restore = await client.Restore.StartOrAttachAsync(NewRestore());

        Assert.False(restore.IsAttached);
        Assert.Equal(Assert.Single(agent.Dags).Id, restore.DagId);
        Assert.Single(agent.RequestsTo(Start));
        Assert.Equal(DagOutcome.Succeeded, await clock.DriveAsync(restore.WaitAsync(Steady), Second));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(0.5)]
    public async Task A_lost_start_is_also_found_by_the_restore_that_it_began_running_or_ended(double seconds)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.OnPost(Start).DropConnection();
        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Restore.StartAsync(NewRestore()));
        Assert.Null(await client.Restore.FindStartedAsync(error));

        agent.AddTenant("new").WithRunningRestore(TimeSpan.FromSeconds(seconds));
        clock.Advance(Second);
        RestoreOperation operation = (await client.Restore.FindStartedAsync(error))!;

        Assert.Null(operation.DagId);
        var failure = await Assert.ThrowsAsync<DagFailedException>(() => clock.DriveAsync(operation.WaitAsync(Steady), Second));
        Assert.Contains("standby tenant", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_that_obshell_did_not_start_is_waited_for_and_a_canceled_one_is_no_success()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.AddTenant("new").WithRunningRestore(TimeSpan.FromSeconds(600));
        var reports = new List<RestoreProgress>();

        RestoreOperation restore = await client.Restore.StartOrAttachAsync(NewRestore());
        Task<DagOutcome> waiting = restore.WaitAsync(Steady, new Reports<RestoreProgress>(reports.Add));
        await clock.PassAsync(Second);
        DagOutcome canceled = await clock.DriveAsync((await client.Restore.CancelAsync("new")).WaitAsync(Steady), Second);
        var error = await Assert.ThrowsAsync<DagFailedException>(() => clock.DriveAsync(waiting, Second));

        Assert.Equal((true, null), (restore.IsAttached, restore.DagId));
        Assert.Equal(DagOutcome.Succeeded, canceled);
        Assert.Empty(error.Dag.Id);
        Assert.Contains("is FAIL", error.ErrorText, StringComparison.Ordinal);
        Assert.Null(agent.FindTenant("new"));
    }

    [Fact]
    public async Task Canceling_a_restore_rolls_its_DAG_back_which_is_what_was_asked_for()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.NextDag.WithDuration(TimeSpan.FromMinutes(10));
        RestoreOperation restore = await client.Restore.StartOrAttachAsync(NewRestore());
        PassUntilRunning(agent, clock);
        Task<DagOutcome> waiting = restore.WaitAsync(Steady);

        DagOperation cancellation = await client.Restore.CancelAsync("new");

        Assert.Equal(restore.DagId, cancellation.Id);
        Assert.Equal(DagOutcome.Canceled, await clock.DriveAsync(cancellation.WaitAsync(Steady), Second));
        Assert.Equal(DagOutcome.RolledBack, (await Assert.ThrowsAsync<DagFailedException>(() => clock.DriveAsync(waiting, Second))).Outcome);
    }

    [Fact]
    public async Task A_lost_cancellation_is_found_although_it_has_no_DAG_of_its_own()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.NextDag.WithDuration(TimeSpan.FromMinutes(10));
        string id = (await client.Restore.StartAsync(NewRestore())).DagId!;
        PassUntilRunning(agent, clock);
        agent.OnDelete("/api/v1/tenant/new/restore").DropConnection(FakeDropPoint.AfterExecution);

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Restore.CancelAsync("new"));
        DagOperation found = (await client.Tasks.FindStartedAsync(error))!;

        Assert.Equal(id, found.Id);
        Assert.Equal(DagOutcome.Canceled, await clock.DriveAsync(found.WaitAsync(Steady), Second));
    }

    /// <summary>Before that the agent refuses to cancel.</summary>
    private static void PassUntilRunning(FakeAgent agent, TestClock clock)
    {
        for (int i = 0; i < 100 && agent.Dags[0].State != "RUNNING"; i++)
        {
            clock.Advance(Second);
        }
    }

    private static string Dag(string state, string lastNode = "Upgrade tenant", string log = "") => DagJson
        .Of(state, stage: 2, name: "Restore backup_new", log: log)
        .Replace("node 2", lastNode, StringComparison.Ordinal)
        .Replace("\"maintenance_key\":\"tenant1\"", "\"maintenance_key\":\"new\"", StringComparison.Ordinal);
}
