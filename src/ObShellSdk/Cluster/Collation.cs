
namespace ObShellSdk.Cluster;

/// <summary>An order of characters.</summary>
public sealed record Collation : ObShellRecord
{
    /// <summary>Whether a tenant has it unless another is chosen.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The collation, such as <c>utf8mb4_general_ci</c>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";
}
