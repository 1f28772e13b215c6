using System.Text.Json.Serialization;

namespace ObShellSdk.Cluster;

/// <summary>A character set that tenants can have.</summary>
public sealed record Charset : ObShellRecord
{
    /// <summary>The character set, such as <c>utf8mb4</c>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The description, in the words of the database.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>The collations of the character set.</summary>
    public IReadOnlyList<Collation> Collations { get; init => field = value ?? []; } = [];

    /// <summary>The largest number of bytes of one character.</summary>
    [JsonPropertyName("maxlen")]
    public long MaxLength { get; init; }
}
