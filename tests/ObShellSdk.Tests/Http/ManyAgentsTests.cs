using System.Net;
using Microsoft.Extensions.Logging;
using ObShellSdk.Http;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Http;

/// <summary>Several agents of one cluster: who is asked, and what moves on to another.</summary>
public sealed class ManyAgentsTests
{
    private const string Overview = "/api/v1/tenant/tenant1/backup/overview";
    private const string Start = "/api/v1/tenant/tenant1/backup";

    [Fact]
    public async Task A_read_moves_on_when_an_agent_is_down_and_later_calls_stay_with_the_one_that_served()
    {
        await using FakeAgent first = await TestClients.StartAgentAsync();
        await using FakeAgent second = await TestClients.StartAgentAsync();
        using ObShellClient client = Connect([first, second]);
        await client.Backup.GetOverviewAsync("tenant1");
        await first.StopAsync();

        await client.Backup.GetOverviewAsync("tenant1");
        await first.StartAgainAsync();
        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(1, Calls(first, Overview));
        Assert.Equal(2, Calls(second, Overview));
    }

    [Fact]
    public async Task A_command_moves_on_only_where_nothing_was_sent()
    {
        await using FakeAgent first = await TestClients.StartAgentAsync();
        await using FakeAgent second = await TestClients.StartAgentAsync();
        await using FakeAgent third = await TestClients.StartAgentAsync();
        using ObShellClient client = Connect([first, second, third]);
        await first.StopAsync();
        second.OnPost(Start).DropConnection(FakeDropPoint.AfterExecution);

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.StartAsync("tenant1"));

        Assert.True(error.MayHaveRun);
        Assert.Equal(second.Endpoint, error.Agent);
        Assert.Equal(1, Calls(second, Start));
        Assert.Empty(third.Requests);
    }

    [Theory]
    [InlineData(ObShellErrorCodes.AgentNoMaster)]
    [InlineData(ObShellErrorCodes.AgentIdentifyNotSupportOperation)]
    [InlineData(ObShellErrorCodes.AgentOceanBaseUseless)]
    public async Task A_read_moves_on_from_an_agent_that_cannot_serve_it_now(string code)
    {
        await using FakeAgent first = await TestClients.StartAgentAsync();
        await using FakeAgent second = await TestClients.StartAgentAsync();
        using ObShellClient client = Connect([first, second]);
        first.OnGet(Overview).Respond(FakeResponse.Error(code));

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal((1, 1), (Calls(first, Overview), Calls(second, Overview)));
    }

    [Fact]
    public async Task A_refusal_that_every_agent_would_give_is_asked_for_once()
    {
        await using FakeAgent first = await TestClients.StartAgentAsync();
        await using FakeAgent second = await TestClients.StartAgentAsync();
        using ObShellClient client = Connect([first, second]);

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetOverviewAsync("nobody"));

        Assert.Equal(ObShellErrorCodes.TenantNotExist, error.Code);
        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task When_no_agent_serves_every_one_was_asked_and_the_error_says_so()
    {
        FakeAgent[] agents = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TestClients.StartAgentAsync()));
        using ObShellClient client = Connect(agents);
        foreach (FakeAgent agent in agents)
        {
            agent.OnGet("/api/v1/info").DropConnection();
        }

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal(5, error.Attempts);
        Assert.All(agents, agent => Assert.Single(agent.Requests));
        await Task.WhenAll(agents.Select(agent => agent.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task An_agent_that_failed_is_asked_after_all_that_serve()
    {
        await using FakeAgent dead = await TestClients.StartAgentAsync();
        await using FakeAgent second = await TestClients.StartAgentAsync();
        await using FakeAgent third = await TestClients.StartAgentAsync();
        using ObShellClient client = Connect([dead, second, third]);
        dead.OnAny().Respond(FakeResponse.Raw(HttpStatusCode.ServiceUnavailable, "<html>", "text/html"));
        second.OnGet(Overview).Respond(FakeResponse.Raw(HttpStatusCode.ServiceUnavailable, "<html>", "text/html")).Times(1);

        await client.Backup.GetOverviewAsync("tenant1");
        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Single(dead.Requests);
        Assert.Equal((1, 2), (Calls(second, Overview), Calls(third, Overview)));
    }

    [Fact]
    public void The_pause_of_an_agent_doubles_up_to_half_a_minute_and_one_caller_at_a_time_may_try_it()
    {
        var clock = new TestClock();
        var health = new AgentHealth(clock);
        Assert.True(health.Serves);
        for (int failure = 0; failure < 8; failure++)
        {
            health.Failed();
            double pause = Math.Min(Math.Pow(2, failure), 30);
            Assert.False(health.Serves);
            clock.Advance(TimeSpan.FromSeconds(pause) - TimeSpan.FromTicks(1));
            Assert.False(health.TryProbe());
            clock.Advance(TimeSpan.FromTicks(1));
            Assert.True(health.TryProbe());
            Assert.False(health.TryProbe());
        }

        health.Served();
        Assert.True(health.Serves);
        health.Failed();
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(health.TryProbe());
    }

    [Fact]
    [Shows(Promise.NoReadFailsWhileOneAgentServes)]
    public async Task Sixty_four_callers_lose_no_read_while_one_agent_serves_one_flaps_and_one_is_dead()
    {
        await using FakeAgent dead = await TestClients.StartAgentAsync();
        await using FakeAgent flapping = await TestClients.StartAgentAsync();
        await using FakeAgent serving = await TestClients.StartAgentAsync();
        using ObShellClient client = Connect([dead, flapping, serving]);
        await dead.StopAsync();
        using var stop = new CancellationTokenSource();
        Task flap = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await flapping.StopAsync();
                await flapping.StartAgainAsync();
            }
        });

        await Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
        {
            for (int i = 0; i < 10; i++)
            {
                await client.Backup.GetOverviewAsync("tenant1");
            }
        }));

        await stop.CancelAsync();
        await flap;
    }

    [Fact]
    public async Task A_client_for_one_agent_asks_no_other_and_shares_what_is_known_of_it()
    {
        await using FakeAgent first = await TestClients.StartAgentAsync();
        await using FakeAgent second = await TestClients.StartAgentAsync();
        using ObShellClient client = Connect([first, second]);
        await client.Backup.GetOverviewAsync("tenant1");

        using (ObShellClient one = client.ForAgent(second.Endpoint))
        {
            await one.Backup.GetOverviewAsync("tenant1");
            await client.ForAgent(second.Endpoint).Backup.GetOverviewAsync("tenant1");
            Assert.Equal(second.Endpoint, one.Endpoint);
        }

        Assert.Equal(2, Calls(second, Overview));
        Assert.Equal(1, Calls(second, "/api/v1/secret"));
        await second.StopAsync();
        await Assert.ThrowsAsync<ObShellTransportException>(() => client.ForAgent(second.Endpoint).Backup.GetOverviewAsync("tenant1"));
        await client.Backup.GetOverviewAsync("tenant1");
        Assert.Equal(2, Calls(first, Overview));
    }

    [Fact]
    public async Task A_client_ends_those_that_it_made_for_one_agent()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        ObShellClient client = TestClients.Connect(agent);
        ObShellClient one = client.ForAgent(agent.Endpoint);
        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => one.Backup.GetOverviewAsync("tenant1"));
    }

    [Fact]
    public async Task Agents_are_discovered_once_and_then_serve()
    {
        await using FakeAgent first = await TestClients.StartAgentAsync();
        await using FakeAgent second = await TestClients.StartAgentAsync();
        first.OnGet("/api/v1/ob/info").Respond(FakeResponse.Data($$"""
            {"agent_info":[{"port":{{first.Port}},"ip":"127.0.0.1","identity":"CLUSTER AGENT"},{"port":{{second.Port}},"ip":"127.0.0.1","identity":"CLUSTER AGENT"},{"ip":"","port":0}],
            "obcluster_info":{"id":1,"name":"obcluster"} }
            """));
        var log = new SignalLog(eventId: 16);
        using ObShellClient client = TestClients.Connect(first, options => (options.DiscoverAgents, options.LoggerFactory) = (true, log));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.Backup.GetOverviewAsync("tenant1")));
        await log.Seen.WaitAsync(TestClients.Patience);
        await first.StopAsync();
        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(1, Calls(first, "/api/v1/ob/info"));
        Assert.Equal(1, Calls(second, Overview));
    }

    [Fact]
    public async Task A_discovery_that_fails_fails_no_call()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.OnGet("/api/v1/ob/info").Respond(FakeResponse.Error(ObShellErrorCodes.CommonUnexpected));
        var log = new SignalLog(eventId: 17);
        using ObShellClient client = TestClients.Connect(agent, options => (options.DiscoverAgents, options.LoggerFactory) = (true, log));

        await client.Backup.GetOverviewAsync("tenant1");
        await log.Seen.WaitAsync(TestClients.Patience);
        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(1, Calls(agent, "/api/v1/ob/info"));
        await Assert.ThrowsAsync<ObShellApiException>(() => client.DiscoverAgentsAsync());
    }

    private static ObShellClient Connect(FakeAgent[] agents, Action<ObShellClientOptions>? configure = null) => TestClients.Connect(agents[0], options =>
    {
        foreach (FakeAgent agent in agents.Skip(1))
        {
            options.Endpoints.Add(agent.Endpoint);
        }

        configure?.Invoke(options);
    });

    private static int Calls(FakeAgent agent, string path) => agent.Requests.Count(request => request.Path == path);

    /// <summary>Tells when a message of one id was logged.</summary>
    private sealed class SignalLog(int eventId) : ILoggerFactory, ILogger
    {
        private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => _seen.Task;

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId1, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId1.Id == eventId)
            {
                _seen.TrySetResult();
            }
        }

        public void Dispose()
        {
        }
    }
}
