using System.Net;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

/// <summary>The password that an agent remembers, and the one that the database has.</summary>
public sealed class FakeRootPasswordTests
{
    private const string Incorrect = "Security.Authentication.IncorrectOceanbasePassword";

    [Fact]
    public async Task A_change_in_the_database_is_noticed_with_the_first_new_password()
    {
        await using var agent = await FakeAgent.StartAsync(new() { Password = "old" });
        using var client = new RawAgentClient(agent);

        agent.ChangeRootPasswordInDatabase("new");

        Assert.Equal("new", agent.Password);
        Assert.Null(await ErrCodeAsync(client, "old"));
        Assert.Equal(Incorrect, await ErrCodeAsync(client, "wrong"));
        Assert.Null(await ErrCodeAsync(client, "old"));
        Assert.Null(await ErrCodeAsync(client, "new"));
        Assert.Equal(Incorrect, await ErrCodeAsync(client, "old"));
        Assert.Null(await ErrCodeAsync(client, "new"));
    }

    [Fact]
    public async Task A_second_change_leaves_the_agent_with_the_password_that_it_remembers()
    {
        await using var agent = await FakeAgent.StartAsync(new() { Password = "first" });
        using var client = new RawAgentClient(agent);

        agent.ChangeRootPasswordInDatabase("second");
        agent.ChangeRootPasswordInDatabase("third");

        Assert.Null(await ErrCodeAsync(client, "first"));
        Assert.Equal(Incorrect, await ErrCodeAsync(client, "second"));
        Assert.Null(await ErrCodeAsync(client, "third"));
        Assert.Equal(Incorrect, await ErrCodeAsync(client, "first"));
    }

    [Fact]
    public async Task Without_its_database_an_agent_accepts_only_what_it_remembers()
    {
        await using var agent = await FakeAgent.StartAsync(new() { Password = "old" });
        using var client = new RawAgentClient(agent);
        agent.ChangeRootPasswordInDatabase("new");
        agent.ObState = 0;

        Assert.Equal(Incorrect, await ErrCodeAsync(client, "new"));
        agent.ObState = 3;

        Assert.Null(await ErrCodeAsync(client, "new"));
    }

    [Fact]
    public async Task Each_agent_of_a_cluster_needs_the_new_password_itself()
    {
        await using var cluster = await FakeCluster.StartAsync(2, options => options.Password = "old");
        using var first = new RawAgentClient(cluster.Agents[0]);
        using var second = new RawAgentClient(cluster.Agents[1]);
        cluster.Agents[0].ChangeRootPasswordInDatabase("new");

        Assert.Null(await ErrCodeAsync(first, "new"));

        Assert.Equal(Incorrect, await ErrCodeAsync(first, "old"));
        Assert.Null(await ErrCodeAsync(second, "old"));
    }

    [Fact]
    public async Task Taking_the_new_password_over_ends_the_sessions()
    {
        await using var agent = await FakeAgent.StartAsync(new() { Password = "old" });
        using var client = new RawAgentClient(agent);
        var session = await client.LogInAsync("old");
        agent.ChangeRootPasswordInDatabase("new");

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/ob/agents", new RawHeader("") { SessionId = session })).Status);
        Assert.Null(await ErrCodeAsync(client, "new"));

        Assert.Equal("Security.Authentication.SessionInvalid", (await client.GetAsync("/api/v1/ob/agents", new RawHeader("") { SessionId = session })).ErrCode);
    }

    [Fact]
    public async Task The_password_of_a_cluster_configuration_is_required_once_its_dag_has_run()
    {
        await using var hosts = await ClusterUnderTest.StartHostsAsync(1);
        await hosts.RunAsync(0, "/agent/join", $$"""{"agentInfo":{"ip":"127.0.0.1","port":{{hosts[0].Port}}},"zoneName":"zone1"}""");

        var dag = await hosts.PostAsync(0, "/obcluster/config", """{"clusterId":1,"clusterName":"c","rootPwd":"Root_1"}""");
        var before = await hosts.GetAsync(0, $"/task/dag/{dag.Data.GetProperty("id").GetString()}");
        hosts.PassTime();
        var after = await hosts.GetAsync(0, $"/task/dag/{dag.Data.GetProperty("id").GetString()}");
        hosts.Password = "Root_1";
        var known = await hosts.GetAsync(0, $"/task/dag/{dag.Data.GetProperty("id").GetString()}");

        Assert.Equal((HttpStatusCode.OK, Incorrect, HttpStatusCode.OK), (before.Status, after.ErrCode, known.Status));
    }

    [Fact]
    public async Task A_follower_of_a_master_with_an_agent_password_serves_nothing()
    {
        await using var cluster = await FakeCluster.StartHostsAsync(2);
        var (master, follower) = (cluster.Agents[0], cluster.Agents[1]);
        (master.Identity, master.AgentPassword) = (FakeAgentIdentity.Master, "A");
        (follower.Identity, follower.Master) = (FakeAgentIdentity.Follower, master);
        using var client = new RawAgentClient(follower);

        var withAgentHeader = await client.GetAsync("/api/v1/task/dag/agent/unfinish", RawHeader.ForAgent("A"));
        var withRootHeader = await client.GetAsync("/api/v1/task/dag/agent/unfinish", new RawHeader("A"));

        Assert.Equal((HttpStatusCode.InternalServerError, "Request.Forward.Header.NotExist"), (withAgentHeader.Status, withAgentHeader.ErrCode));
        Assert.Equal((HttpStatusCode.Unauthorized, "Security.Authentication.WithAgentPassword"), (withRootHeader.Status, withRootHeader.ErrCode));
    }

    /// <summary>Null: the password is accepted.</summary>
    private static async Task<string?> ErrCodeAsync(RawAgentClient client, string password)
    {
        var answer = await client.GetAsync("/api/v1/ob/agents", new RawHeader(password));
        return answer.Status == HttpStatusCode.OK ? null : answer.ErrCode;
    }
}
