using System.Net;
using System.Text.Json.Nodes;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Testing;

namespace ObShellSdk.Tests.RealAnswers;

/// <summary>Routes that a version lacks: the fake of that version refuses them in the same words as the agent.</summary>
public class MissingRouteTests
{
    public static TheoryData<string> Versions => [.. RecordedLine.Files.Where(file => RecordedLine.Read(file).Any(answer => answer.IsOfMissingRoute))];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task FakeAgent_refuses_routes_that_its_version_lacks_like_the_agent(string file)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Version = file + ".0-1" });
        agent.AddTenant("tenant1");
        using var client = new RawAgentClient(agent);
        var lines = RecordedLine.Read(file).Where(answer => answer.IsOfMissingRoute).ToArray();

        var differences = new List<string>();
        foreach (var line in lines)
        {
            var body = line.Method == HttpMethod.Get ? null : "{}";
            var answer = await client.SendAsync(line.Method, line.Target, new RawHeader(""), body);
            var expected = (line.Status, line.Code, line.ErrCode, Members(line.Envelope));
            var actual = ((int)answer.Status, answer.Code, answer.ErrCode, Members(JsonNode.Parse(answer.Text)!.AsObject()));
            if (expected != actual || !((string)JsonNode.Parse(answer.Text)!["error"]!["message"]!).StartsWith(Plain(line), StringComparison.Ordinal))
            {
                differences.Add($"{line.Name} {line.Method} {line.Target}: {expected}, but was {actual}: {answer.Text}");
            }
        }

        Assert.Empty(differences);
        Assert.NotEmpty(lines);
    }

    [Theory]
    [InlineData("4.2.3.0", HttpStatusCode.BadRequest, 1000, null)]
    [InlineData("4.3.0.0", HttpStatusCode.BadRequest, 1000, null)]
    [InlineData("4.3.1.0", HttpStatusCode.NotFound, null, "Common.NotFound")]
    [InlineData("4.5.0.0", HttpStatusCode.NotFound, null, "Common.NotFound")]
    public async Task FakeAgent_refuses_a_wrong_method_like_an_unknown_path(string version, HttpStatusCode status, int? code, string? errCode)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Version = version });
        using var client = new RawAgentClient(agent);

        var answer = await client.SendAsync(HttpMethod.Delete, "/api/v1/info", new RawHeader(""));

        Assert.Equal((status, code, errCode), (answer.Status, answer.Code, answer.ErrCode));
    }

    /// <summary>The fake has texts of its own for the codes of obshell; only that of an unknown route is the agent's.</summary>
    private static string Plain(RecordedLine line) => line.Message!.EndsWith("404 not found", StringComparison.Ordinal) ? line.Message : "";

    private static string Members(JsonObject envelope) => string.Join(' ', envelope.Select(member => member.Key).Order(StringComparer.Ordinal));
}
