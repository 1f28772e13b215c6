using ObShellSdk.Backup;
using ObShellSdk.Errors;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Backup;

/// <summary>A watched backup, from figures that the test sets between the looks.</summary>
public sealed class WatchTests
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Percent_rates_and_remaining_time_follow_the_figures_to_the_end()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = TestClients.Connect(agent, options => options.TimeProvider = clock);
        DateTimeOffset begun = clock.GetUtcNow();
        Show(agent, begun, "DOING", 25, 1000);
        await using IAsyncEnumerator<BackupProgress> watch = client.Backup.WatchTenantBackupAsync("tenant1").GetAsyncEnumerator();

        Assert.True(await watch.MoveNextAsync());
        Assert.Equal((25.0, null), (watch.Current.Percent, watch.Current.CurrentRate));

        Show(agent, begun, "DOING", 50, 5000);
        Assert.True(await NextAsync(watch, clock));
        Assert.Equal(50.0, watch.Current.Percent);
        Assert.Equal(2000, watch.Current.CurrentRate!.Value, 0);
        Assert.Equal(2500, watch.Current.MeanRate!.Value, 0);
        Assert.Equal(2, watch.Current.Remaining!.Value.TotalSeconds, 0);
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
        await using IAsyncEnumerator<BackupProgress> watch = client.Backup.WatchTenantBackupAsync("tenant1").GetAsyncEnumerator();
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

        Assert.Empty(await client.Backup.WatchTenantBackupAsync("tenant1").ToListAsync());
    }

    [Fact]
    public async Task A_backup_that_ended_before_is_passed_over_for_the_one_that_is_awaited()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = TestClients.Connect(agent, options => options.TimeProvider = clock);
        DateTimeOffset started = clock.GetUtcNow();
        Show(agent, started.AddDays(-1), "COMPLETED", 100, 1);
        await using IAsyncEnumerator<BackupProgress> watch = client.Backup
            .WatchTenantBackupAsync("tenant1", new BackupWatchOptions { StartedAfter = started }).GetAsyncEnumerator();

        Assert.True(await watch.MoveNextAsync());
        Assert.Null(watch.Current.Task);
        Assert.Null(watch.Current.Percent);

        Show(agent, started.AddSeconds(1), "COMPLETED", 100, 1);
        Assert.True(await NextAsync(watch, clock));
        Assert.True(watch.Current.IsFinished);
    }

    [Fact]
    public async Task An_agent_that_is_away_is_reported_and_waited_for_up_to_the_tolerance()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = TestClients.Connect(agent, options => (options.TimeProvider, options.Retry.MaxAttempts) = (clock, 1));
        agent.OnAny().Answers(System.Net.HttpStatusCode.BadGateway, "", "text/html");
        await using IAsyncEnumerator<BackupProgress> watch = client.Backup
            .WatchTenantBackupAsync("tenant1", new BackupWatchOptions { OutageTolerance = TimeSpan.FromSeconds(3) }).GetAsyncEnumerator();

        Assert.True(await watch.MoveNextAsync());
        Assert.Equal(TimeSpan.Zero, watch.Current.Outage);
        Assert.True(await NextAsync(watch, clock));
        Assert.Equal(_pause, watch.Current.Outage);
        await Assert.ThrowsAsync<ObShellProtocolException>(() => NextAsync(watch, clock));
    }

    [Fact]
    public async Task A_list_that_grows_while_it_is_paged_gives_each_job_once()
    {
        const string Tasks = "/api/v1/tenant/tenant1/backup/tasks";
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Tasks).AnswersData(Page(3, 3, 4));
        agent.OnGet(Tasks).AnswersData(Page(2, 3, 6, 5)).Once();
        agent.OnGet(Tasks).AnswersData(Page(1, 3, 7, 6)).Once();
        var filter = new BackupTaskFilter { Statuses = [BackupTaskStatus.Completed, new("X Y")] };

        Assert.Equal([7, 6, 5, 4], await client.Backup.ListTasksAsync("tenant1", filter, pageSize: 2).Select(job => job.JobId).ToListAsync());
        Assert.Equal(3, agent.Requests.Count(request => request.Path == Tasks));
        Assert.Contains("?page=2&size=2&status=COMPLETED%2CX%20Y&sort=start_timestamp%2Cdesc", agent.Requests[^2].RawTarget, StringComparison.Ordinal);
    }

    private static Task<FakeAgent> StartAsync(TestClock clock) => TestClients.StartAgentAsync(options => options.TimeProvider = clock);

    private static async Task<bool> NextAsync(IAsyncEnumerator<BackupProgress> watch, TestClock clock)
    {
        Task<bool> next = watch.MoveNextAsync().AsTask();
        await clock.PassAsync(_pause);
        return await next;
    }

    private static void Show(FakeAgent agent, DateTimeOffset begun, string status, long percent, long bytes, long set = 1) =>
        agent.FindTenant("tenant1")!.WithBackupTask(new FakeBackupTask
        {
            BackupSetId = set, StartTimestamp = begun, EndTimestamp = status == "DOING" ? null : begun.AddHours(1), Status = status,
            MacroBlockCount = 100, FinishMacroBlockCount = percent, OutputBytes = bytes,
        });

    private static string Page(int number, int pages, params long[] jobs) =>
        $$$"""{"contents":[{{{string.Join(',', jobs.Select(job => $$"""{"job_id":{{job}}}"""))}}}],"page":{"total_elements":5,"total_pages":{{{pages}}},"size":2,"number":{{{number}}}}}""";
}
