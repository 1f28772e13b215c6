using ObShellSdk.Agents;
using ObShellSdk.Cluster;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Http;

/// <summary>A client with several agents calls only those of one cluster.</summary>
public sealed class ClusterMembershipTests
{
    private const string Tenant = "/api/v1/tenant/{name}";
    private const string Info = "/api/v1/ob/info";

    [Fact]
    public async Task An_agent_that_left_the_cluster_gets_no_command()
    {
        await using FakeCluster cluster = await FakeCluster.StartAsync(3);
        (FakeAgent first, FakeAgent second, FakeAgent third) = (cluster.Agents[0], cluster.Agents[1], cluster.Agents[2]);
        await using ObShellClient client = first.CreateClient(options => options.DiscoverAgents = true);
        Assert.Equal(3, (await client.DiscoverAgentsAsync()).Count);
        await (await client.Cluster.ScaleInAsync(new ScaleInRequest { Agent = new AgentAddress { Ip = "127.0.0.1", Port = second.Port } })).WaitAsync();
        await second.StopAsync();

        Assert.Equal(2, (await client.DiscoverAgentsAsync()).Count);
        await using FakeAgent stranger = await FakeAgent.StartAsync(new FakeAgentOptions { Port = second.Port });
        stranger.AddTenant("prod");
        await first.StopAsync();
        await third.StopAsync();

        await Assert.ThrowsAsync<ObShellTransportException>(() => client.Tenants.DropAsync("prod"));
        Assert.Empty(stranger.Requests);
    }

    [Fact]
    public async Task A_call_does_not_fail_over_to_an_agent_of_another_cluster()
    {
        await using FakeAgent first = await TestClients.StartAgentAsync();
        await using FakeAgent other = await TestClients.StartAgentAsync();
        other.OnGet(Info).Respond(FakeResponse.Data(Report("CLUSTER AGENT", 7, "staging")));
        using ObShellClient client = TestClients.Connect(first, options => options.Endpoints.Add(other.Endpoint));
        await client.Backup.GetOverviewAsync("tenant1");
        await first.StopAsync();

        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => client.Tenants.DropAsync("tenant1"));
        var read = await Assert.ThrowsAsync<ObShellTrustException>(() => client.Backup.GetOverviewAsync("tenant1"));

        Assert.Equal((TrustFailureReason.OtherCluster, other.Endpoint, false), (error.Reason, error.Agent, error.MayHaveRun));
        Assert.Contains("cluster 'staging' (id 7)", error.Message, StringComparison.Ordinal);
        Assert.Equal(TrustFailureReason.OtherCluster, read.Reason);
        Assert.Empty(other.RequestsTo(Tenant));
    }

    [Fact]
    public async Task A_configured_agent_of_another_cluster_is_passed_over()
    {
        await using FakeAgent first = await TestClients.StartAgentAsync();
        await using FakeAgent other = await TestClients.StartAgentAsync();
        await using FakeAgent third = await TestClients.StartAgentAsync();
        other.OnGet(Info).Respond(FakeResponse.Data(Report("CLUSTER AGENT", 1, "another")));
        using ObShellClient client = TestClients.Connect(first, options =>
        {
            options.Endpoints.Add(other.Endpoint);
            options.Endpoints.Add(third.Endpoint);
        });
        await client.Backup.GetOverviewAsync("tenant1");
        await first.StopAsync();

        await client.Tenants.LockAsync("tenant1");

        third.VerifyExecuted(HttpMethod.Post, "/api/v1/tenant/tenant1/lock");
        Assert.DoesNotContain(other.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task An_agent_that_became_single_gets_no_command()
    {
        await using FakeAgent first = await TestClients.StartAgentAsync();
        await using FakeAgent single = await TestClients.StartAgentAsync();
        single.OnGet(Info).Respond(FakeResponse.Data(Report("SINGLE", 0, "")));
        using ObShellClient client = TestClients.Connect(first, options => options.Endpoints.Add(single.Endpoint));
        await client.Backup.GetOverviewAsync("tenant1");
        await first.StopAsync();

        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => client.Tenants.DropAsync("tenant1"));

        Assert.Equal(TrustFailureReason.OtherCluster, error.Reason);
        Assert.Contains("no cluster", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_is_verified_once_and_again_after_its_key_changed()
    {
        await using FakeAgent first = await TestClients.StartAgentAsync();
        await using FakeAgent second = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(first, options => options.Endpoints.Add(second.Endpoint));
        await client.Backup.GetOverviewAsync("tenant1");
        await client.Tenants.LockAsync("tenant1");
        Assert.Single(first.RequestsTo(Info));

        first.RotateKey();
        first.OnGet(Info).Respond(FakeResponse.Data(Report("CLUSTER AGENT", 2, "obcluster")));
        second.OnAny().DropConnection();

        Assert.NotNull(await Record.ExceptionAsync(() => client.Tenants.DropAsync("tenant1")));
        Assert.True(first.RequestsTo(Info).Count > 1);
        Assert.DoesNotContain(first.Requests, request => request.Method == "DELETE" && request.Executed);
    }

    [Fact]
    public async Task A_client_with_one_agent_sends_no_more_than_the_call_and_its_key()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        await client.Tenants.LockAsync("tenant1");
        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(["/api/v1/info", "/api/v1/secret", "/api/v1/tenant/tenant1/lock", "/api/v1/tenant/tenant1/backup/overview"], agent.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task Discovery_takes_agents_that_serve_and_leaves_out_the_others()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.OnGet(Info).Respond(FakeResponse.Data("""
            {"agent_info":[{"ip":"10.0.0.1","port":2886,"identity":"TAKE OVER MASTER"},{"ip":"10.0.0.2","port":2886,"identity":"TAKE OVER FOLLOWER"},
            {"ip":"10.0.0.3","port":2886,"identity":"SCALING OUT"},{"ip":"10.0.0.4","port":2886,"identity":"SCALING IN"},{"ip":"10.0.0.5","port":0,"identity":"CLUSTER AGENT"},
            {"ip":"","port":2886,"identity":"CLUSTER AGENT"},null],"obcluster_info":{"id":1,"name":"obcluster"}}
            """));
        using ObShellClient client = TestClients.Connect(agent);

        Assert.Equal([new Uri("http://10.0.0.1:2886"), new Uri("http://10.0.0.2:2886")], await client.DiscoverAgentsAsync());
    }

    [Fact]
    public async Task Discovery_at_an_agent_of_another_cluster_adds_nothing()
    {
        await using FakeAgent first = await TestClients.StartAgentAsync();
        await using FakeAgent other = await TestClients.StartAgentAsync();
        other.OnGet(Info).Respond(FakeResponse.Data(Report("CLUSTER AGENT", 7, "staging", "10.0.0.9")));
        using ObShellClient client = TestClients.Connect(first, options => options.Endpoints.Add(other.Endpoint));
        await client.DiscoverAgentsAsync();
        await first.StopAsync();

        var error = await Assert.ThrowsAsync<ObShellTrustException>(() => client.DiscoverAgentsAsync());

        Assert.Equal(TrustFailureReason.OtherCluster, error.Reason);
    }

    private static string Report(string identity, long id, string name, string ip = "127.0.0.1") =>
        $$"""{"agent_info":[{"ip":"{{ip}}","port":2886,"zone":"zone1","identity":"{{identity}}"}],"obcluster_info":{"name":"{{name}}","topology":null,"id":{{id}} } }""";
}
