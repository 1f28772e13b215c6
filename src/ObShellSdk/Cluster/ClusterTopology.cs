using ObShellSdk.Zones;

namespace ObShellSdk.Cluster;

/// <summary>Zones and observers.</summary>
public sealed record ClusterTopology : ObShellRecord
{
    /// <summary>The zones with their observers; none when they cannot be read.</summary>
    public IReadOnlyList<Zone> Zones { get; init => field = value ?? []; } = [];
}
