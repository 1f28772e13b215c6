namespace ObShellSdk.Cluster;

/// <summary>The total CPU, memory and disk, and the part that is assigned to tenants.</summary>
public abstract record ResourceStats : ObShellRecord
{
    private protected ResourceStats()
    {
    }

    /// <summary>The number of CPU cores, with fraction.</summary>
    public double CpuCoreTotal { get; init; }

    /// <summary>The number of CPU cores that are assigned, with fraction; may exceed the total.</summary>
    public double CpuCoreAssigned { get; init; }

    /// <summary>The share that is assigned, in percent.</summary>
    public double CpuCoreAssignedPercent { get; init; }

    /// <summary>A text for display, with a unit.</summary>
    public string MemoryTotal { get; init => field = value ?? ""; } = "";

    /// <summary>A text for display, with a unit.</summary>
    public string MemoryAssigned { get; init => field = value ?? ""; } = "";

    /// <summary>The number of bytes of memory.</summary>
    public long MemoryInBytesTotal { get; init; }

    /// <summary>The number of bytes of memory that are assigned.</summary>
    public long MemoryInBytesAssigned { get; init; }

    /// <summary>The share that is assigned, in percent.</summary>
    public double MemoryAssignedPercent { get; init; }

    /// <summary>A text for display, with a unit.</summary>
    public string DiskTotal { get; init => field = value ?? ""; } = "";

    /// <summary>A text for display, with a unit.</summary>
    public string DiskAssigned { get; init => field = value ?? ""; } = "";

    /// <summary>The number of bytes of disk for data.</summary>
    public long DiskInBytesTotal { get; init; }

    /// <summary>The number of bytes of disk for data that are assigned.</summary>
    public long DiskInBytesAssigned { get; init; }

    /// <summary>The share that is assigned, in percent.</summary>
    public double DiskAssignedPercent { get; init; }

    /// <summary>A text for display, with a unit; empty without shared storage.</summary>
    public string SharedStorageUsed { get; init => field = value ?? ""; } = "";

    /// <summary>The number of bytes of shared storage that are used; 0 without shared storage.</summary>
    public long SharedStorageInBytesUsed { get; init; }
}
