
namespace ObShellSdk.Cluster;

/// <summary>The value of a parameter on one observer.</summary>
public sealed record ServerParameterValue : ObShellRecord
{
    /// <summary>The IPv4 address of the observer, or the IPv6 address without brackets.</summary>
    public string SvrIp { get; init => field = value ?? ""; } = "";

    /// <summary>The RPC port of the observer.</summary>
    public int SvrPort { get; init; }

    /// <summary>The zone of the observer.</summary>
    public string Zone { get; init => field = value ?? ""; } = "";

    /// <summary>The id of the tenant; 0 for a parameter of the cluster.</summary>
    public long TenantId { get; init; }

    /// <summary>The tenant; empty for a parameter of the cluster.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The value.</summary>
    public string Value { get; init => field = value ?? ""; } = "";
}
