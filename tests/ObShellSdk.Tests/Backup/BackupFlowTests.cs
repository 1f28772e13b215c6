using ObShellSdk.Backup;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Tasks;
using static ObShellSdk.Tests.Tasks.LongWork;

namespace ObShellSdk.Tests.Backup;

/// <summary>Whole backups against the state of the fake agent, which moves with the clock that both share.</summary>
public sealed class BackupFlowTests
{
    [Fact]
    public async Task A_backup_is_started_watched_to_its_end_and_found_completed()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        var percents = new List<double?>();

        BackupOperation started = await client.Backup.StartOrAttachAsync("tenant1");
        DagOutcome outcome = await clock.DriveAsync(client.Tasks.GetOperation(started.DagId!).WaitAsync(Steady, new Reports<DagProgress>(report => percents.Add(report.Percent))), Second);

        Assert.False(started.IsAttached);
        Assert.Equal(DagOutcome.Succeeded, outcome);
        Assert.Equal(100, percents[^1]);
        Assert.Equal(percents.Order(), percents);
        Assert.Equal(BackupTaskStatus.Completed, (await client.Backup.GetOverviewAsync("tenant1")).Task.Status);
    }

    [Fact]
    public async Task A_canceled_backup_is_no_success_although_its_DAG_ends_well()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.NextDag.WithDuration(TimeSpan.FromMinutes(10));
        BackupOperation operation = await client.Backup.StartAsync("tenant1");
        PassUntilJobRuns(agent, clock);

        await client.Backup.CancelAsync("tenant1");

        var error = await Assert.ThrowsAsync<DagFailedException>(() => clock.DriveAsync(operation.WaitAsync(Steady), Second));
        Assert.Equal(DagOutcome.Canceled, error.Outcome);
        Assert.Equal(DagOutcome.Succeeded, error.Dag.Outcome);
        Assert.Contains("CANCELED", error.ErrorText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FAILED", 0, "disk full at oss://b/p?host=h&access_key=PLANTED")]
    [InlineData("COMPLETED", -4016, "")]
    public async Task A_failed_backup_is_no_success_although_its_DAG_ends_well(string status, long result, string comment)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        BackupOperation operation = await client.Backup.StartAsync("tenant1");
        agent.OnGet("/api/v1/tenant/tenant1/backup/overview").Respond(FakeResponse.Data(
            $$$"""{"status":{"task_id":9,"job_id":99,"tenant_id":1002,"status":"{{{status}}}","result":{{{result}}},"comment":"{{{comment}}}","start_timestamp":"{{{clock.GetUtcNow():O}}}"}}"""));

        var error = await Assert.ThrowsAsync<DagFailedException>(() => clock.DriveAsync(operation.WaitAsync(Steady), Second));

        Assert.Equal(DagOutcome.Failed, error.Outcome);
        Assert.Contains(status, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_backup_fails_when_the_backup_of_one_tenant_does()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        BackupOperation operation = await client.Backup.StartClusterAsync();
        string begun = clock.GetUtcNow().ToString("O");
        agent.OnGet("/api/v1/obcluster/backup/overview").Respond(FakeResponse.Data(
            $$"""{"statuses":[{"tenant_id":1002,"job_id":99,"status":"COMPLETED","start_timestamp":"{{begun}}"},{"tenant_id":1004,"job_id":99,"status":"FAILED","task_id":2,"start_timestamp":"{{begun}}"}]}"""));

        Assert.Equal(DagOutcome.Failed, (await Assert.ThrowsAsync<DagFailedException>(() => clock.DriveAsync(operation.WaitAsync(Steady), Second))).Outcome);
    }

    [Fact]
    public async Task A_script_that_is_killed_and_run_again_attaches_and_sees_the_end()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        string id;
        using (ObShellClient killed = Connect(agent, clock))
        {
            id = (await killed.Backup.StartOrAttachAsync("tenant1")).DagId!;
        }

        using ObShellClient again = Connect(agent, clock);
        BackupOperation attached = await again.Backup.StartOrAttachAsync("tenant1");

        Assert.True(attached.IsAttached);
        Assert.Equal(id, attached.DagId);
        Assert.Equal(DagOutcome.Succeeded, await clock.DriveAsync(again.Tasks.GetOperation(attached.DagId!).WaitAsync(Steady), Second));
        Assert.Single(agent.Dags);
    }

    [Fact]
    public async Task Of_two_that_start_at_once_one_backup_runs_and_the_other_start_fails_clearly()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        BackupOperation[] operations = await Task.WhenAll(client.Backup.StartAsync("tenant1"), client.Backup.StartAsync("tenant1"));

        Exception?[] ends =
        [
            await Record.ExceptionAsync(() => clock.DriveAsync(operations[0].WaitAsync(Steady), Second)),
            await Record.ExceptionAsync(() => clock.DriveAsync(operations[1].WaitAsync(Steady), Second)),
        ];

        Assert.Single(ends, end => end is null);
        Assert.Contains("MySQL.Error", Assert.IsType<DagFailedException>(Assert.Single(ends, end => end is not null)).ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_now_and_then_is_another_attempt_and_no_outage()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        BackupOperation operation = await client.Backup.StartAsync("tenant1");
        FakeRule broken = agent.OnGet($"/api/v1/task/dag/{operation.DagId}").DropConnection().Times(2);
        var reports = new List<BackupProgress>();

        Assert.Equal(DagOutcome.Succeeded, await clock.DriveAsync(operation.WaitAsync(Steady, new Reports<BackupProgress>(reports.Add)), Second));

        Assert.Equal(2, broken.Hits);
        Assert.All(reports, report => Assert.Null(report.Outage));
    }

    /// <summary>The first nodes of the DAG prepare; the job begins after them.</summary>
    private static void PassUntilJobRuns(FakeAgent agent, TestClock clock)
    {
        for (int i = 0; i < 100 && agent.FindTenant("tenant1")!.BackupTask is null; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
        }
    }
}
