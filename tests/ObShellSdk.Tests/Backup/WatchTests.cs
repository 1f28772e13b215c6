using ObShellSdk.Backup;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Backup;

/// <summary>A watched backup, from figures that the test sets between the looks.</summary>
public sealed class WatchTests
{
    private const string JobList = "/api/v1/tenant/tenant1/backup/tasks";

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Percent_rates_and_remaining_time_follow_the_figures_to_the_end()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = TestClients.Connect(agent, options => options.TimeProvider = clock);
        DateTimeOffset begun = clock.GetUtcNow();
        Show(agent, begun, "DOING", 25, 1000);
        await using IAsyncEnumerator<BackupProgress> watch = client.Backup.WatchAsync("tenant1", Looks).GetAsyncEnumerator();

        Assert.True(await watch.MoveNextAsync());
        Assert.Equal((25.0, null), (watch.Current.Percent, watch.Current.CurrentRate));

        Show(agent, begun, "DOING", 50, 5000);
        Assert.True(await NextAsync(watch, clock));
        Assert.Equal(50.0, watch.Current.Percent);
        Assert.Equal(2000, watch.Current.CurrentRate!.Value, 0);
        Assert.Equal(2000, watch.Current.MeanRate!.Value, 0);
        Assert.Equal(4, watch.Current.Remaining!.Value.TotalSeconds, 0);
        Assert.False(watch.Current.IsFinished);

        Show(agent, begun, "FAILED", 50, 5000);
        Assert.True(await NextAsync(watch, clock));
        Assert.True(watch.Current.IsFinished);
        Assert.Equal(BackupTaskStatus.Failed, watch.Current.Task!.Status);
        Assert.Null(watch.Current.Remaining);
        Assert.False(await watch.MoveNextAsync());
    }

    [Fact]
    public async Task The_change_to_the_next_backup_set_has_no_rate()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = TestClients.Connect(agent, options => options.TimeProvider = clock);
        Show(agent, clock.GetUtcNow(), "DOING", 99, 9000);
        await using IAsyncEnumerator<BackupProgress> watch = client.Backup.WatchAsync("tenant1", Looks).GetAsyncEnumerator();
        await watch.MoveNextAsync();

        Show(agent, clock.GetUtcNow(), "DOING", 1, 10, set: 2);
        Assert.True(await NextAsync(watch, clock));
        Assert.Null(watch.Current.CurrentRate);

        Show(agent, clock.GetUtcNow(), "DOING", 2, 30, set: 2);
        Assert.True(await NextAsync(watch, clock));
        Assert.Equal(10, watch.Current.CurrentRate!.Value, 0);
    }

    [Fact]
    public async Task A_tenant_without_backups_has_nothing_to_watch()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.FindTenant("tenant1")!.BackupTask = null;
        using ObShellClient client = TestClients.Connect(agent);

        Assert.Empty(await client.Backup.WatchAsync("tenant1").ToListAsync());
    }

    [Fact]
    public async Task An_agent_that_is_away_is_reported_and_waited_for_up_to_the_tolerance()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = TestClients.Connect(agent, options => (options.TimeProvider, options.Retry.MaxAttempts) = (clock, 1));
        agent.OnAny().Respond(FakeResponse.Raw(System.Net.HttpStatusCode.BadGateway, "", "text/html"));
        await using IAsyncEnumerator<BackupProgress> watch = client.Backup
            .WatchAsync("tenant1", Looks with { OutageTolerance = TimeSpan.FromSeconds(3) }).GetAsyncEnumerator();

        Assert.True(await watch.MoveNextAsync());
        Assert.Equal(TimeSpan.Zero, watch.Current.Outage);
        Assert.True(await NextAsync(watch, clock));
        Assert.Equal(_pause, watch.Current.Outage);
        await Assert.ThrowsAsync<ObShellProtocolException>(() => NextAsync(watch, clock));
    }

    [Theory]
    [InlineData("COMPLETED", 0, true)]
    [InlineData("FAILED", -4016, false)]
    [InlineData("COMPLETED", -4016, false)]
    public async Task A_job_is_followed_from_one_backup_set_to_the_next_and_ends_as_the_job_does(string status, int result, bool isSuccess)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = TestClients.Connect(agent, options => options.TimeProvider = clock);
        DateTimeOffset begun = clock.GetUtcNow();
        FakeRule jobs = agent.OnGet(JobList).Respond(FakeResponse.Data(Job("DOING")));
        Show(agent, begun, "DOING", 50, 5000);
        await using IAsyncEnumerator<BackupProgress> watch = client.Backup.WatchAsync("tenant1", Looks).GetAsyncEnumerator();
        await watch.MoveNextAsync();
        Assert.Null(watch.Current.Job);
        Assert.Equal(0, jobs.Hits);

        Show(agent, begun, "COMPLETED", 100, 9000);
        Assert.True(await NextAsync(watch, clock));
        Assert.Equal((100.0, false, null, "DOING"), (watch.Current.Percent, watch.Current.IsFinished, watch.Current.IsSuccess, watch.Current.Job!.Status.Value));

        Show(agent, begun.AddSeconds(3), "DOING", 1, 10, set: 2);
        Assert.True(await NextAsync(watch, clock));
        Assert.Equal((2L, 1.0, null), (watch.Current.Task!.BackupSetId, watch.Current.Percent, watch.Current.CurrentRate));

        Show(agent, begun.AddSeconds(3), "COMPLETED", 100, 9000, set: 2);
        agent.OnGet(JobList).Respond(FakeResponse.Data(Job(status, result)));
        Assert.True(await NextAsync(watch, clock));
        Assert.Equal((true, isSuccess), (watch.Current.IsFinished, watch.Current.IsSuccess));
        Assert.False(await watch.MoveNextAsync());
    }

    [Fact]
    public async Task A_job_that_ends_while_nobody_looks_is_not_mistaken_for_the_next_one()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = TestClients.Connect(agent, options => options.TimeProvider = clock);
        Show(agent, clock.GetUtcNow(), "DOING", 50, 5000);
        await using IAsyncEnumerator<BackupProgress> watch = client.Backup.WatchAsync("tenant1", Looks).GetAsyncEnumerator();
        await watch.MoveNextAsync();

        Show(agent, clock.GetUtcNow(), "DOING", 1, 10, job: 2);
        agent.OnGet(JobList).Respond(FakeResponse.Data(Job("FAILED", -1)));
        Assert.True(await NextAsync(watch, clock));

        Assert.Equal((1L, 1L), (watch.Current.Task!.JobId, watch.Current.Job!.JobId));
        Assert.Equal((true, false), (watch.Current.IsFinished, watch.Current.IsSuccess));
        Assert.False(await watch.MoveNextAsync());
    }

    [Theory]
    [InlineData(1, "COMPLETED", true)]
    [InlineData(2, "DOING", null)]
    public async Task An_agent_without_a_list_of_jobs_tells_by_its_tasks_and_what_it_did_not_show_stays_unknown(long job, string status, bool? isSuccess)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => (options.TimeProvider, options.Version) = (clock, "4.2.6.0-1"));
        using ObShellClient client = TestClients.Connect(agent, options => options.TimeProvider = clock);
        Show(agent, clock.GetUtcNow(), "DOING", 50, 5000);
        await using IAsyncEnumerator<BackupProgress> watch = client.Backup.WatchAsync("tenant1", Looks).GetAsyncEnumerator();
        await watch.MoveNextAsync();

        Show(agent, clock.GetUtcNow(), status, 100, 9000, job: job);
        Assert.True(await NextAsync(watch, clock));

        Assert.Equal((true, isSuccess, null), (watch.Current.IsFinished, watch.Current.IsSuccess, watch.Current.Job));
        Assert.False(await watch.MoveNextAsync());
    }

    [Fact]
    public async Task A_restart_of_the_agent_with_a_new_key_is_an_outage_of_the_watch_too()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = TestClients.Connect(agent, options => (options.TimeProvider, options.Retry.MaxAttempts) = (clock, 1));
        Show(agent, clock.GetUtcNow(), "DOING", 50, 5000);
        await using IAsyncEnumerator<BackupProgress> watch = client.Backup.WatchAsync("tenant1", Looks).GetAsyncEnumerator();
        await watch.MoveNextAsync();

        await agent.StopAsync();
        Assert.True(await NextAsync(watch, clock));
        Assert.Equal((TimeSpan.Zero, 50.0, null, null), (watch.Current.Outage, watch.Current.Percent, watch.Current.CurrentRate, watch.Current.IsSuccess));

        agent.RotateKey(1024);
        await agent.StartAgainAsync();
        foreach (string code in (string[])
        [
            ObShellErrorCodes.SecurityAuthenticationIncorrectOceanbasePassword, ObShellErrorCodes.AgentIdentifyNotSupportOperation, ObShellErrorCodes.CommonUnexpected, ObShellErrorCodes.MySQLError,
        ])
        {
            agent.OnGet("/api/v1/tenant/tenant1/backup/overview").Respond(FakeResponse.Error(code)).Once();
            Assert.True(await NextAsync(watch, clock));
            Assert.NotNull(watch.Current.Outage);
        }

        Show(agent, clock.GetUtcNow(), "COMPLETED", 100, 9000);
        Assert.True(await NextAsync(watch, clock));
        Assert.Equal((null, true), (watch.Current.Outage, watch.Current.IsSuccess));
    }

    [Fact]
    public async Task A_tenant_that_does_not_exist_and_a_wrong_password_are_told_at_once()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        using ObShellClient stranger = TestClients.Connect(agent, options => options.Credential = ObShellCredential.FromPassword("wrong"));

        await Assert.ThrowsAsync<ObShellApiException>(async () => await client.Backup.WatchAsync("nobody").ToListAsync());
        await Assert.ThrowsAsync<ObShellAuthenticationException>(async () => await stranger.Backup.WatchAsync("tenant1").ToListAsync());
    }

    private static WaitOptions Looks { get; } = new() { MinPollInterval = _pause, MaxPollInterval = _pause };

    private static Task<FakeAgent> StartAsync(TestClock clock) => TestClients.StartAgentAsync(options => options.TimeProvider = clock);

    private static async Task<bool> NextAsync(IAsyncEnumerator<BackupProgress> watch, TestClock clock)
    {
        Task<bool> next = watch.MoveNextAsync().AsTask();
        await clock.PassAsync(_pause);
        return await next;
    }

    private static void Show(FakeAgent agent, DateTimeOffset begun, string status, long percent, long bytes, long set = 1, long job = 1) =>
        agent.FindTenant("tenant1")!.WithBackupTask(new FakeBackupTask
        {
            JobId = job, BackupSetId = set, StartTimestamp = begun, EndTimestamp = status == "DOING" ? null : begun.AddHours(1), Status = status,
            MacroBlockCount = 100, FinishMacroBlockCount = percent, OutputBytes = bytes,
        });

    private static string Job(string status, int result = 0) =>
        $$$"""{"contents":[{"job_id":9,"status":"DOING"},{"job_id":1,"status":"{{{status}}}","result":{{{result}}}}],"page":{"total_elements":2,"total_pages":1,"size":100,"number":1}}""";
}
