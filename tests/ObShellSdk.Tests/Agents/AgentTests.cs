using Microsoft.Extensions.Time.Testing;
using ObShellSdk.Agents;
using ObShellSdk.Cluster;
using ObShellSdk.Observers;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Agents;

public sealed class AgentTests
{
    [Fact]
    public async Task Anyone_may_ask_an_agent_who_it_is_and_shows_no_header()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Identity = FakeAgentIdentity.Single);
        using ObShellClient client = TestClients.Connect(agent, options => options.Credential = ObShellCredential.FromPassword("wrong"));

        AgentInfo info = await client.Agents.GetInfoAsync();
        AgentStatus status = await client.Agents.GetStatusAsync();
        AgentPublicKey key = await client.Agents.GetKeyAsync();
        DateTimeOffset time = await client.Agents.GetTimeAsync();
        await client.Agents.GetGitInfoAsync();

        Assert.Equal(AgentIdentity.SingleAgent, info.Identity);
        Assert.Equal(new AgentAddress { Ip = "127.0.0.1", Port = agent.Port }, info.Address);
        Assert.Equal(info.Address, status.Agent.Address);
        Assert.Equal((AgentState.Running, ObserverState.NotRunning), (status.State, status.ObState));
        Assert.Equal(agent.PublicKey, key.PublicKey);
        Assert.InRange((time - DateTimeOffset.UtcNow).Duration(), TimeSpan.Zero, TestClients.Patience);
        Assert.All(agent.Requests, request => Assert.Equal(FakeHeaderKind.None, request.HeaderKind));
    }

    [Fact]
    public async Task The_start_of_an_agent_comes_in_nanoseconds()
    {
        var began = new DateTimeOffset(2026, 6, 1, 12, 0, 10, TimeSpan.Zero);
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.TimeProvider = new FakeTimeProvider(began));
        using ObShellClient client = TestClients.Connect(agent);

        Assert.Equal(began, (await client.Agents.GetInfoAsync()).StartAt);
        Assert.Equal(began, (await client.Agents.GetStatusAsync()).StartAt);
    }

    [Fact]
    public async Task What_concerns_one_agent_is_asked_of_no_other()
    {
        await using FakeAgent first = await TestClients.StartAgentAsync();
        await using FakeAgent second = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(first, options => options.Endpoints.Add(second.Endpoint));
        await first.StopAsync();

        await client.Backup.GetOverviewAsync("tenant1");
        int requests = second.Requests.Count;
        await Assert.ThrowsAsync<ObShellTransportException>(() => client.Agents.GetStatusAsync());
        await Assert.ThrowsAsync<ObShellTransportException>(() => client.Agents.SetPasswordAsync("new"));
        Assert.Equal(requests, second.Requests.Count);

        Assert.Equal(second.Port, (await client.ForAgent(second.Endpoint).Agents.GetInfoAsync()).Port);
    }

    [Fact]
    public async Task The_password_of_an_agent_is_set_by_password_also_where_a_session_is_open()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options =>
        {
            options.UseSessions = true;
            options.Credential = ObShellCredential.FromPasswords(TestClients.Password, "new");
        });
        await client.Backup.GetOverviewAsync("tenant1");

        await client.Agents.SetPasswordAsync("new");
        await client.Agents.SetPasswordAsync("newer");

        Assert.Equal("newer", agent.AgentPassword);
        Assert.Contains(agent.Requests, request => request.HasSession);
        Assert.All(agent.RequestsTo("/api/v1/agent/password"), request => Assert.False(request.HasSession));
        await Assert.ThrowsAsync<ObShellAuthenticationException>(() => client.Agents.SetPasswordAsync("newest"));
    }

    [Fact]
    public async Task The_agents_of_a_cluster_are_found_by_address()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/agents/status").Respond(FakeResponse.Data(
            """{"10.0.0.1:2886":{"agent":{"ip":"10.0.0.1","port":2886,"identity":"CLUSTER AGENT"},"obState":3},"[fe80::1]:2886":{"state":1,"obState":9}}"""));

        IReadOnlyDictionary<string, AgentStatus> statuses = await client.Agents.GetStatusesAsync(TimeSpan.FromSeconds(2));

        Assert.Equal("/api/v1/agents/status?ob_query_timeout=2000000", agent.Requests[^1].RawTarget);
        Assert.Equal(ObserverState.Available, statuses[new AgentAddress { Ip = "10.0.0.1", Port = 2886 }.ToString()].ObState);
        Assert.Equal("fe80::1", AgentAddress.Parse(statuses.Keys.Last()).Ip);
        Assert.Equal((AgentState.Starting, (ObserverState)9), (statuses.Values.Last().State, statuses.Values.Last().ObState));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10.0.0.1")]
    [InlineData("host1:2886")]
    [InlineData("10.0.0.1:0")]
    [InlineData("10.0.0.1:65536")]
    [InlineData("fe80::1")]
    public void Only_an_address_with_a_port_is_one_of_an_agent(string? text) => Assert.Throws<FormatException>(() => AgentAddress.Parse(text!));

    [Fact]
    public async Task A_cluster_before_its_initialization_has_agents_and_no_topology()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/ob/info").Respond(FakeResponse.Data(
            """{"agent_info":[{"ip":"10.0.0.1","port":2886,"zone":"zone1","identity":"MASTER","version":"4.5.0.0-1"}],"obcluster_info":{"id":0,"name":"","version":"","topology":null}}"""));

        ClusterMembers members = await client.Cluster.GetMembersAsync();

        Assert.Equal(AgentIdentity.Master, Assert.Single(members.Agents).Identity);
        Assert.Empty(members.Cluster.Topology);
    }

    [Fact]
    public async Task A_zone_without_observers_is_an_empty_list()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/ob/info").Respond(FakeResponse.Data(
            """{"agent_info":null,"obcluster_info":{"id":1,"topology":{"zone1":null,"zone2":[{"svr_ip":"10.0.0.1","svr_port":2882,"with_rootserver":"YES","status":"ACTIVE"}]}}}"""));

        ClusterMembers members = await client.Cluster.GetMembersAsync();

        Assert.Empty(members.Agents);
        Assert.Empty(members.Cluster.Topology["zone1"]);
        ServerConfig server = Assert.Single(members.Cluster.Topology["zone2"]);
        Assert.True(server.WithRootserver);
        Assert.Equal(ObserverInnerStatus.Active, server.Status);
    }
}
