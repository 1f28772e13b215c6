
namespace ObShellSdk.Cluster;

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
