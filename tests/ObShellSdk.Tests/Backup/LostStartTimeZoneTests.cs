using ObShellSdk.Testing;
using ObShellSdk.Tests.Tasks;
using static ObShellSdk.Tests.Tasks.LongWork;

namespace ObShellSdk.Tests.Backup;

/// <summary>A lost start is recognized by ids, whatever the time zones of the agent's host and of the database are, at each version in the field.</summary>
public sealed class LostStartTimeZoneTests
{
    private const string Start = "/api/v1/tenant/tenant1/backup";

    public static TheoryData<string, int, int, int> Rows
    {
        get
        {
            var rows = new TheoryData<string, int, int, int>();
            foreach (string version in (string[])["4.2.4.0-1", "4.2.5.0-1", "4.2.6.0-1", "4.3.0.0-1", "4.3.1.0-1", "4.3.2.0-1", "4.5.0.0-1"])
            {
                foreach ((int host, int database) in ((int, int)[])[(0, 0), (0, 8), (8, 0), (8, 8)])
                {
                    rows.Add(version, host, database, 0);
                }

                rows.Add(version, 0, 8, 10);
                rows.Add(version, 8, 0, -10);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task StartOrAttachAsync_makes_a_new_backup_when_the_request_is_lost(string version, int host, int database, int minutesAhead)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock, version, host, database, minutesAhead);
        using ObShellClient client = Connect(agent, clock);
        await BackUpYesterdayAsync(client, clock);
        agent.OnPost(Start).DropConnection().Once();

        var lost = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.StartOrAttachAsync("tenant1"));
        Assert.True(lost.MayHaveRun);
        Assert.Null(await client.Backup.FindStartedAsync(lost));

        BackupOperation started = await client.Backup.StartOrAttachAsync("tenant1");
        Assert.False(started.IsAttached);
        Assert.Equal(DagOutcome.Succeeded, await clock.DriveAsync(started.WaitAsync(Steady), Second));
        Assert.Equal(2, (await client.Backup.FindTaskAsync("tenant1"))!.JobId);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task StartOrAttachAsync_finds_the_backup_when_the_response_is_lost(string version, int host, int database, int minutesAhead)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock, version, host, database, minutesAhead);
        using ObShellClient client = Connect(agent, clock);
        await BackUpYesterdayAsync(client, clock);
        agent.OnPost(Start).DropConnection(FakeDropPoint.AfterExecution).Once();
        var progress = new List<BackupProgress>();

        BackupOperation started = await client.Backup.StartOrAttachAsync("tenant1");
        DagOutcome outcome = await clock.DriveAsync(started.WaitAsync(Steady, new Reports<BackupProgress>(progress.Add)), Second);

        Assert.Equal((false, DagOutcome.Succeeded), (started.IsAttached, outcome));
        Assert.Equal(2, (await client.Backup.FindTaskAsync("tenant1"))!.JobId);
        Assert.Equal(2, agent.Dags.Count);

        // Never the figures of yesterday's backup.
        Assert.All(progress, report => Assert.True(report.Task is null or { JobId: 2 }));
    }

    [Fact]
    public async Task GetClockInfoAsync_shows_the_difference_and_CorrectDatabaseTimes_removes_it()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock, "4.5.0.0-1", 0, 8, 0);
        using ObShellClient client = Connect(agent, clock);
        using ObShellClient corrected = TestClients.Connect(agent, options => (options.TimeProvider, options.CorrectDatabaseTimes) = (clock, true));
        DateTimeOffset begun = clock.GetUtcNow();
        await BackUpYesterdayAsync(client, clock);

        ObShellSdk.Cluster.ClusterClockInfo info = await client.Cluster.GetClockInfoAsync();
        DateTimeOffset labelled = (await client.Backup.FindTaskAsync("tenant1"))!.StartTimestamp!.Value;
        DateTimeOffset meant = (await corrected.Backup.FindTaskAsync("tenant1"))!.StartTimestamp!.Value;

        Assert.Equal(("+08:00", TimeSpan.FromHours(8), TimeSpan.FromHours(8)), (info.DatabaseTimeZone, info.DatabaseUtcOffset!.Value, info.Difference!.Value));
        Assert.Equal(TimeSpan.FromHours(8), labelled - meant);
        Assert.InRange(meant - begun, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    private static async Task BackUpYesterdayAsync(ObShellClient client, TestClock clock)
    {
        BackupOperation first = await client.Backup.StartAsync("tenant1");
        Assert.Equal(DagOutcome.Succeeded, await clock.DriveAsync(first.WaitAsync(Steady), Second));
        clock.Advance(TimeSpan.FromSeconds(2));
    }

    private static async Task<FakeAgent> StartAsync(TestClock clock, string version, int host, int database, int minutesAhead)
    {
        FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions
        {
            Password = TestClients.Password, TimeProvider = clock, Version = version, HostTimeZone = Zone(host), DatabaseTimeZone = Zone(database), DatabaseClockOffset = TimeSpan.FromMinutes(minutesAhead),
        });
        agent.AddTenant("tenant1").WithBackupConfig();
        return agent;
    }

    private static TimeZoneInfo Zone(int hours) => TimeZoneInfo.CreateCustomTimeZone($"{hours}", TimeSpan.FromHours(hours), null, null);
}
