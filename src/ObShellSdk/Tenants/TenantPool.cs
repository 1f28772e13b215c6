using ObShellSdk.Resources;

namespace ObShellSdk.Tenants;

/// <summary>A resource pool of a tenant.</summary>
public sealed record TenantPool : ObShellRecord
{
    /// <summary>The pool.</summary>
    public string PoolName { get; init => field = value ?? ""; } = "";

    /// <summary>The number.</summary>
    public long PoolId { get; init; }

    /// <summary>The zones in which it lies, with semicolons.</summary>
    public string ZoneList { get; init => field = value ?? ""; } = "";

    /// <summary>The observers that carry its units, as <c>address:port</c>, with commas.</summary>
    public string ObserverList { get; init => field = value ?? ""; } = "";

    /// <summary>Units in each zone.</summary>
    public int UnitNum { get; init; }

    /// <summary>How large each unit is, or null if the agent does not tell.</summary>
    public UnitConfig? UnitConfig { get; init; }
}
