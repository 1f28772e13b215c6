using System.Text.Json;
using System.Text.Json.Nodes;

namespace ObShellSdk.Tests.RealAnswers;

/// <summary>One recorded request to a running agent, and its response.</summary>
internal sealed record RecordedLine(string File, int Line, string Agent, HttpMethod Method, string Target, int Status, JsonObject Envelope)
{
    public static readonly string[] Files =
    [
        "4.2.3", "4.2.4", "4.2.6", "4.3.0", "4.3.1", "4.3.2", "4.3.3", "4.4.0", "4.4.1", "4.4.2",
        "4.5.0-cluster", "4.5.0-packages", "4.5.0-restore", "4.5.0-single",
    ];

    /// <summary>Such as <c>4.2.3</c>.</summary>
    public string Version => File.Split('-')[0];

    /// <summary>Without prefix and query, such as <c>/tenant/tenant1</c>.</summary>
    public string Path => Target.Split('?')[0]["/api/v1".Length..];

    public JsonNode? Data => Envelope["data"];

    public string Name => $"{File}:{Line}";

    public int? Code => (int?)Envelope["error"]?["code"];

    public string? ErrCode => (string?)Envelope["error"]?["errCode"];

    public string? Message => (string?)Envelope["error"]?["message"];

    /// <summary>True for a route that the agent's version lacks, also where an older route reads the path's last segment as a tenant's name.</summary>
    public bool IsOfMissingRoute => Message is { } message && (message.Contains("404 not found", StringComparison.Ordinal) || (ReadsSegmentAsTenant && Status == 400));

    private bool ReadsSegmentAsTenant => Target.Split('?')[0] is "/api/v1/tenant/top-compactions" or "/api/v1/tenant/top-slow-sqls" or "/api/v1/tenant/support-templates";

    public static RecordedLine[] Read(string file)
    {
        using var stream = typeof(RecordedLine).Assembly.GetManifestResourceStream($"real-answers/{file}.jsonl")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, index) => Parse(file, index + 1, line))];
    }

    private static RecordedLine Parse(string file, int line, string text)
    {
        var json = JsonDocument.Parse(text).RootElement;
        var answer = JsonObject.Create(json.GetProperty("answer"))!;
        return new RecordedLine(
            file,
            line,
            json.GetProperty("agent").GetString()!,
            HttpMethod.Parse(json.GetProperty("verb").GetString()!),
            json.GetProperty("path").GetString()!,
            json.GetProperty("status").GetInt32(),
            answer);
    }
}
