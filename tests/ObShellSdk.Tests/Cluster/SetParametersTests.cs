using ObShellSdk.Cluster;
using ObShellSdk.Tenants;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Cluster;

/// <summary>What <see cref="ClusterClient.SetParametersAsync"/> accepts as the value of a parameter.</summary>
public sealed class SetParametersTests
{
    private const string Parameters = "/api/v1/obcluster/parameters";

    [Fact]
    public async Task SetParametersAsync_sends_an_empty_value()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.On(HttpMethod.Patch, Parameters).Respond(FakeResponse.Data("null"));

        await client.Cluster.SetParametersAsync(Of(""));

        Assert.Equal("""{"params":[{"name":"rootservice_list","value":"","scope":"CLUSTER"}]}""", agent.Requests[^1].RevealBody());
    }

    [Theory]
    [InlineData("a\"b")]
    [InlineData("a\\")]
    [InlineData("a\\\\\\")]
    public async Task SetParametersAsync_refuses_a_value_that_would_end_or_break_its_quotes(string value)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        await Assert.ThrowsAsync<ArgumentException>(() => client.Cluster.SetParametersAsync(Of(value)));

        Assert.Empty(agent.Requests);
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("a\\\\")]
    [InlineData("a\\b")]
    public async Task SetParametersAsync_sends_other_quotes_and_backslashes_unchanged(string value)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.On(HttpMethod.Patch, Parameters).Respond(FakeResponse.Data("null"));

        await client.Cluster.SetParametersAsync(Of(value));

        Assert.Single(agent.RequestsTo(HttpMethod.Patch, Parameters));
    }

    private static Dictionary<string, ParameterValue> Of(string value) => new() { ["rootservice_list"] = value };
}
