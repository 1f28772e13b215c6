using System.Net;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;
using static ObShellSdk.Tests.Tasks.LongWork;

namespace ObShellSdk.Tests.Tasks;

/// <summary>Waiting goes on while agents restart, as far as the options allow.</summary>
public sealed class OutageTests
{
    private const string Route = $"/api/v1/task/dag/{DagJson.Id}";

    [Fact]
    [Shows(Promise.WaitsOutliveRestarts)]
    public async Task An_agent_that_restarts_as_another_version_with_a_new_key_goes_on_with_the_DAG()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(clock, agent);
        FakeDag dag = agent.AddDag("Work", FakeDagKind.Cluster, [.. Enumerable.Range(1, 40).Select(number => $"node {number}")]);
        await using IAsyncEnumerator<DagProgress> watch = client.Tasks.GetOperation(dag.Id).WatchAsync(Steady).GetAsyncEnumerator();
        Assert.True(await watch.MoveNextAsync());
        Assert.Null(watch.Current.Outage);

        await agent.StopAsync();
        DagProgress away = await NextAsync(clock, watch);
        Assert.Equal(TimeSpan.Zero, away.Outage);
        Assert.Contains("no connection could be made", away.OutageReason, StringComparison.Ordinal);
        Assert.Equal(Second, (await NextAsync(clock, watch)).Outage);

        agent.RotateKey(1024);
        (agent.Version, agent.ServiceState, agent.ObState) = ("4.5.0.0-2", 1, 1);
        await agent.StartAgainAsync();
        away = await NextAsync(clock, watch);
        Assert.NotNull(away.Outage);
        Assert.Contains(ObShellErrorCodes.TaskNotFound, away.OutageReason, StringComparison.Ordinal);

        (agent.ServiceState, agent.ObState) = (2, 3);
        DagProgress back = await NextAsync(clock, watch);
        Assert.Null(back.Outage);
        Assert.True(back.Stage > 1);
        while (!back.Dag.HasEnded)
        {
            back = await NextAsync(clock, watch);
        }

        Assert.Equal(DagOutcome.Succeeded, back.Dag.Outcome);
    }

    [Theory]
    [InlineData(ObShellErrorCodes.SecurityAuthenticationIncorrectOceanbasePassword)]
    [InlineData(ObShellErrorCodes.SecurityAuthenticationHeaderDecryptFailed)]
    [InlineData(ObShellErrorCodes.SecurityAuthenticationWithAgentPassword)]
    [InlineData(ObShellErrorCodes.AgentIdentifyNotSupportOperation)]
    [InlineData(ObShellErrorCodes.AgentIdentifyUnknown)]
    [InlineData(ObShellErrorCodes.AgentOceanBaseUseless)]
    [InlineData(ObShellErrorCodes.AgentRPCRequestFailed)]
    [InlineData(ObShellErrorCodes.TaskNotFound)]
    [InlineData(ObShellErrorCodes.CommonUnexpected)]
    [InlineData(ObShellErrorCodes.MySQLError)]
    public async Task What_an_agent_between_two_states_answers_is_an_outage_once_it_has_served(string code)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(clock, agent);
        agent.OnGet(Route).Respond(FakeResponse.Data(DagJson.Of("RUNNING")));
        await using IAsyncEnumerator<DagProgress> watch = client.Tasks.GetOperation(DagJson.Id).WatchAsync(Steady).GetAsyncEnumerator();
        Assert.True(await watch.MoveNextAsync());

        // An unexpected error can come from the details of the DAG alone: it is read without them then.
        agent.OnGet(Route).Respond(FakeResponse.Error(code)).Times(code == ObShellErrorCodes.CommonUnexpected ? 2 : 1);

        Assert.NotNull((await NextAsync(clock, watch)).Outage);
        Assert.Null((await NextAsync(clock, watch)).Outage);
    }

    [Theory]
    [InlineData(ObShellErrorCodes.SecurityAuthenticationIncorrectAgentPassword)]
    [InlineData(ObShellErrorCodes.SecurityAuthenticationHeaderUriMismatch)]
    [InlineData(ObShellErrorCodes.TaskGenericIDInvalid)]
    public async Task What_no_restart_explains_ends_the_waiting(string code)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(clock, agent);
        agent.OnGet(Route).Respond(FakeResponse.Data(DagJson.Of("RUNNING"))).Once();
        agent.OnGet(Route).Respond(FakeResponse.Error(code));
        agent.OnGet(Route).Respond(FakeResponse.Data(DagJson.Of("RUNNING"))).Once();

        var error = await Assert.ThrowsAnyAsync<ObShellApiException>(() => clock.DriveAsync(client.Tasks.GetOperation(DagJson.Id).WaitAsync(Steady), Second));

        Assert.Equal(code, error.Code);
    }

    [Fact]
    public async Task What_answers_as_no_agent_at_the_first_look_is_told_at_once()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.Retry.MaxAttempts = 1);
        agent.OnGet(Route).Respond(FakeResponse.Raw(HttpStatusCode.OK, "<html>", "text/html"));

        await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Tasks.GetOperation(DagJson.Id).WaitAsync());
    }

    [Fact]
    public async Task Each_outage_has_the_whole_tolerance()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(clock, agent);
        agent.OnGet(Route).Respond(FakeResponse.Data(DagJson.Of("RUNNING")));
        await using IAsyncEnumerator<DagProgress> watch = client.Tasks.GetOperation(DagJson.Id)
            .WatchAsync(Steady with { OutageTolerance = 3 * Second }).GetAsyncEnumerator();
        Assert.True(await watch.MoveNextAsync());

        for (int outage = 0; outage < 3; outage++)
        {
            await agent.StopAsync();
            for (int look = 0; look < 3; look++)
            {
                Assert.Equal(look * Second, (await NextAsync(clock, watch)).Outage);
            }

            await agent.StartAgainAsync();
            Assert.Null((await NextAsync(clock, watch)).Outage);
        }

        await agent.StopAsync();
        await NextAsync(clock, watch);
        await NextAsync(clock, watch);
        await NextAsync(clock, watch);
        await Assert.ThrowsAsync<ObShellTransportException>(() => NextAsync(clock, watch));
    }

    [Fact]
    public async Task A_tolerance_of_zero_is_none()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(clock, agent);
        agent.OnGet(Route).Respond(FakeResponse.Error(ObShellErrorCodes.CommonUnexpected));

        await Assert.ThrowsAsync<ObShellApiException>(() => client.Tasks.GetOperation(DagJson.Id).WaitAsync(Steady with { OutageTolerance = TimeSpan.Zero }));
    }

    [Fact]
    public async Task Pauses_are_short_again_after_a_change_and_at_the_beginning_of_an_outage()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(clock, agent);
        agent.OnGet(Route).Respond(FakeResponse.Data(DagJson.Of("RUNNING")));
        Task<DagOutcome> waiting = client.Tasks.GetOperation(DagJson.Id).WaitAsync(new WaitOptions { MinPollInterval = Second, MaxPollInterval = 4 * Second });

        await PassAsync(clock, 1, 1.5);
        await PassAsync(clock, 2.25, () => agent.OnGet(Route).Respond(FakeResponse.Data(DagJson.Of("RUNNING", stage: 2))));
        await PassAsync(clock, 1);
        await PassAsync(clock, 1.5, () => agent.OnGet(Route).Respond(FakeResponse.Error(ObShellErrorCodes.CommonUnexpected)));
        await PassAsync(clock, 1, 1.5, 2.25, 3.375, 4);
        await PassAsync(clock, 4, () => agent.OnGet(Route).Respond(FakeResponse.Data(DagJson.Of("SUCCEED", stage: 2))));

        Assert.Equal(DagOutcome.Succeeded, await waiting.WaitAsync(TestClients.Patience));
    }

    [Theory]
    [InlineData(DagJson.Id)]
    [InlineData("22130706433028860001")]
    public async Task A_task_of_the_cluster_or_of_one_agent_is_asked_of_another_when_one_goes_down(string id)
    {
        var clock = new TestClock();
        await using FakeAgent first = await StartAsync(clock);
        await using FakeAgent second = await StartAsync(clock);
        using ObShellClient client = Connect(clock, first, second);
        first.OnGet($"/api/v1/task/dag/{id}").Respond(FakeResponse.Data(DagJson.Of("RUNNING")));
        second.OnGet($"/api/v1/task/dag/{id}").Respond(FakeResponse.Data(DagJson.Of("SUCCEED", stage: 2)));
        var reports = new List<DagProgress>();

        await foreach (DagProgress report in WithTimeAsync(clock, client.Tasks.GetOperation(id).WatchAsync(Steady)))
        {
            reports.Add(report);
            await first.StopAsync();
        }

        Assert.Equal(DagOutcome.Succeeded, reports[^1].Dag.Outcome);
        Assert.All(reports, report => Assert.Null(report.Outage));
    }

    [Fact]
    public async Task A_task_of_an_OBProxy_is_asked_of_its_own_agent_alone_and_with_that_ones_password()
    {
        await using FakeAgent first = await TestClients.StartAgentAsync(options => options.AgentPassword = "own");
        await using FakeAgent second = await TestClients.StartAgentAsync(options => options.AgentPassword = "own");
        string id = $"42130706433{second.Port:D5}7";
        second.OnGet($"/api/v1/task/dag/{id}").Respond(FakeResponse.Data(DagJson.Of("FAILED")));
        second.OnPost($"/api/v1/task/dag/{id}").Respond(FakeResponse.Data("null"));
        using ObShellClient client = TestClients.Connect(first, options =>
        {
            options.Endpoints.Add(second.Endpoint);
            options.Credential = ObShellCredential.FromPasswords(TestClients.Password, "own");
        });

        await client.Tasks.GetOperation(id).RetryAsync();
        await client.Tasks.GetDagAsync(id, includeDetails: true);

        Assert.Empty(first.Requests);
        Assert.All(second.RequestsTo($"/api/v1/task/dag/{id}"), request => Assert.True(request.Executed));
    }

    [Fact]
    public async Task Without_the_agents_password_a_task_of_an_OBProxy_is_refused_before_it_is_sent()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        var error = await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Tasks.GetDagAsync("42130706433028867", includeDetails: true));

        Assert.Equal(AuthenticationFailureReason.AgentPasswordNeeded, error.Reason);
    }

    private static Task<FakeAgent> StartAsync(TestClock clock) =>
        TestClients.StartAgentAsync(options => (options.TimeProvider, options.Version) = (clock, "4.4.2.0-1"));

    private static ObShellClient Connect(TestClock clock, FakeAgent agent, params FakeAgent[] others) => TestClients.Connect(agent, options =>
    {
        (options.TimeProvider, options.Retry.MaxAttempts) = (clock, 1);
        foreach (FakeAgent other in others)
        {
            options.Endpoints.Add(other.Endpoint);
            options.Retry.MaxAttempts = 2;
        }
    });

    private static async Task<DagProgress> NextAsync(TestClock clock, IAsyncEnumerator<DagProgress> watch)
    {
        Task<bool> next = watch.MoveNextAsync().AsTask();
        Assert.True(await clock.DriveAsync(next, Second));
        return watch.Current;
    }

    private static async IAsyncEnumerable<DagProgress> WithTimeAsync(TestClock clock, IAsyncEnumerable<DagProgress> reports)
    {
        await using IAsyncEnumerator<DagProgress> watch = reports.GetAsyncEnumerator();
        while (await clock.DriveAsync(watch.MoveNextAsync().AsTask(), Second))
        {
            yield return watch.Current;
        }
    }

    private static async Task PassAsync(TestClock clock, params double[] seconds)
    {
        foreach (double pause in seconds)
        {
            await clock.PassAsync(TimeSpan.FromSeconds(pause));
        }
    }

    /// <summary>Changes what the next look will see while the client waits for it.</summary>
    private static async Task PassAsync(TestClock clock, double seconds, Action change)
    {
        TimeSpan pause = TimeSpan.FromSeconds(seconds);
        await clock.WaitForTimerAsync(due => due == pause);
        change();
        clock.Advance(pause);
    }
}
