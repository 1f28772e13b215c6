using System.Collections.ObjectModel;

namespace ObShellSdk.Cluster;

/// <summary>The identity of a cluster, and its observers.</summary>
public sealed record ClusterConfig : ObShellRecord
{
    /// <summary>The id of the cluster; 0 before it was set.</summary>
    public long Id { get; init; }

    /// <summary>The name of the cluster; empty before it was set.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The version of OceanBase; empty before the cluster is initialized, and while the database is not available.</summary>
    public string Version { get; init => field = value ?? ""; } = "";

    /// <summary>The observers by zone; empty before the cluster is initialized, and while the database is not available.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ServerConfig>> Topology
    {
        get;
        init => field = value?.ToDictionary(zone => zone.Key, zone => zone.Value ?? []) ?? field;
    } = ReadOnlyDictionary<string, IReadOnlyList<ServerConfig>>.Empty;

    /// <summary>Whether the cluster uses shared storage.</summary>
    public bool IsSharedStorage { get; init; }
}
