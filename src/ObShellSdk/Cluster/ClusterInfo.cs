using System.Text.Json.Serialization;
using ObShellSdk.Serialization;
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

/// <summary>Zones and observers.</summary>
public sealed record ClusterTopology : ObShellRecord
{
    /// <summary>The zones with their observers; none when they cannot be read.</summary>
    public IReadOnlyList<Zone> Zones { get; init => field = value ?? []; } = [];
}

/// <summary>Where a cluster with shared storage keeps its data.</summary>
public sealed record SharedStorageInfo : ObShellRecord
{
    /// <summary>The place. Prints no access keys.</summary>
    public StorageUri StoragePath { get; init => field = value ?? new StorageUri(""); } = new("");

    /// <summary>The host of the storage.</summary>
    public string AccessDomain { get; init => field = value ?? ""; } = "";

    /// <summary>The region of the storage.</summary>
    public string Region { get; init => field = value ?? ""; } = "";

    /// <summary>The id of the access key; null when the agent does not tell.</summary>
    public Secret? AccessKey { get; init; }

    /// <summary>How objects are deleted, such as <c>delete</c> or <c>tagging</c>.</summary>
    public string DeleteMode { get; init => field = value ?? ""; } = "";

    /// <summary>How objects are checked, such as <c>md5</c>.</summary>
    public string ChecksumType { get; init => field = value ?? ""; } = "";

    /// <summary>How objects are addressed, such as <c>virtual_hosted_style</c>.</summary>
    public string AddressingModel { get; init => field = value ?? ""; } = "";

    /// <summary>Operations a second at the most; 0 for no limit.</summary>
    public long MaxIops { get; init; }

    /// <summary>Bandwidth at the most: text for people, with unit.</summary>
    public string MaxBandwidth { get; init => field = value ?? ""; } = "";
}

/// <summary>What one tenant uses.</summary>
public sealed record TenantResourceStats : ObShellRecord
{
    /// <summary>The number of the tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>The tenant.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The share of its CPU that it uses, in percent.</summary>
    public double CpuUsedPercent { get; init; }

    /// <summary>The share of its memory that it uses, in percent.</summary>
    public double MemoryUsedPercent { get; init; }

    /// <summary>Bytes of disk that its data take.</summary>
    public long DataDiskUsage { get; init; }

    /// <summary>Bytes of disk that its data may take; null where there is no such limit.</summary>
    public long? DataDiskSizeTotal { get; init; }

    /// <summary>The share of them that it uses, in percent; null where there is no such limit.</summary>
    public double? DataDiskUsedPercent { get; init; }

    /// <summary>Bytes of shared storage that its data take; 0 without shared storage.</summary>
    public long SharedStorageUsage { get; init; }

    /// <summary>CPU cores that it has, with fraction.</summary>
    public double CpuCoreTotal { get; init; }

    /// <summary>Bytes of memory that it has.</summary>
    public long MemoryInBytesTotal { get; init; }
}

/// <summary>The licence of a standalone cluster.</summary>
public sealed record ClusterLicense : ObShellRecord
{
    /// <summary>To whom it was given.</summary>
    public string EndUser { get; init => field = value ?? ""; } = "";

    /// <summary>The licence.</summary>
    public string LicenseId { get; init => field = value ?? ""; } = "";

    /// <summary>Its code.</summary>
    public string LicenseCode { get; init => field = value ?? ""; } = "";

    /// <summary>Its type.</summary>
    public string LicenseType { get; init => field = value ?? ""; } = "";

    /// <summary>The product that it is for.</summary>
    public string ProductType { get; init => field = value ?? ""; } = "";

    /// <summary>When it was given; null when that is not known.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? IssuanceDate { get; init; }

    /// <summary>When it began to count; null when that is not known.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? ActivationTime { get; init; }

    /// <summary>When it ends; null when that is not known.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? ExpiredTime { get; init; }

    /// <summary>What it allows.</summary>
    public string Options { get; init => field = value ?? ""; } = "";

    /// <summary>For how many observers it is.</summary>
    public long NodeNum { get; init; }

    /// <summary>The cluster that it is for.</summary>
    public string ClusterUlid { get; init => field = value ?? ""; } = "";
}
