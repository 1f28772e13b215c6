using ObShellSdk.Observers;

namespace ObShellSdk.Cluster;

/// <summary>An observer as the database knows it.</summary>
public sealed record ServerConfig : ObShellRecord
{
    /// <summary>The IPv4 address, or the IPv6 address without brackets.</summary>
    public string SvrIp { get; init => field = value ?? ""; } = "";

    /// <summary>The RPC port.</summary>
    public int SvrPort { get; init; }

    /// <summary>The SQL port.</summary>
    public int SqlPort { get; init; }

    /// <summary>The port of the observer's agent; 0 if it is not known.</summary>
    public int AgentPort { get; init; }

    /// <summary>Whether the observer hosts the leader of the root service.</summary>
    public YesNo WithRootserver { get; init; }

    /// <summary>
    /// What the database reports: <see cref="ObserverInnerStatus.Active"/>, <see cref="ObserverInnerStatus.Inactive"/> or <see cref="ObserverInnerStatus.Deleting"/>; or
    /// <see cref="ObserverInnerStatus.Stopped"/>, which the agent reports instead for a server that was stopped.
    /// </summary>
    public ObserverInnerStatus Status { get; init; }

    /// <summary>The build version.</summary>
    public string BuildVersion { get; init => field = value ?? ""; } = "";
}
