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

/// <summary>An order of characters.</summary>
public sealed record Collation : ObShellRecord
{
    /// <summary>Whether a tenant has it unless another is chosen.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The collation, such as <c>utf8mb4_general_ci</c>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";
}

/// <summary>How small a unit may be.</summary>
public sealed record UnitConfigLimit : ObShellRecord
{
    /// <summary>GiB of memory at the least, with fraction; 0 when it is not known.</summary>
    public double MinMemory { get; init; }

    /// <summary>CPU cores at the least; 0 when it is not known.</summary>
    public long MinCpu { get; init; }
}
