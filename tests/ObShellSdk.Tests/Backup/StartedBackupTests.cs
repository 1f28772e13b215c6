using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;
using ObShellSdk.Tests.Tasks;
using static ObShellSdk.Tests.Tasks.LongWork;

namespace ObShellSdk.Tests.Backup;

/// <summary>One start, one wait, one clear answer: by the database's record, whatever the DAG behind the backup says, and also without one.</summary>
public sealed class StartedBackupTests
{
    private const string Start = "/api/v1/tenant/tenant1/backup";
    private const string Overview = "/api/v1/tenant/tenant1/backup/overview";
    private const string Unfinished = "/api/v1/task/dag/ob/unfinish";
    private const string Route = $"/api/v1/task/dag/{DagJson.Id}";

    [Fact]
    public async Task A_backup_is_waited_for_with_the_figures_of_the_database()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.NextDag.WithDuration(TimeSpan.FromSeconds(20));
        BackupOperation backup = await client.Backup.StartOrAttachAsync("tenant1");
        var reports = new List<BackupProgress>();

        DagOutcome outcome = await clock.DriveAsync(backup.WaitAsync(Steady, new Reports<BackupProgress>(reports.Add)), Second);

        Assert.Equal(DagOutcome.Succeeded, outcome);
        Assert.Null(reports[0].Task);
        double[] percents = [.. reports.Select(report => report.Percent).OfType<double>()];
        Assert.Equal(percents.Order(), percents);
        Assert.True(percents.Distinct().Count() > 3);
        Assert.Equal((true, true, 100.0), (reports[^1].IsFinished, reports[^1].IsSuccess, reports[^1].Percent));
        Assert.Single(reports, report => report.IsFinished);
    }

    [Fact]
    public async Task A_backup_that_obshell_did_not_start_is_waited_for_all_the_same()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.FindTenant("tenant1")!.WithRunningBackup(TimeSpan.FromSeconds(30), 0.5);
        var reports = new List<BackupProgress>();

        BackupOperation backup = await client.Backup.StartOrAttachAsync("tenant1");
        DagOutcome outcome = await clock.DriveAsync(backup.WaitAsync(Steady, new Reports<BackupProgress>(reports.Add)), Second);

        Assert.True(backup.IsAttached);
        Assert.StartsWith("attached to ", backup.ToString(), StringComparison.Ordinal);
        Assert.Null(backup.DagId);
        Assert.Equal(DagOutcome.Succeeded, outcome);
        Assert.True(reports[^1].IsSuccess);
        Assert.Empty(agent.Dags);
    }

    [Theory]
    [InlineData("FAILED", DagOutcome.Failed)]
    [InlineData("CANCELED", DagOutcome.Canceled)]
    public async Task When_it_ends_badly_the_exception_is_the_same_with_and_without_a_DAG(string status, DagOutcome outcome)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        FakeTenant tenant = agent.FindTenant("tenant1")!.WithBackupTask(new FakeBackupTask { Status = "DOING", StartTimestamp = clock.GetUtcNow(), EndTimestamp = null });
        BackupOperation backup = await client.Backup.StartOrAttachAsync("tenant1");

        tenant.WithBackupTask(new FakeBackupTask { Status = status, Result = -1, Comment = "disk full at oss://b/p?host=h&access_key=PLANTED", StartTimestamp = clock.GetUtcNow() });
        var error = await Assert.ThrowsAsync<DagFailedException>(() => clock.DriveAsync(backup.WaitAsync(Steady), Second));

        Assert.Equal(outcome, error.Outcome);
        Assert.Empty(error.Dag.Id);
        Assert.False(error.MayHoldLock);
        Assert.Contains($"{status} (result -1, disk full", error.ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_that_found_nothing_running_and_both_started_one_is_kept_and_both_report_it()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient first = Connect(agent, clock);
        using ObShellClient second = Connect(agent, clock);

        BackupOperation kept = await first.Backup.StartOrAttachAsync("tenant1");

        // What the second one saw before the first one started.
        agent.OnGet(Unfinished).Respond(FakeResponse.Data("""{"contents":null}""")).Once();
        BackupOperation yielding = await second.Backup.StartOrAttachAsync("tenant1");

        Assert.Equal((false, true), (kept.IsAttached, yielding.IsAttached));
        Assert.Equal(kept.DagId, yielding.DagId);
        Assert.Equal(2, agent.Dags.Count);
        Assert.Equal([DagOutcome.Succeeded, DagOutcome.Succeeded], await clock.DriveAsync(Task.WhenAll(kept.WaitAsync(Steady), yielding.WaitAsync(Steady)), Second));
        Assert.Equal("CANCEL", agent.Dags[1].Operator);
        Assert.Single((await first.Backup.GetJobsPageAsync("tenant1", page: 1, pageSize: 10)).Items);
    }

    [Fact]
    public async Task Starters_in_any_order_end_with_one_backup()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        ObShellClient[] clients = [.. Enumerable.Range(0, 6).Select(_ => Connect(agent, clock))];

        BackupOperation[] backups = await Task.WhenAll(clients.Select(client => client.Backup.StartOrAttachAsync("tenant1")));

        Assert.Single(backups, backup => !backup.IsAttached);
        Assert.Single(backups.Select(backup => backup.DagId).Distinct());
        Assert.All(await clock.DriveAsync(Task.WhenAll(backups.Select(backup => backup.WaitAsync(Steady))), Second), outcome => Assert.Equal(DagOutcome.Succeeded, outcome));
        Assert.Single((await clients[0].Backup.GetJobsPageAsync("tenant1", page: 1, pageSize: 10)).Items);
        Array.ForEach(clients, client => client.Dispose());
    }

    [Fact]
    public async Task A_backup_that_came_first_in_the_database_is_as_good_as_the_one_that_it_kept_from_starting()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);

        BackupOperation backup = await client.Backup.StartOrAttachAsync("tenant1");
        agent.FindTenant("tenant1")!.WithRunningBackup(TimeSpan.FromSeconds(20));

        Assert.Equal(DagOutcome.Succeeded, await clock.DriveAsync(backup.WaitAsync(Steady), Second));
        Assert.Equal("FAILED", Assert.Single(agent.Dags).State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_backup_that_takes_longer_than_obshell_waits_is_followed_to_its_end(bool endsWell)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        FakeTenant tenant = agent.FindTenant("tenant1")!.WithRunningBackup(TimeSpan.FromSeconds(10));
        agent.OnGet(Route).Respond(FakeResponse.Data(Dag(clock, "FAILED", "ERROR: [OB.Cluster.AsyncOperationTimeout]: backup")));
        Task<DagOutcome> waiting = client.Backup.GetOperation(DagJson.Id).WaitAsync(Steady);
        if (endsWell)
        {
            Assert.Equal(DagOutcome.Succeeded, await clock.DriveAsync(waiting, Second));
            return;
        }

        await clock.PassAsync(Second);
        await client.Backup.CancelAsync("tenant1");
        var error = await Assert.ThrowsAsync<DagFailedException>(() => clock.DriveAsync(waiting, Second));
        Assert.Contains("The database says: backup job 1 of tenant", error.Message, StringComparison.Ordinal);
        Assert.Contains("CANCELED", error.Message, StringComparison.Ordinal);
        Assert.Equal("CANCELED", tenant.BackupTask!.Status);
    }

    [Fact]
    public async Task A_retried_DAG_answers_for_the_backup_that_it_began_before()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.FindTenant("tenant1")!.WithBackupTask(new FakeBackupTask { Status = "FAILED", StartTimestamp = clock.GetUtcNow().AddHours(-2) });
        string begun = DagJson.Time(clock.GetUtcNow().AddHours(-2));
        agent.OnGet(Route).Respond(FakeResponse.Data(Dag(clock, "SUCCEED").Replace(
            $"\"name\":\"Start backup\",\"state\":\"SUCCEED\",\"operator\":\"RUN\",\"start_time\":\"{DagJson.Time(clock.GetUtcNow())}\"",
            $"\"name\":\"Start backup\",\"state\":\"SUCCEED\",\"operator\":\"RUN\",\"start_time\":\"{begun}\"", StringComparison.Ordinal)));

        await Assert.ThrowsAsync<DagFailedException>(() => client.Backup.GetOperation(DagJson.Id).WaitAsync(Steady));
    }

    [Fact]
    public async Task GetOperation_of_Tasks_and_of_Backup_end_as_the_database_reports()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.FindTenant("tenant1")!.WithBackupTask(new FakeBackupTask { Status = "FAILED", StartTimestamp = clock.GetUtcNow() });
        agent.OnGet(Route).Respond(FakeResponse.Data(Dag(clock, "SUCCEED")));

        await Assert.ThrowsAsync<DagFailedException>(() => client.Tasks.GetOperation(DagJson.Id).WaitAsync(Steady));
        await Assert.ThrowsAsync<DagFailedException>(() => client.Backup.GetOperation(DagJson.Id).WaitAsync(Steady));
    }

    [Fact]
    public async Task The_backup_after_it_does_not_stand_for_the_one_that_was_waited_for()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        string id = (await client.Backup.StartAsync("tenant1")).DagId!;
        for (int i = 0; i < 100 && agent.Dags[0].State != "SUCCEED"; i++)
        {
            clock.Advance(Second);
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        agent.FindTenant("tenant1")!.WithRunningBackup(TimeSpan.FromHours(9));

        Assert.Equal(DagOutcome.Succeeded, await client.Backup.GetOperation(id).WaitAsync(Steady).WaitAsync(TestClients.Patience));
    }

    [Fact]
    public async Task The_verdict_waits_for_an_agent_that_is_away_too()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.FindTenant("tenant1")!.WithBackupTask(new FakeBackupTask { Status = "COMPLETED", StartTimestamp = clock.GetUtcNow() });
        agent.OnGet(Route).Respond(FakeResponse.Data(Dag(clock, "SUCCEED")));
        FakeRule away = agent.OnGet(Overview).Respond(FakeResponse.Error(ObShellErrorCodes.AgentOceanBaseUseless)).Times(3);

        Assert.Equal(DagOutcome.Succeeded, await clock.DriveAsync(client.Backup.GetOperation(DagJson.Id).WaitAsync(Steady), Second));
        Assert.Equal(3, away.Hits);

        agent.OnGet(Overview).Respond(FakeResponse.Error(ObShellErrorCodes.AgentOceanBaseUseless));
        var error = await Assert.ThrowsAsync<ObShellApiException>(() => clock.DriveAsync(client.Backup.GetOperation(DagJson.Id).WaitAsync(Steady), Second));
        Assert.Equal(ObShellErrorCodes.AgentOceanBaseUseless, error.Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Shows(Promise.LostStartsAreFound)]
    public async Task A_lost_start_is_also_found_by_the_backup_that_it_began(bool ofCluster)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.OnPost(ofCluster ? "/api/v1/obcluster/backup" : Start).DropConnection();
        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => ofCluster ? client.Backup.StartClusterAsync() : client.Backup.StartAsync("tenant1"));
        Assert.Null(await client.Backup.FindStartedAsync(error));
        agent.FindTenant("tenant1")!.WithBackupTask(new FakeBackupTask { JobId = 0, StartTimestamp = clock.GetUtcNow().AddMinutes(-1) });
        Assert.Null(await client.Backup.FindStartedAsync(error));

        agent.FindTenant("tenant1")!.WithRunningBackup(TimeSpan.FromSeconds(20));
        BackupOperation operation = (await client.Backup.FindStartedAsync(error))!;

        Assert.Null(operation.DagId);
        Assert.Null(operation.Dag);
        Assert.Equal(DagOutcome.Succeeded, await clock.DriveAsync(operation.WaitAsync(Steady), Second));
    }

    [Fact]
    public async Task A_lost_start_whose_backup_is_found_is_waited_for()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.OnPost(Start).DropConnection(FakeDropPoint.AfterExecution);

        BackupOperation backup = await client.Backup.StartOrAttachAsync("tenant1");

        Assert.False(backup.IsAttached);
        Assert.Equal(agent.Dags[0].Id, backup.DagId);
        Assert.Single(agent.RequestsTo(Start));
        Assert.Equal(DagOutcome.Succeeded, await clock.DriveAsync(backup.WaitAsync(Steady), Second));
    }

    [Fact]
    public async Task Ending_the_wait_leaves_the_backup_alone()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        BackupOperation backup = await client.Backup.StartOrAttachAsync("tenant1");
        using var stop = new CancellationTokenSource();
        Task<DagOutcome> waiting = backup.WaitAsync(Steady, new Reports<BackupProgress>(_ => stop.Cancel()), stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => clock.DriveAsync(waiting, Second));

        Assert.DoesNotContain(agent.Requests, request => request.Method is "PATCH" || (request.Method == "POST" && request.Path != Start));
        Assert.Equal(DagOutcome.Succeeded, await clock.DriveAsync((await client.Backup.StartOrAttachAsync("tenant1")).WaitAsync(Steady), Second));
    }

    private static string Dag(TestClock clock, string state, string log = "") => DagJson
        .Of(state, stage: 2, maintenance: 1, name: "Obcluster start full backup for tenant1", log: log)
        .Replace("node 2", "Wait backup Finish", StringComparison.Ordinal)
        .Replace("\"name\":\"node 1\",\"state\":\"SUCCEED\",\"operator\":\"RUN\",\"start_time\":\"1970-01-01T00:00:00Z\"", $"\"name\":\"Start backup\",\"state\":\"SUCCEED\",\"operator\":\"RUN\",\"start_time\":\"{DagJson.Time(clock.GetUtcNow())}\"", StringComparison.Ordinal)
        .Replace("2026-03-01T00:00:00Z", DagJson.Time(clock.GetUtcNow()), StringComparison.Ordinal);
}
