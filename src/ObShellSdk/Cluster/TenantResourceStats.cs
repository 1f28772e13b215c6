
namespace ObShellSdk.Cluster;

/// <summary>The resource usage of a tenant.</summary>
public sealed record TenantResourceStats : ObShellRecord
{
    /// <summary>The id of the tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>The tenant.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The share of its CPU that it uses, in percent.</summary>
    public double CpuUsedPercent { get; init; }

    /// <summary>The share of its memory that it uses, in percent.</summary>
    public double MemoryUsedPercent { get; init; }

    /// <summary>The number of bytes of disk that its data take.</summary>
    public long DataDiskUsage { get; init; }

    /// <summary>The number of bytes of disk that its data may take, or null if there is no such limit.</summary>
    public long? DataDiskSizeTotal { get; init; }

    /// <summary>The share of them that it uses, in percent, or null if there is no such limit.</summary>
    public double? DataDiskUsedPercent { get; init; }

    /// <summary>The number of bytes of shared storage that its data take; 0 without shared storage.</summary>
    public long SharedStorageUsage { get; init; }

    /// <summary>The number of CPU cores that it has, with fraction.</summary>
    public double CpuCoreTotal { get; init; }

    /// <summary>The number of bytes of memory that it has.</summary>
    public long MemoryInBytesTotal { get; init; }
}
