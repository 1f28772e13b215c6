using System.Text.Json;

namespace ObShellSdk.Testing.Protocol;

/// <summary>The error codes of obshell with their HTTP status and their older numbers.</summary>
internal static class ErrorCatalogue
{
    private static readonly Dictionary<string, Entry> _entries = Load();

    /// <summary>Finds a code. The set is open: an unknown one is an unexpected failure.</summary>
    public static Entry Find(string errCode)
        => _entries.TryGetValue(errCode, out var entry) ? entry : new Entry(errCode, "unexpected", 500, errCode, 0, false);

    private static Dictionary<string, Entry> Load()
    {
        using var stream = typeof(ErrorCatalogue).Assembly.GetManifestResourceStream("ObShellSdk.Testing.Protocol.errors.json")!;
        using var json = JsonDocument.Parse(stream);
        return json.RootElement.GetProperty("errors").EnumerateArray().Select(Read).ToDictionary(entry => entry.ErrCode, StringComparer.Ordinal);
    }

    private static Entry Read(JsonElement error) => new(
        error.GetProperty("errCode").GetString()!,
        error.GetProperty("kind").GetString()!,
        error.GetProperty("httpStatus").GetInt32(),
        error.GetProperty("meaning").GetString()!,
        error.TryGetProperty("legacyCode", out var code) ? code.GetInt32() : 0,
        error.TryGetProperty("beforeHandler", out var before) && before.GetBoolean());

    internal sealed record Entry(string ErrCode, string Kind, int Status, string Meaning, int Code, bool BeforeHandler);
}
