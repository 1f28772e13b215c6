using System.Text.Json;

namespace ObShellSdk.Tests.Contract;

/// <summary>Responses recorded from running agents of eleven versions.</summary>
internal static class RealAnswers
{
    public static IReadOnlyList<RealAnswer> All { get; } = [.. Read()];

    private static IEnumerable<RealAnswer> Read()
    {
        foreach (string resource in typeof(RealAnswers).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("real-answers/", StringComparison.Ordinal)).Order())
        {
            using var reader = new StreamReader(typeof(RealAnswers).Assembly.GetManifestResourceStream(resource)!);
            for (int line = 1; reader.ReadLine() is { } text; line++)
            {
                JsonElement recorded = JsonElement.Parse(text);
                yield return new RealAnswer(
                    $"{Path.GetFileNameWithoutExtension(resource)}:{line}",
                    recorded.GetProperty("verb").GetString()!,
                    recorded.GetProperty("path").GetString()!,
                    recorded.GetProperty("status").GetInt32(),
                    recorded.GetProperty("answer"));
            }
        }
    }
}

/// <summary>One recorded response.</summary>
/// <param name="Name">File and line.</param>
/// <param name="Verb">The method of the request.</param>
/// <param name="Path">The target of the request.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Envelope">The whole body.</param>
internal sealed record RealAnswer(string Name, string Verb, string Path, int Status, JsonElement Envelope)
{
    public bool IsSuccess => Status == 200 && Envelope.TryGetProperty("successful", out JsonElement successful) && successful.GetBoolean();

    /// <summary>The data of the response, or null if it has none.</summary>
    public JsonElement? Data => Envelope.TryGetProperty("data", out JsonElement data) ? data : null;
}
