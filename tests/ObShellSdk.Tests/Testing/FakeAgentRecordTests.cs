using System.Text.Json;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Contract;

namespace ObShellSdk.Tests.Testing;

/// <summary>What a test can see afterwards of the requests that an agent got.</summary>
public sealed class FakeAgentRecordTests
{
    [Fact]
    public async Task Requests_are_found_by_route()
    {
        await using var agent = await FakeAgent.StartAsync();
        using var client = new RawAgentClient(agent);
        await client.GetAsync("/api/v1/info");
        await client.GetAsync("/api/v1/secret");
        await client.GetAsync("/api/v1/tenant/a/backup/overview?x=1", new RawHeader(""));
        await client.GetAsync("/api/v1/tenant/b/backup", new RawHeader(""));
        await client.PostAsync("/api/v1/tenant/a%20b/backup", new RawHeader(""));

        Assert.Equal([4, 5], agent.RequestsTo("/api/v1/tenant/{name}/backup").Select(request => request.Number));
        Assert.Equal([5], agent.RequestsTo(HttpMethod.Post, "/api/v1/tenant/{name}/backup").Select(request => request.Number));
        Assert.Equal([5], agent.RequestsTo("/api/v1/tenant/a b/backup").Select(request => request.Number));
        Assert.Equal([3], agent.RequestsTo("/api/v1/tenant/a/backup/overview").Select(request => request.Number));
        Assert.Empty(agent.RequestsTo(HttpMethod.Delete, "/api/v1/info"));
        Assert.Throws<ArgumentException>(() => agent.RequestsTo("api/v1/info"));
    }

    [Fact]
    public async Task Of_several_attempts_the_record_tells_which_was_carried_out()
    {
        await using var agent = await FakeAgent.StartAsync(new() { Password = "R" });
        agent.AddTenant("t").WithBackupConfig();
        using var client = new RawAgentClient(agent);
        const string Route = "/api/v1/tenant/t/backup";
        agent.OnPost(Route).DropConnection().Once();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(Route, new RawHeader("R")));
        await client.PostAsync(Route, new RawHeader("wrong"));
        agent.OnPost(Route).Respond(FakeResponse.Error("Common.Unexpected")).Once();
        await client.PostAsync(Route, new RawHeader("R"));
        agent.OnPost(Route).DropConnection(FakeDropPoint.AfterExecution).Once();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(Route, new RawHeader("R")));

        Assert.Equal(4, Assert.Single(agent.RequestsTo(HttpMethod.Post, Route), request => request.Executed).Number);
        Assert.Single(agent.Dags);
    }

    /// <summary>Every member that the contract calls a secret.</summary>
    public static TheoryData<string> SecretMembers => new(
        from schema in ContractFile.Schemas()
        where schema.Value.TryGetProperty("properties", out _)
        from property in schema.Value.GetProperty("properties").EnumerateObject()
        where property.Value.TryGetProperty("x-secret", out var secret) && secret.GetBoolean()
        group property by property.Name into members
        select members.Key);

    [Theory]
    [MemberData(nameof(SecretMembers))]
    public async Task No_secret_of_the_contract_shows_in_a_recorded_body(string member)
    {
        await using var agent = await FakeAgent.StartAsync();
        using var client = new RawAgentClient(agent);

        await client.PostAsync("/api/v1/ob/init", new RawHeader(""), JsonSerializer.Serialize(new Dictionary<string, object> { ["inner"] = new[] { new Dictionary<string, string> { [member] = "canary" } } }));

        var request = Assert.Single(agent.Requests);
        Assert.Contains(member, request.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", request.Body + request, StringComparison.Ordinal);
        Assert.Contains("canary", request.RevealBody(), StringComparison.Ordinal);
    }
}
