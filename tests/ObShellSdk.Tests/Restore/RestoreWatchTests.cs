using ObShellSdk.Restore;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Restore;

public sealed class RestoreWatchTests
{
    private const string Overview = "/api/v1/tenant/new/restore/overview";

    [Fact]
    public async Task A_restore_is_awaited_followed_and_ended_with_honest_figures()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.TimeProvider = clock);
        using ObShellClient client = TestClients.Connect(agent, options => (options.TimeProvider, options.Retry.MaxAttempts) = (clock, 1));
        agent.OnGet(Overview).Respond(FakeResponse.Data("""{"job_id":1,"status":"RESTORING","finish_bytes":0,"total_bytes":1000}"""));
        await using IAsyncEnumerator<RestoreProgress> watch = client.Restore.WatchAsync("new", Looks).GetAsyncEnumerator();

        Assert.True(await watch.MoveNextAsync());
        RestoreProgress first = watch.Current;
        Assert.Equal((0.0, null, null), (first.Percent, first.MeanRate, first.Remaining));

        RestoreProgress second = await NextAsync(agent, clock, watch, "RESTORING", 400, 1000);
        Assert.Equal(40.0, second.Percent);
        Assert.Equal(200, second.CurrentRate!.Value, 0);
        Assert.Equal(3, second.Remaining!.Value.TotalSeconds, 0);

        agent.OnGet(Overview).Respond(FakeResponse.Raw(System.Net.HttpStatusCode.BadGateway, "", "text/html")).Once();
        Assert.Equal(TimeSpan.Zero, (await NextAsync(clock, watch)).Outage);

        RestoreProgress last = await NextAsync(agent, clock, watch, "FAIL", 400, 1000);
        Assert.True(last.IsFinished);
        Assert.Equal(RestoreStatus.Fail, last.Task!.Status);
        Assert.Null(last.Remaining);
        Assert.False(await watch.MoveNextAsync());
    }

    [Fact]
    public async Task Without_a_restore_and_without_waiting_there_is_nothing_to_watch()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Overview).Respond(FakeResponse.Error(ObShellErrorCodes.RestoreTaskNotExist));

        Assert.Empty(await client.Restore.WatchAsync("new").ToListAsync());
    }

    [Theory]
    [InlineData("4.5.0.0-1", false)]
    [InlineData("4.2.6.0-1", null)]
    public async Task A_restore_whose_tenant_is_dropped_ends_as_the_list_says_or_unknown(string version, bool? isSuccess)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => (options.TimeProvider, options.Version) = (clock, version));
        using ObShellClient client = TestClients.Connect(agent, options => options.TimeProvider = clock);
        agent.OnGet(Overview).Respond(FakeResponse.Error(ObShellErrorCodes.TenantNotExist));
        agent.OnGet(Overview).Respond(FakeResponse.Data("""{"job_id":7,"status":"RESTORING","finish_bytes":1,"total_bytes":10}""")).Times(2);
        if (isSuccess is not null)
        {
            agent.OnGet("/api/v1/restore/tasks").Respond(FakeResponse.Data("""{"contents":[{"job_id":6,"status":"SUCCESS"},{"job_id":7,"status":"FAIL","comment":"canceled"}]}"""));
        }

        await using IAsyncEnumerator<RestoreProgress> watch = client.Restore.WatchAsync("new", Looks).GetAsyncEnumerator();
        Assert.True(await watch.MoveNextAsync());
        RestoreProgress last = await NextAsync(clock, watch);

        Assert.Equal((true, isSuccess, 7L), (last.IsFinished, last.IsSuccess, last.Task!.JobId));
        Assert.False(await watch.MoveNextAsync());
    }

    private static WaitOptions Looks { get; } = new() { MinPollInterval = TimeSpan.FromSeconds(2), MaxPollInterval = TimeSpan.FromSeconds(2) };

    private static Task<RestoreProgress> NextAsync(FakeAgent agent, TestClock clock, IAsyncEnumerator<RestoreProgress> watch, string status, long finished, long total)
    {
        agent.OnGet(Overview).Respond(FakeResponse.Data($$"""{"job_id":1,"status":"{{status}}","finish_bytes":{{finished}},"total_bytes":{{total}}}"""));
        return NextAsync(clock, watch);
    }

    private static async Task<RestoreProgress> NextAsync(TestClock clock, IAsyncEnumerator<RestoreProgress> watch)
    {
        Task<bool> next = watch.MoveNextAsync().AsTask();
        await clock.PassAsync(TimeSpan.FromSeconds(2));
        Assert.True(await next);
        return watch.Current;
    }
}
