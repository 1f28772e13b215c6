using ObShellSdk.Cluster;

namespace ObShellSdk.Observers;

/// <summary>What one observer has.</summary>
public sealed record ObserverResourceStats : ResourceStats
{
    /// <summary>A text for display, with a unit.</summary>
    public string DiskUsed { get; init => field = value ?? ""; } = "";

    /// <summary>A text for display, with a unit.</summary>
    public string DiskFree { get; init => field = value ?? ""; } = "";

    /// <summary>The number of bytes of disk for data that are used.</summary>
    public long DiskInBytesUsed { get; init; }

    /// <summary>The number of bytes of disk for data that are free.</summary>
    public long DiskInBytesFree { get; init; }

    /// <summary>The share that is used, in percent.</summary>
    public double DiskUsedPercent { get; init; }

    /// <summary>The IPv4 address of the observer, or the IPv6 address without brackets.</summary>
    public string Ip { get; init => field = value ?? ""; } = "";

    /// <summary>The RPC port of the observer.</summary>
    public int Port { get; init; }

    /// <summary>The zone of the observer.</summary>
    public string Zone { get; init => field = value ?? ""; } = "";
}
