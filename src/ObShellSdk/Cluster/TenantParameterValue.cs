
namespace ObShellSdk.Cluster;

/// <summary>The value of a parameter of one tenant.</summary>
public sealed record TenantParameterValue : ObShellRecord
{
    /// <summary>The id of the tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>The tenant.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The value.</summary>
    public string Value { get; init => field = value ?? ""; } = "";
}
