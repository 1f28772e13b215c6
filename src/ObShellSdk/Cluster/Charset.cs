using System.Text.Json.Serialization;

namespace ObShellSdk.Cluster;

/// <summary>A character set that tenants can have.</summary>
public sealed record Charset : ObShellRecord
{
    /// <summary>The character set, such as <c>utf8mb4</c>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What it is, in the words of the database.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>The collations that go with it.</summary>
    public IReadOnlyList<Collation> Collations { get; init => field = value ?? []; } = [];

    /// <summary>Bytes of one character at the most.</summary>
    [JsonPropertyName("maxlen")]
    public long MaxLength { get; init; }
}
