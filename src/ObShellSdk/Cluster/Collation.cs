
namespace ObShellSdk.Cluster;

/// <summary>A collation of a character set.</summary>
public sealed record Collation : ObShellRecord
{
    /// <summary>Whether it is the default collation.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The collation, such as <c>utf8mb4_general_ci</c>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";
}
