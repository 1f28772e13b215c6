using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

/// <summary>The handler that sets the agent password; who may call it is in the authentication table.</summary>
public sealed class FakeAgentPasswordTests
{
    [Theory]
    [InlineData(FakeAgentIdentity.Single, null)]
    [InlineData(FakeAgentIdentity.ClusterAgent, null)]
    [InlineData(FakeAgentIdentity.ClusterAgent, "old")]
    [InlineData(FakeAgentIdentity.Master, "old")]
    public async Task An_agent_password_that_is_set_is_the_one_to_use(string identity, string? old)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Identity = identity, Password = "R", AgentPassword = old });
        agent.OnGet("/api/v1/ob/info").Respond(FakeResponse.Data("{}"));
        using var client = new RawAgentClient(agent);

        var answer = await client.PostAsync(
            "/api/v1/agent/password", old is null ? new RawHeader("R") : RawHeader.ForAgent(old), """{"password":"new"}""");
        await client.GetAsync("/api/v1/ob/info", RawHeader.ForAgent("new"));
        await client.GetAsync("/api/v1/ob/info", RawHeader.ForAgent("old"));

        Assert.False(answer.Envelope.TryGetProperty("data", out _));
        Assert.Equal("new", agent.AgentPassword);
        Assert.Equal([null, null, "Security.Authentication.IncorrectAgentPassword"], agent.Requests.Select(request => request.ResponseErrorCode));
        Assert.Equal("""{"password":"******"}""", agent.Requests[0].Body);
        Assert.True((await client.GetAsync("/api/v1/info")).Data.GetProperty("security").GetBoolean());
    }

    [Fact]
    public async Task ChangeRootPasswordInDatabase_leaves_the_old_password_to_each_agent_until_a_request_brings_the_new_one()
    {
        await using var cluster = await FakeCluster.StartAsync(2, options => options.Password = "old");
        using var first = new RawAgentClient(cluster.Agents[0]);
        using var second = new RawAgentClient(cluster.Agents[1]);
        cluster.Agents[0].ChangeRootPasswordInDatabase("new");

        foreach (var (client, password) in new[] { (first, "old"), (first, "wrong"), (first, "old"), (first, "new"), (first, "old"), (second, "old"), (second, "new"), (second, "old") })
        {
            await client.GetAsync("/api/v1/ob/agents", new RawHeader(password));
        }

        const string Wrong = "Security.Authentication.IncorrectOceanbasePassword";
        Assert.Equal([null, Wrong, null, null, Wrong], Codes(cluster.Agents[0]));
        Assert.Equal([null, null, Wrong], Codes(cluster.Agents[1]));

        static IEnumerable<string?> Codes(FakeAgent agent) => agent.Requests.Where(request => request.Path == "/api/v1/ob/agents").Select(request => request.ResponseErrorCode);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"password":""}""")]
    [InlineData("""{"password":1}""")]
    [InlineData(null)]
    public async Task An_agent_password_must_not_be_empty(string? body)
    {
        await using var agent = await FakeAgent.StartAsync();
        using var client = new RawAgentClient(agent);

        var answer = await client.PostAsync("/api/v1/agent/password", new RawHeader(""), body);

        Assert.Equal("Common.BindJsonFailed", answer.ErrCode);
        Assert.Null(agent.AgentPassword);
    }
}
