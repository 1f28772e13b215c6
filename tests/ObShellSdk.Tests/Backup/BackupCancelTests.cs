using ObShellSdk.Backup;
using ObShellSdk.Testing;
using static ObShellSdk.Tests.Tasks.LongWork;

namespace ObShellSdk.Tests.Backup;

/// <summary>One call cancels a backup in every phase and returns the true outcome.</summary>
public sealed class BackupCancelTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(120)]
    [InlineData(180)]
    [InlineData(240)]
    [InlineData(300)]
    public async Task CancelAsync_leaves_no_backup_that_completes(int seconds)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.NextDag.WithDuration(TimeSpan.FromMinutes(10));
        BackupOperation operation = await client.Backup.StartAsync("tenant1");
        clock.Advance(Second * seconds);

        DagOutcome outcome = await clock.DriveAsync(operation.CancelAsync(Steady), Second);
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(DagOutcome.Canceled, outcome);
        Assert.True(await client.Backup.FindTaskAsync("tenant1") is null or { Status.Value: "CANCELED" });
    }

    [Fact]
    public async Task CancelAsync_of_a_backup_that_has_completed_returns_that()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        BackupOperation operation = await client.Backup.StartAsync("tenant1");
        await clock.DriveAsync(operation.WaitAsync(Steady), Second);

        Assert.Equal(DagOutcome.Succeeded, await operation.CancelAsync(Steady));
    }

    [Fact]
    public async Task WaitAsync_after_CancelAsync_returns_the_requested_outcome()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        BackupOperation operation = await client.Backup.StartAsync("tenant1");
        await clock.DriveAsync(operation.CancelAsync(Steady), Second);

        Assert.Equal(DagOutcome.Canceled, await clock.DriveAsync(operation.WaitAsync(Steady), Second));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    [InlineData(180)]
    [InlineData(300)]
    public async Task CancelAsync_of_the_clusters_backup_leaves_none_that_completes(int seconds)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        agent.AddTenant("tenant2").WithBackupConfig();
        using ObShellClient client = Connect(agent, clock);
        agent.NextDag.WithDuration(TimeSpan.FromMinutes(10));
        BackupOperation operation = await client.Backup.StartClusterAsync();
        clock.Advance(Second * seconds);

        DagOutcome outcome = await clock.DriveAsync(operation.CancelAsync(Steady), Second);
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(DagOutcome.Canceled, outcome);
        Assert.All(await client.Backup.FindClusterTasksAsync(null, default), task => Assert.Equal(BackupTaskStatus.Canceled, task.Status));
    }

    [Fact]
    public async Task CancelAsync_of_a_backup_that_SQL_started_cancels_it()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.FindTenant("tenant1")!.WithRunningBackup(TimeSpan.FromMinutes(10), 0.4);
        BackupOperation operation = await client.Backup.StartOrAttachAsync("tenant1");

        Assert.Equal(DagOutcome.Canceled, await clock.DriveAsync(operation.CancelAsync(Steady), Second));
        Assert.Equal("CANCELED", agent.FindTenant("tenant1")!.BackupTask!.Status);
    }

    [Fact]
    public async Task CancelAsync_of_a_backup_that_has_failed_returns_that()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.NextDag.WithDuration(TimeSpan.FromMinutes(10));
        BackupOperation operation = await client.Backup.StartAsync("tenant1");
        clock.Advance(TimeSpan.FromMinutes(5));
        agent.FindTenant("tenant1")!.FailRunningBackup(comment: "disk full");

        Assert.Equal(DagOutcome.Failed, await clock.DriveAsync(operation.CancelAsync(Steady), Second));
        Assert.Empty(agent.RequestsTo(HttpMethod.Patch, "/api/v1/tenant/{name}/backup"));
    }
}
