using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Tasks;

/// <summary>DAGs that one agent keeps by itself.</summary>
public sealed class AgentDagTests
{
    private const string All = "/api/v1/task/dags/agent";
    private const string Unfinished = "/api/v1/task/dag/agent/unfinish";
    private const string Last = "/api/v1/task/dag/maintain/agent";
    private const string Main = "/api/v1/task/dag/agent/main_dags";

    private static readonly string _dags = $$"""{"contents":[{{DagJson.Of("RUNNING")}}]}""";

    public static TheoryData<string, string, Func<ObShellClient, Task>> OwnReads => new()
    {
        { All, _dags, client => client.Tasks.ListAgentDagsAsync(includeDetails: false) },
        { Unfinished, _dags, client => client.Tasks.ListUnfinishedAgentDagsAsync(includeDetails: false) },
        { Last, DagJson.Of("RUNNING"), client => client.Tasks.GetLastAgentMaintenanceAsync(includeDetails: false) },
    };

    [Theory]
    [MemberData(nameof(OwnReads), DisableDiscoveryEnumeration = true)]
    public async Task Reads_of_one_agent_never_move_on_to_another(string path, string answer, Func<ObShellClient, Task> read)
    {
        await using FakeAgent first = await TestClients.StartAgentAsync();
        await using FakeAgent second = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(first, options => options.Endpoints.Add(second.Endpoint));
        second.OnGet(path).Respond(FakeResponse.Data(answer));
        first.OnGet(path).Respond(FakeResponse.Error("Agent.OceanBase.Useless"));

        await Assert.ThrowsAnyAsync<Exception>(() => read(client));

        Assert.NotEmpty(first.RequestsTo(HttpMethod.Get, path));
        Assert.Empty(second.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ListAgentDagsAsync_and_ListUnfinishedAgentDagsAsync_refuse_a_follower_which_returns_its_masters(bool all)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Identity = FakeAgentIdentity.Follower);
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(All).Respond(FakeResponse.Data(_dags));
        agent.OnGet(Unfinished).Respond(FakeResponse.Data(_dags));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => all ? client.Tasks.ListAgentDagsAsync(includeDetails: true) : client.Tasks.ListUnfinishedAgentDagsAsync(includeDetails: true));

        Assert.Contains("FOLLOWER", error.Message, StringComparison.Ordinal);
        Assert.Empty(agent.RequestsTo(HttpMethod.Get, all ? All : Unfinished));
    }

    [Fact]
    public async Task ListAgentMainDagsAsync_always_asks_with_details()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Main).Respond(FakeResponse.Data(_dags));

        Assert.Single(await client.Tasks.ListAgentMainDagsAsync());

        Assert.Equal(Main, agent.Requests[^1].RawTarget);
    }
}
