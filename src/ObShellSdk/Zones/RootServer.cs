
namespace ObShellSdk.Zones;

/// <summary>An observer that holds the root service in its zone.</summary>
public sealed record RootServer : ObShellRecord
{
    /// <summary>The IPv4 address, or the IPv6 address without brackets.</summary>
    public string Ip { get; init => field = value ?? ""; } = "";

    /// <summary>What it does for the cluster.</summary>
    public RootServerRole Role { get; init; }

    /// <summary>The zone.</summary>
    public string Zone { get; init => field = value ?? ""; } = "";

    /// <summary>The RPC port.</summary>
    public int SvrPort { get; init; }
}
