using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using ObShellSdk.Agents;
using ObShellSdk.Observers;

namespace ObShellSdk.Cluster;

/// <summary>The agents of a cluster and its observers, also before it is initialized.</summary>
public sealed record ClusterMembers : ObShellRecord
{
    /// <summary>The agents.</summary>
    [JsonPropertyName("agent_info")]
    public IReadOnlyList<AgentInstance> Agents { get; init => field = value ?? []; } = [];

    /// <summary>The cluster.</summary>
    [JsonPropertyName("obcluster_info")]
    public ClusterConfig Cluster { get; init => field = value ?? new(); } = new();
}

/// <summary>What identifies a cluster, and its observers.</summary>
public sealed record ClusterConfig : ObShellRecord
{
    /// <summary>The number of the cluster; 0 before it was set.</summary>
    public long Id { get; init; }

    /// <summary>The name of the cluster; empty before it was set.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The version of OceanBase; empty before the cluster is initialized, and while the database is away.</summary>
    public string Version { get; init => field = value ?? ""; } = "";

    /// <summary>The observers by zone; empty before the cluster is initialized, and while the database is away.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ServerConfig>> Topology
    {
        get;
        init => field = value?.ToDictionary(zone => zone.Key, zone => zone.Value ?? []) ?? field;
    } = ReadOnlyDictionary<string, IReadOnlyList<ServerConfig>>.Empty;

    /// <summary>Whether data lie in shared storage.</summary>
    public bool IsSharedStorage { get; init; }
}

/// <summary>An observer as the database knows it.</summary>
public sealed record ServerConfig : ObShellRecord
{
    /// <summary>IPv4, or IPv6 without brackets.</summary>
    public string SvrIp { get; init => field = value ?? ""; } = "";

    /// <summary>Its RPC port.</summary>
    public int SvrPort { get; init; }

    /// <summary>Its SQL port.</summary>
    public int SqlPort { get; init; }

    /// <summary>The port of the agent beside it; 0 when it is not known.</summary>
    public int AgentPort { get; init; }

    /// <summary>Whether the root service leads from it.</summary>
    public YesNo WithRootserver { get; init; }

    /// <summary>
    /// What the database reports: <see cref="ObserverInnerStatus.Active"/>, <see cref="ObserverInnerStatus.Inactive"/> or <see cref="ObserverInnerStatus.Deleting"/>; or
    /// <see cref="ObserverInnerStatus.Stopped"/>, which the agent reports instead for a server that was stopped.
    /// </summary>
    public ObserverInnerStatus Status { get; init; }

    /// <summary>Its build.</summary>
    public string BuildVersion { get; init => field = value ?? ""; } = "";
}
