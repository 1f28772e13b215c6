using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Routes.Cluster;

/// <summary>Character sets and their collations, the default first.</summary>
internal static class CharsetCatalogue
{
    private static readonly CharsetEntry[] _all =
    [
        new("utf8mb4", "UTF-8 Unicode", 4, ["utf8mb4_general_ci", "utf8mb4_bin", "utf8mb4_unicode_ci"]),
        new("binary", "Binary pseudo charset", 1, ["binary"]),
        new("gbk", "GBK charset", 2, ["gbk_chinese_ci", "gbk_bin"]),
        new("utf16", "UTF-16 Unicode", 2, ["utf16_general_ci", "utf16_bin"]),
        new("gb18030", "GB18030 charset", 4, ["gb18030_chinese_ci", "gb18030_bin"]),
        new("latin1", "cp1252 West European", 1, ["latin1_swedish_ci", "latin1_bin"]),
    ];

    public static Outcome List(AgentState state, Call call, DateTimeOffset now) => Admission.RefuseOffCluster(state) is { } refusal
        ? refusal
        : Outcome.List(_all.Select(charset => new JsonObject
        {
            ["name"] = charset.Name,
            ["description"] = charset.Description,
            ["collations"] = new JsonArray([.. charset.Collations.Select((collation, index) => (JsonNode)new JsonObject
            {
                ["is_default"] = index == 0,
                ["name"] = collation,
            })]),
            ["maxlen"] = charset.BytesPerCharacter,
        }));

    public static Failure? Check(string? charset, string? collation)
    {
        if (charset is null && collation is null)
        {
            return null;
        }

        var isKnown = Array.Exists(_all, entry => (charset is null || entry.Name == charset)
            && (collation is null || entry.Collations.Contains(collation, StringComparer.Ordinal)));
        return isKnown ? null : Failure.Of("OB.Tenant.Collation.Invalid", $"Charset '{charset}' and Collation '{collation}' do not match.");
    }

    private sealed record CharsetEntry(string Name, string Description, int BytesPerCharacter, string[] Collations);
}
