
namespace ObShellSdk.Tenants;

/// <summary>The number of slow statements a tenant ran.</summary>
public sealed record TenantSlowSqlCount : ObShellRecord
{
    /// <summary>The id of the tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>The tenant.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The number of different statements were slow.</summary>
    public long Count { get; init; }
}
