using ObShellSdk.Tenants;
using ObShellSdk.Zones;

namespace ObShellSdk.Cluster;

/// <summary>The cluster at a glance. While the database is away: zones and servers as the agents know them, and nothing of tenants, resources and licence.</summary>
public sealed record ClusterInfo : ObShellRecord
{
    /// <summary>The name of the cluster.</summary>
    public string ClusterName { get; init => field = value ?? ""; } = "";

    /// <summary>The number of the cluster.</summary>
    public long ClusterId { get; init; }

    /// <summary>How far it can be used, as seen by the agent that was asked.</summary>
    public ClusterStatus Status { get; init; }

    /// <summary>Whether it is a community edition.</summary>
    public bool IsCommunityEdition { get; init; }

    /// <summary>Whether it is a standalone edition: one observer, with a licence.</summary>
    public bool IsStandalone { get; init; }

    /// <summary>The version of OceanBase.</summary>
    public string ObVersion { get; init => field = value ?? ""; } = "";

    /// <summary>Whether the observers look for deadlocks.</summary>
    public bool DeadLockDetectionEnabled { get; init; }

    /// <summary>The parameter <c>ob_startup_mode</c>; empty from agents before 4.4.2.</summary>
    public string StartupMode { get; init => field = value ?? ""; } = "";

    /// <summary>Whether data lie in shared storage.</summary>
    public bool IsSharedStorage { get; init; }

    /// <summary>The shared storage; null without.</summary>
    public SharedStorageInfo? SharedStorageInfo { get; init; }

    /// <summary>The generic id of the DAG that is changing the whole (<see cref="Tasks.TaskClient.GetOperation"/>); empty when there is none.</summary>
    public string LocalTaskId { get; init => field = value ?? ""; } = "";

    /// <summary>What the cluster has in all.</summary>
    public ClusterResourceStats Stats { get; init => field = value ?? new(); } = new();

    /// <summary>The zones with their observers.</summary>
    public IReadOnlyList<Zone> Zones { get; init => field = value ?? []; } = [];

    /// <summary>The tenants, sys included.</summary>
    public IReadOnlyList<TenantInfo> Tenants { get; init => field = value ?? []; } = [];

    /// <summary>What each tenant uses.</summary>
    public IReadOnlyList<TenantResourceStats> TenantStats { get; init => field = value ?? []; } = [];

    /// <summary>The licence of a standalone cluster; null for others, and when it cannot be read.</summary>
    public ClusterLicense? License { get; init; }
}
