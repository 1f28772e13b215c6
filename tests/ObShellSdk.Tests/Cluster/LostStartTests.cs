using System.Net;
using ObShellSdk.Agents;
using ObShellSdk.Cluster;
using ObShellSdk.Observers;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Cluster;

/// <summary>Work on agents, cluster and zones: found again when its start was lost, and ended at once where there was nothing to do.</summary>
public sealed class LostStartTests
{
    private const string OfAgent = "/api/v1/task/dag/agent/unfinish";
    private const string AllOfAgent = "/api/v1/task/dags/agent";
    private const string OfCluster = "/api/v1/task/dag/ob/unfinish";
    private const string AllOfCluster = "/api/v1/task/dags/ob";
    private const string NewestOfCluster = "/api/v1/task/dag/maintain/ob";

    private static readonly AgentAddress _agent = new() { Ip = "10.0.0.1", Port = 2886 };

    public static TheoryData<string, bool, Func<ObShellClient, Task<DagOperation>>> Starts => new()
    {
        { "Join self", true, client => client.Agents.JoinAsync(new JoinAgentRequest { Master = _agent, Zone = "zone1" }) },
        { "Join to master", true, client => client.Agents.JoinAsync(new JoinAgentRequest { Master = _agent, Zone = "zone1" }) },
        { "Remove all agents", true, client => client.Agents.RemoveAsync(_agent) },
        { "Follower remove self", true, client => client.Agents.RemoveAsync(_agent) },
        { "Remove follower agent 10.0.0.1:2886", true, client => client.Agents.RemoveAsync(_agent) },
        { "Remove follower agent [fe80::1]:2886", true, client => client.Agents.RemoveAsync(new AgentAddress { Ip = "fe80::1", Port = 2886 }) },
        { "Update cluster config", true, client => client.Cluster.ConfigureAsync(new ClusterIdentity { ClusterId = 1, ClusterName = "c" }) },
        { "Update observer config", true, client => client.Observers.ConfigureAsync(new ObserverConfiguration { Options = new Dictionary<string, string> { ["rpc_port"] = "2882" }, Scope = ClusterScope.Global }) },
        { "Initialize cluster", true, client => client.Cluster.InitializeAsync() },
        { "Start OB", true, client => client.Cluster.StartAsync(new StartClusterRequest { Scope = ClusterScope.Global }) },
        { "Stop OB", true, client => client.Cluster.StopAsync(new StopClusterRequest { Scope = ClusterScope.Zones("zone1") }) },
        { "Stop OB", true, client => client.Zones.StopAsync("zone1") },
        { "Cluster scale out", false, client => client.Cluster.ScaleOutAsync(new ScaleOutRequest { Agent = _agent, Zone = "zone1" }) },
        { "Cluster scale in", false, client => client.Cluster.ScaleInAsync(new ScaleInRequest { Agent = _agent }) },
        { "Delete zone", false, client => client.Zones.DeleteAsync("zone1") },
    };

    public static TheoryData<string, HttpMethod, Func<ObShellClient, Task<DagOperation>>> Removals => new()
    {
        { "/api/v1/agent/remove", HttpMethod.Post, client => client.Agents.RemoveAsync(_agent) },
        { "/api/v1/ob/scale_in", HttpMethod.Post, client => client.Cluster.ScaleInAsync(new ScaleInRequest { Agent = _agent }) },
        { "/api/v1/zone/zone1", HttpMethod.Delete, client => client.Zones.DeleteAsync("zone1") },
    };

    [Theory]
    [MemberData(nameof(Starts), DisableDiscoveryEnumeration = true)]
    [Shows(Promise.LostStartsAreFound)]
    public async Task A_lost_start_is_found_where_its_DAG_is_kept(string name, bool isOfAgent, Func<ObShellClient, Task<DagOperation>> start)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        await client.Backup.GetOverviewAsync("tenant1");
        FakeRule broken = agent.OnAny().DropConnection().Once();
        string earlier = AgentDagJson.Of(name, dagId: 77);
        foreach (string list in (string[])[OfAgent, AllOfAgent, OfCluster, AllOfCluster])
        {
            agent.OnGet(list).Respond(FakeResponse.Data(AgentDagJson.List(earlier)));
        }

        agent.OnGet(NewestOfCluster).Respond(FakeResponse.Data(earlier));
        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => start(client));
        Assert.Equal((1, true, 77L), (broken.Hits, error.MayHaveRun, error.LostStart!.LastDagId));

        string[] strangers = [earlier, AgentDagJson.Of("Take over", dagId: 80)];
        string[] lists = isOfAgent ? [OfAgent, AllOfAgent] : [OfCluster, AllOfCluster];
        foreach (string list in lists)
        {
            agent.OnGet(list).Respond(FakeResponse.Data(AgentDagJson.List(strangers)));
        }

        Assert.Null(await client.Tasks.FindStartedAsync(error));
        foreach (string list in lists)
        {
            agent.OnGet(list).Respond(FakeResponse.Data(AgentDagJson.List([.. strangers, AgentDagJson.Of(name, dagId: 78)]))).Once();
            Assert.Equal((name, 78L), (await client.Tasks.FindStartedAsync(error))!.Dag is { } dag ? (dag.Name, dag.DagId) : default);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-600)]
    public async Task The_DAG_of_an_agent_is_looked_for_at_that_agent_whatever_its_clock(int secondsAhead)
    {
        await using FakeAgent first = await TestClients.StartAgentAsync(options => options.ClockOffset = TimeSpan.FromSeconds(secondsAhead));
        await using FakeAgent second = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(first, options => options.Endpoints.Add(second.Endpoint));
        first.OnPost("/api/v1/ob/stop").DropConnection(FakeDropPoint.AfterExecution);
        first.OnGet(OfAgent).Respond(FakeResponse.Data(AgentDagJson.List(AgentDagJson.Of("Stop OB", dagId: 5))));
        first.OnGet(OfAgent).Respond(FakeResponse.Data(AgentDagJson.List())).Once();
        first.OnGet(AllOfAgent).Respond(FakeResponse.Data(AgentDagJson.List()));
        second.OnGet(OfAgent).Respond(FakeResponse.Data(AgentDagJson.List(AgentDagJson.Of("Stop OB", dagId: 9))));
        var error = await Assert.ThrowsAsync<ObShellTransportException>(
            () => client.Cluster.StopAsync(new StopClusterRequest { Scope = ClusterScope.Global, Mode = ObserverStopMode.Kill }));

        Assert.Equal(5, (await client.Tasks.FindStartedAsync(error))!.Dag!.DagId);

        Assert.Equal(first.Endpoint, error.Agent);
        Assert.Equal(2, first.RequestsTo(OfAgent).Count);
        Assert.Empty(second.RequestsTo(OfAgent));
    }

    [Fact]
    public async Task A_start_that_succeeds_without_a_DAG_is_not_believed()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost("/api/v1/ob/start").Respond(FakeResponse.Data("null"));
        agent.OnGet(OfAgent).Respond(FakeResponse.Data(AgentDagJson.List()));
        agent.OnGet(AllOfAgent).Respond(FakeResponse.Data(AgentDagJson.List()));

        var error = await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Cluster.StartAsync(new StartClusterRequest { Scope = ClusterScope.Global }));

        Assert.True(error.MayHaveRun);
        Assert.Null(await client.Tasks.FindStartedAsync(error));
        Assert.Single(agent.RequestsTo("/api/v1/ob/start"));
    }

    [Theory]
    [MemberData(nameof(Removals), DisableDiscoveryEnumeration = true)]
    public async Task Removing_what_is_not_there_has_ended_at_once(string path, HttpMethod method, Func<ObShellClient, Task<DagOperation>> remove)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.On(method, path).Respond(FakeResponse.Raw(HttpStatusCode.NoContent, ""));

        DagOperation operation = await remove(client);

        Assert.True(operation.HasEnded);
        Assert.Null(operation.Id);
        Assert.Equal(DagOutcome.Succeeded, await operation.WaitAsync());
    }

    [Fact]
    public async Task The_check_of_a_stop_is_a_read_that_may_be_repeated_and_throws_when_the_answer_is_no()
    {
        const string Check = "/api/v1/ob/zone/zone1/stop/check";
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost(Check).Respond(FakeResponse.Data("null"));
        FakeRule broken = agent.OnPost(Check).DropConnection(FakeDropPoint.AfterExecution).Once();

        await client.Zones.CheckStopAsync("zone1");
        Assert.Equal(1, broken.Hits);

        agent.OnPost(Check).Respond(FakeResponse.Error(ObShellErrorCodes.ServerStoppedInMultiZone));
        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Zones.CheckStopAsync("zone1"));
        Assert.Equal(ObShellErrorCodes.ServerStoppedInMultiZone, error.Code);
        Assert.False(error.MayHaveRun);
    }
}
