using System.Text.Json;
using System.Text.Json.Serialization;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Diagnostics;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests;

/// <summary>Routes that no facet knows go the same way as all others.</summary>
public sealed class RawCallTests
{
    private const string Path = "/api/v1/tenant/tenant1/backup/overview";

    [Fact]
    public async Task A_log_shows_the_verb_and_no_path_that_a_user_wrote()
    {
        using var output = new ClientOutput();
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.LoggerFactory = output);
        agent.OnGet("/api/v1/tenant/{name}/backup/overview").DropConnection().Once();
        await client.Tenants.ListAsync();
        agent.RotateKey();

        await client.SendJsonAsync(HttpMethod.Get, "/api/v1/tenant/tenant1/backup/overview");

        string[] logs = [.. output.Texts.Where(text => text.StartsWith("log ", StringComparison.Ordinal))];
        Assert.DoesNotContain(logs, text => text.Contains("tenant1", StringComparison.Ordinal));
        Assert.All(["answered HTTP 200", "attempt 2 follows", "is sent once more"], words => Assert.Contains(logs, text => text.Contains("GET at ", StringComparison.Ordinal) && text.Contains(words, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_answer_comes_as_a_type_of_the_user_and_as_it_is()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.OnGet("/api/v1/brand/new").Respond(FakeResponse.Data("""{"name":"x","member_of_a_newer_agent":[1,2]}"""));
        using ObShellClient client = TestClients.Connect(agent);

        Novelty? typed = await client.SendAsync(HttpMethod.Get, "/api/v1/brand/new?a=1%2F2", null, NoveltyJson.Default.Novelty);
        JsonElement raw = await client.SendJsonAsync(HttpMethod.Get, "/api/v1/brand/new?a=1%2F2");

        Assert.Equal("x", typed?.Name);
        Assert.Equal(2, raw.GetProperty("member_of_a_newer_agent")[1].GetInt32());
        Assert.All(agent.Requests.Where(request => request.Path == "/api/v1/brand/new"), request => Assert.Equal("/api/v1/brand/new?a=1%2F2", request.RawTarget));
    }

    [Fact]
    public async Task A_body_is_encrypted_like_any_other_and_no_data_are_undefined()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        using JsonDocument body = JsonDocument.Parse("""{"status":"stop"}""");
        agent.OnPatch("/api/v1/tenant/tenant1/backup/log").Respond(FakeResponse.Data("null"));

        JsonElement answer = await client.SendJsonAsync(HttpMethod.Patch, "/api/v1/tenant/tenant1/backup/log", body.RootElement);

        Assert.Equal(JsonValueKind.Undefined, answer.ValueKind);
        ReceivedRequest request = Assert.Single(agent.Requests, request => request.Method == "PATCH");
        Assert.True(request.IsEncrypted);
        Assert.Equal("""{"status":"stop"}""", request.RevealBody());
    }

    [Fact]
    [Shows(Promise.NoWriteTwice)]
    public async Task A_read_is_sent_again_and_a_command_is_not()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Path).DropConnection(FakeDropPoint.AfterExecution).Once();
        agent.OnDelete("/api/v1/tenant/tenant1/restore").DropConnection(FakeDropPoint.AfterExecution).Once();

        Assert.Equal(JsonValueKind.Object, (await client.SendJsonAsync(HttpMethod.Get, Path)).ValueKind);
        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.SendJsonAsync(HttpMethod.Delete, "/api/v1/tenant/tenant1/restore"));

        Assert.True(error.MayHaveRun);
        Assert.Equal("DELETE /api/v1/tenant/tenant1/restore", error.Route);
        Assert.Single(agent.Requests, request => request.Method == "DELETE");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("api/v1/x")]
    [InlineData("/rpc/v1/x")]
    [InlineData("http://elsewhere/api/v1/x")]
    [InlineData("/api/v1/../rpc/v1/x")]
    [InlineData("/api/v1/%2e%2e/rpc/v1/x")]
    [InlineData("/api/v1/./x")]
    [InlineData("/api/v1/x y")]
    [InlineData("/api/v1/x\r\nX-OCS-Header: y")]
    [InlineData("/api/v1/中")]
    [InlineData("/api/v1/x#y")]
    [InlineData("/api/v1\\x")]
    public async Task A_path_that_is_none_is_refused_before_anything_is_sent(string path)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.SendJsonAsync(HttpMethod.Get, path));

        Assert.Empty(agent.Requests);
    }

    [Fact]
    public async Task Only_objects_are_bodies()
    {
        using ObShellClient client = new(new Uri("http://127.0.0.1:1"));
        using JsonDocument list = JsonDocument.Parse("[1]");

        await Assert.ThrowsAsync<ArgumentException>(() => client.SendJsonAsync(HttpMethod.Post, "/api/v1/x", list.RootElement));
    }
}

internal sealed record Novelty
{
    public string? Name { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Novelty))]
internal sealed partial class NoveltyJson : JsonSerializerContext;
