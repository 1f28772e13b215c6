using ObShellSdk.Tenants;
using ObShellSdk.Zones;

namespace ObShellSdk.Cluster;

/// <summary>An overview of the cluster. While the database is not available, it contains zones and servers as the agents know them, and no tenants, resources and license.</summary>
public sealed record ClusterInfo : ObShellRecord
{
    /// <summary>The name of the cluster.</summary>
    public string ClusterName { get; init => field = value ?? ""; } = "";

    /// <summary>The id of the cluster.</summary>
    public long ClusterId { get; init; }

    /// <summary>The availability of the cluster, as seen by the called agent.</summary>
    public ClusterStatus Status { get; init; }

    /// <summary>Whether it is a community edition.</summary>
    public bool IsCommunityEdition { get; init; }

    /// <summary>Whether it is a standalone edition: one observer, with a license.</summary>
    public bool IsStandalone { get; init; }

    /// <summary>The version of OceanBase.</summary>
    public string ObVersion { get; init => field = value ?? ""; } = "";

    /// <summary>Whether deadlock detection is enabled.</summary>
    public bool DeadLockDetectionEnabled { get; init; }

    /// <summary>The parameter <c>ob_startup_mode</c>; empty from agents before 4.4.2.</summary>
    public string StartupMode { get; init => field = value ?? ""; } = "";

    /// <summary>Whether the cluster uses shared storage.</summary>
    public bool IsSharedStorage { get; init; }

    /// <summary>The shared storage, or null if there is none.</summary>
    public SharedStorageInfo? SharedStorageInfo { get; init; }

    /// <summary>The generic id of the running maintenance DAG (<see cref="Tasks.TaskClient.GetOperation"/>); empty if there is none.</summary>
    public string LocalTaskId { get; init => field = value ?? ""; } = "";

    /// <summary>The total resources of the cluster.</summary>
    public ClusterResourceStats Stats { get; init => field = value ?? new(); } = new();

    /// <summary>The zones with their observers.</summary>
    public IReadOnlyList<Zone> Zones { get; init => field = value ?? []; } = [];

    /// <summary>The tenants, including sys.</summary>
    public IReadOnlyList<TenantInfo> Tenants { get; init => field = value ?? []; } = [];

    /// <summary>The resource usage of each tenant.</summary>
    public IReadOnlyList<TenantResourceStats> TenantStats { get; init => field = value ?? []; } = [];

    /// <summary>The license of a standalone cluster, or null if the cluster is not standalone or the license cannot be read.</summary>
    public ClusterLicense? License { get; init; }
}
