using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Http;

/// <summary>Reads that one agent leaves unanswered are also sent to another agent.</summary>
public sealed class HedgingTests
{
    private const string Overview = "/api/v1/tenant/tenant1/backup/overview";
    private static readonly TimeSpan _delay = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_read_is_also_sent_to_another_agent_after_HedgingDelay_and_later_reads_go_there()
    {
        await using var test = await Setup.StartAsync(3);
        test.Agents[0].OnAny().Hang();

        Task read = test.Client.Backup.GetOverviewAsync("tenant1");
        await test.Clock.PassAsync(_delay);
        await read.WaitAsync(TestClients.Patience);
        await test.Client.Backup.GetOverviewAsync("tenant1").WaitAsync(TestClients.Patience);

        Assert.Single(test.Agents[0].Requests);
        Assert.Equal(2, test.Agents[1].RequestsTo(Overview).Count);
        Assert.Empty(test.Agents[2].Requests);
    }

    [Fact]
    public async Task A_third_agent_is_asked_if_the_second_does_not_answer_either()
    {
        await using var test = await Setup.StartAsync(3);
        test.Agents[0].OnAny().Hang();
        test.Agents[1].OnAny().Hang();

        Task read = test.Client.Backup.GetOverviewAsync("tenant1");
        await test.Clock.PassAsync(_delay);
        await test.Agents[1].WaitForRequestsAsync(1);
        await test.Clock.PassAsync(_delay);

        await read.WaitAsync(TestClients.Patience);
    }

    [Fact]
    public async Task The_first_agent_may_still_answer_when_the_second_fails()
    {
        await using var test = await Setup.StartAsync(2);
        await test.Client.Backup.GetOverviewAsync("tenant1");
        test.Agents[0].OnGet(Overview).Do(FakeAction.Delay(TimeSpan.FromSeconds(5)));
        test.Agents[1].OnAny().DropConnection();

        Task read = test.Client.Backup.GetOverviewAsync("tenant1");
        await test.Clock.WaitForTimerAsync(due => due == TimeSpan.FromSeconds(5));
        await test.Clock.PassAsync(_delay);
        await test.Agents[1].WaitForRequestsAsync(1);
        test.Clock.Advance(TimeSpan.FromSeconds(5));

        await read.WaitAsync(TestClients.Patience);
        Assert.Equal(2, test.Agents[0].RequestsTo(Overview).Count);
    }

    [Fact]
    public async Task A_command_is_never_sent_to_two_agents()
    {
        await using var test = await Setup.StartAsync(2);
        await test.Client.Backup.GetOverviewAsync("tenant1");
        test.Agents[0].OnPost("/api/v1/tenant/tenant1/lock").Hang();

        Task command = test.Client.Tenants.LockAsync("tenant1");
        await test.Agents[0].WaitForRequestsAsync(5);
        test.Clock.Advance(TimeSpan.FromSeconds(30));

        var error = await Assert.ThrowsAsync<ObShellTimeoutException>(() => command.WaitAsync(TestClients.Patience));
        Assert.True(error.MayHaveRun);
        Assert.Empty(test.Agents[1].Requests);
    }

    [Fact]
    public async Task HedgingDelay_is_shortened_to_a_third_of_the_calls_timeout()
    {
        await using var test = await Setup.StartAsync(2);
        test.Agents[0].OnAny().Hang();

        Task read = test.Client.Backup.GetOverviewAsync("tenant1", new ObShellCallOptions { Timeout = TimeSpan.FromMilliseconds(300) });
        await test.Clock.PassAsync(TimeSpan.FromMilliseconds(100));

        await read.WaitAsync(TestClients.Patience);
    }

    [Fact]
    public async Task An_infinite_HedgingDelay_asks_one_agent_at_a_time()
    {
        await using var test = await Setup.StartAsync(2, options => options.Retry.HedgingDelay = Timeout.InfiniteTimeSpan);
        test.Agents[0].OnAny().Hang();

        Task read = test.Client.Backup.GetOverviewAsync("tenant1");
        await test.Agents[0].WaitForRequestsAsync(1);
        test.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(test.Agents[1].Requests);
        test.Clock.Advance(TimeSpan.FromSeconds(1));

        await read.WaitAsync(TestClients.Patience);
    }

    [Fact]
    public async Task A_short_timeout_of_one_call_does_not_count_against_the_agent()
    {
        await using var test = await Setup.StartAsync(2, options => options.Retry.HedgingDelay = Timeout.InfiniteTimeSpan);
        await test.Client.Backup.GetOverviewAsync("tenant1");
        test.Agents[0].OnGet(Overview).Hang().Once();

        Task hasty = test.Client.Backup.GetOverviewAsync("tenant1", new ObShellCallOptions { Timeout = TimeSpan.FromMilliseconds(100) });
        await test.Agents[0].WaitForRequestsAsync(5);
        test.Clock.Advance(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAsync<ObShellTimeoutException>(() => hasty.WaitAsync(TestClients.Patience));
        await test.Client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(3, test.Agents[0].RequestsTo(Overview).Count);
        Assert.Empty(test.Agents[1].Requests);
    }

    [Fact]
    public async Task An_operation_that_asks_every_agent_has_90_s_is_sent_once_and_counts_against_no_agent()
    {
        await using var test = await Setup.StartAsync(2);
        await test.Client.Backup.GetOverviewAsync("tenant1");
        test.Agents[0].OnGet("/api/v1/agents/status").Hang();

        Task slow = test.Client.Agents.GetStatusesAsync();
        await test.Agents[0].WaitForRequestsAsync(5);
        test.Clock.Advance(TimeSpan.FromSeconds(89));
        Assert.False(slow.IsCompleted);
        test.Clock.Advance(TimeSpan.FromSeconds(1));

        var error = await Assert.ThrowsAsync<ObShellTimeoutException>(() => slow.WaitAsync(TestClients.Patience));
        Assert.Equal(TimeSpan.FromSeconds(90), error.Timeout);
        await test.Client.Backup.GetOverviewAsync("tenant1");
        Assert.Single(test.Agents[0].RequestsTo("/api/v1/agents/status"));
        Assert.Empty(test.Agents[1].Requests);
    }

    [Fact]
    public async Task Discovery_delays_no_call()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.OnGet("/api/v1/ob/info").Hang();
        using ObShellClient client = TestClients.Connect(agent, options => options.DiscoverAgents = true);

        await client.Backup.GetOverviewAsync("tenant1", new ObShellCallOptions { Timeout = TestClients.Patience }).WaitAsync(TestClients.Patience);
    }

    [Fact]
    public async Task A_follower_that_cannot_forward_the_call_is_answered_for_by_the_master()
    {
        await using FakeAgent follower = await TestClients.StartAgentAsync();
        await using FakeAgent master = await TestClients.StartAgentAsync(options => options.Identity = FakeAgentIdentity.Master);
        follower.OnGet("/api/v1/ob/info").Respond(FakeResponse.Error(ObShellErrorCodes.RequestForwardHeaderNotExist));
        follower.OnPost("/api/v1/agent/join").Respond(FakeResponse.Error(ObShellErrorCodes.RequestForwardHeaderNotExist));
        using ObShellClient client = TestClients.Connect(follower, options => options.Endpoints.Add(master.Endpoint));
        await client.ForAgent(master.Endpoint).Agents.GetHostInfoAsync();

        await Record.ExceptionAsync(() => client.ForAgent(follower.Endpoint).SendJsonAsync(HttpMethod.Post, "/api/v1/agent/join"));

        Assert.Single(master.RequestsTo("/api/v1/agent/join"));
    }

    private sealed class Setup : IAsyncDisposable
    {
        public TestClock Clock { get; } = new();

        public required FakeAgent[] Agents { get; init; }

        public ObShellClient Client { get; private set; } = null!;

        public static async Task<Setup> StartAsync(int agents, Action<ObShellClientOptions>? configure = null)
        {
            var setup = new Setup { Agents = new FakeAgent[agents] };
            for (int i = 0; i < agents; i++)
            {
                setup.Agents[i] = await TestClients.StartAgentAsync(options => options.TimeProvider = setup.Clock);
            }

            setup.Client = TestClients.Connect(setup.Agents[0], options =>
            {
                foreach (FakeAgent agent in setup.Agents.Skip(1))
                {
                    options.Endpoints.Add(agent.Endpoint);
                }

                options.TimeProvider = setup.Clock;
                configure?.Invoke(options);
            });
            return setup;
        }

        public async ValueTask DisposeAsync()
        {
            await Client.DisposeAsync();
            await Task.WhenAll(Agents.Select(agent => agent.DisposeAsync().AsTask()));
        }
    }
}
