using ObShellSdk.Agents;
using ObShellSdk.Cluster;
using ObShellSdk.Observers;
using ObShellSdk.Tenants;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Cluster;

/// <summary>What is asked of agents, cluster and observers on the wire, and what is refused before.</summary>
public sealed class BootstrapRequestTests
{
    private static readonly Dictionary<string, ParameterValue> _parameters = new() { ["cpu_count"] = 8 };

    private static readonly AgentAddress _agent = new() { Ip = "10.0.0.1", Port = 2886 };

    public static TheoryData<string, Func<ObShellClient, Task>> BadRequests => new()
    {
        { "join: no zone", client => client.Agents.JoinAsync(new JoinAgentRequest { Master = _agent, Zone = "" }) },
        { "join: no master", client => client.Agents.JoinAsync(new JoinAgentRequest { Master = null!, Zone = "z" }) },
        { "join: host name", client => client.Agents.JoinAsync(new JoinAgentRequest { Master = new AgentAddress { Ip = "host1", Port = 2886 }, Zone = "z" }) },
        { "remove: no port", client => client.Agents.RemoveAsync(new AgentAddress { Ip = "10.0.0.1" }) },
        { "remove: port too large", client => client.Agents.RemoveAsync(new AgentAddress { Ip = "10.0.0.1", Port = 65536 }) },
        { "remove: brackets", client => client.Agents.RemoveAsync(new AgentAddress { Ip = "[::1]", Port = 2886 }) },
        { "password: empty", client => client.Agents.SetPasswordAsync("") },
        { "password: none", client => client.Agents.SetPasswordAsync(null!) },
        { "status: no time", client => client.Agents.GetStatusAsync(TimeSpan.Zero) },
        { "statuses: time past", client => client.Agents.GetStatusesAsync(TimeSpan.FromSeconds(-1)) },
        { "configure: number", client => client.Cluster.ConfigureAsync(new ClusterIdentity { ClusterId = 0, ClusterName = "c" }) },
        { "configure: name", client => client.Cluster.ConfigureAsync(new ClusterIdentity { ClusterId = 1, ClusterName = "" }) },
        { "start: no scope", client => client.Cluster.StartAsync(new StartClusterRequest { Scope = null! }) },
        { "stop: no scope", client => client.Cluster.StopAsync(new StopClusterRequest { Scope = null!, Mode = ObserverStopMode.Kill }) },
        { "stop: service of all", client => client.Cluster.StopAsync(new StopClusterRequest { Scope = ClusterScope.Global }) },
        { "stop: no such mode", client => client.Cluster.StopAsync(new StopClusterRequest { Scope = ClusterScope.Global, Mode = (ObserverStopMode)7 }) },
        { "scale out: no zone", client => client.Cluster.ScaleOutAsync(new ScaleOutRequest { Agent = _agent, Zone = "" }) },
        { "scale out: host name", client => client.Cluster.ScaleOutAsync(new ScaleOutRequest { Agent = new AgentAddress { Ip = "h", Port = 1 }, Zone = "z" }) },
        { "scale in: no agent", client => client.Cluster.ScaleInAsync(new ScaleInRequest { Agent = null! }) },
        { "scale in: host name", client => client.Cluster.ScaleInAsync(new ScaleInRequest { Agent = new AgentAddress { Ip = "h", Port = 1 } }) },
        { "charsets: mode", client => client.Cluster.ListCharsetsAsync(new TenantMode("DB2")) },
        { "parameters: none", client => client.Cluster.SetParametersAsync(new Dictionary<string, ParameterValue>()) },
        { "parameters: null", client => client.Cluster.SetParametersAsync(null!) },
        { "parameter: name", client => client.Cluster.SetParametersAsync(new Dictionary<string, ParameterValue> { [""] = 8 }) },
        { "parameter: scope", client => client.Cluster.SetParametersAsync(_parameters, new ClusterParameterTarget { Scope = default }) },
        { "parameter: zones and servers", client => client.Cluster.SetParametersAsync(_parameters, new ClusterParameterTarget { Zones = ["z"], Servers = ["10.0.0.1:2882"] }) },
        { "parameter: tenants of the cluster", client => client.Cluster.SetParametersAsync(_parameters, new ClusterParameterTarget { Tenants = ["t"] }) },
        { "parameter: all tenants of the cluster", client => client.Cluster.SetParametersAsync(_parameters, new ClusterParameterTarget { AllUserTenants = true }) },
        { "parameter: some and all tenants", client => client.Cluster.SetParametersAsync(_parameters, new ClusterParameterTarget { Scope = ParameterScope.Tenant, Tenants = ["t"], AllUserTenants = true }) },
        { "observers: no options", client => client.Observers.ConfigureAsync(new ObserverConfiguration { Options = new Dictionary<string, string>(), Scope = ClusterScope.Global }) },
        { "observers: no scope", client => client.Observers.ConfigureAsync(new ObserverConfiguration { Options = new Dictionary<string, string> { ["rpc_port"] = "1" }, Scope = null! }) },
        { "zone: no name", client => client.Zones.DeleteAsync("") },
    };

    public static TheoryData<string, Func<ClusterScope>> BadScopes => new()
    {
        { "no zone", () => ClusterScope.Zones() },
        { "zone without a name", () => ClusterScope.Zones("zone1", "") },
        { "no agent", () => ClusterScope.Servers() },
        { "null", () => ClusterScope.Servers(_agent, null!) },
        { "host name", () => ClusterScope.Servers(new AgentAddress { Ip = "host1", Port = 2886 }) },
    };

    public static TheoryData<string, StopClusterRequest> Stops => new()
    {
        { """{"scope":{"type":"GLOBAL"},"force":true,"terminate":false}""", new() { Scope = ClusterScope.Global, Mode = ObserverStopMode.Kill } },
        { """{"scope":{"type":"GLOBAL"},"force":false,"terminate":true}""", new() { Scope = ClusterScope.Global, Mode = ObserverStopMode.Terminate } },
        { """{"scope":{"type":"ZONE","target":["zone1"]},"force":false,"terminate":false}""", new() { Scope = ClusterScope.Zones("zone1") } },
        {
            """{"scope":{"type":"SERVER","target":["10.0.0.1:2886","[::1]:2886"]},"force":true,"terminate":false,"forcePassDag":{"id":["277"]}}""",
            new() { Scope = ClusterScope.Servers(_agent, AgentAddress.Parse("[::1]:2886")), Mode = ObserverStopMode.Kill, DagsToPass = ["277"] }
        },
    };

    [Theory]
    [MemberData(nameof(BadRequests), DisableDiscoveryEnumeration = true)]
    public async Task What_the_agent_would_refuse_or_misread_is_refused_before_anything_is_sent(string what, Func<ObShellClient, Task> call)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        Assert.NotEmpty(what);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => call(client));
        Assert.Empty(agent.Requests);
    }

    [Theory]
    [MemberData(nameof(BadScopes), DisableDiscoveryEnumeration = true)]
    public void A_scope_names_what_it_is_about(string what, Func<ClusterScope> make)
    {
        Assert.NotEmpty(what);
        Assert.ThrowsAny<ArgumentException>(make);
    }

    [Theory]
    [MemberData(nameof(Stops), DisableDiscoveryEnumeration = true)]
    public async Task A_stop_says_which_observers_and_how(string body, StopClusterRequest request)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost("/api/v1/ob/stop").Respond(FakeResponse.Data(AgentDagJson.Of("Stop OB")));

        await client.Cluster.StopAsync(request);

        Assert.Equal(body, agent.Requests[^1].RevealBody());
    }

    [Fact]
    public async Task What_is_not_set_is_not_sent_but_for_the_options_of_a_new_observer_which_the_agent_wants()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost("/api/v1/ob/init").Respond(FakeResponse.Data(AgentDagJson.Of("Initialize cluster")));
        agent.OnPost("/api/v1/ob/scale_out").Respond(FakeResponse.Data(AgentDagJson.Of("Cluster scale out")));

        await client.Cluster.InitializeAsync();
        Assert.Equal("{}", agent.Requests[^1].RevealBody());

        await client.Cluster.ScaleOutAsync(new ScaleOutRequest { Agent = _agent, Zone = "zone4" });
        Assert.Equal("""{"agentInfo":{"ip":"10.0.0.1","port":2886},"zone":"zone4","obConfigs":{}}""", agent.Requests[^1].RevealBody());
    }

    [Fact]
    public void A_scope_reads_as_what_it_means()
    {
        Assert.Equal("GLOBAL", ClusterScope.Global.ToString());
        Assert.Equal("ZONE zone1, zone2", ClusterScope.Zones("zone1", "zone2").ToString());
        Assert.Equal("SERVER 10.0.0.1:2886", ClusterScope.Servers(_agent).ToString());
    }
}
