
namespace ObShellSdk.Tenants;

/// <summary>How many slow statements a tenant ran.</summary>
public sealed record TenantSlowSqlCount : ObShellRecord
{
    /// <summary>The number of the tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>The tenant.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>How many different statements were slow.</summary>
    public long Count { get; init; }
}
