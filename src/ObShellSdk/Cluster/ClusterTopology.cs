using ObShellSdk.Zones;

namespace ObShellSdk.Cluster;

/// <summary>The zones of a cluster and their observers.</summary>
public sealed record ClusterTopology : ObShellRecord
{
    /// <summary>The zones with their observers; empty if they cannot be read.</summary>
    public IReadOnlyList<Zone> Zones { get; init => field = value ?? []; } = [];
}
