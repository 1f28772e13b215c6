namespace ObShellSdk.Testing.State.Cluster;

/// <summary>A unit config. Sizes are in bytes.</summary>
internal sealed record UnitConfig
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required double MaxCpu { get; init; }

    public required double MinCpu { get; init; }

    public required long MemorySize { get; init; }

    public required long LogDiskSize { get; init; }

    public long DataDiskSize { get; init; }

    public required long MaxIops { get; init; }

    public required long MinIops { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A resource pool in one zone, with or without a tenant.</summary>
internal sealed class ResourcePool
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Zone { get; init; }

    public required UnitConfig Unit { get; set; }

    public required int UnitNum { get; set; }

    public required string ReplicaType { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The tenant that the pool is granted to, or null if it is free.</summary>
    public FakeTenant? Tenant { get; set; }
}

internal sealed class UnitConfigs
{
    public const long Gibibyte = 1024L * 1024 * 1024;

    private const long UnlimitedIops = long.MaxValue;

    private readonly TimeProvider _time;
    private long _lastUnit;
    private long _lastPool;

    public UnitConfigs(TimeProvider time)
    {
        _time = time;
        System = AddUnit("sys_unit_config", 2, 2, 2 * Gibibyte, 4 * Gibibyte, null, null);
    }

    public List<UnitConfig> All { get; } = [];

    public List<ResourcePool> Pools { get; } = [];

    public UnitConfig System { get; }

    public UnitConfig? Find(string name) => All.Find(unit => unit.Name == name);

    /// <summary>Adds a unit config. Values that are null are derived from the others, as in the database.</summary>
    public UnitConfig AddUnit(string name, double maxCpu, double? minCpu, long memory, long? logDisk, long? maxIops, long? minIops)
    {
        var unit = new UnitConfig
        {
            Id = ++_lastUnit,
            Name = name,
            MaxCpu = maxCpu,
            MinCpu = minCpu ?? maxCpu,
            MemorySize = memory,
            LogDiskSize = logDisk ?? Math.Max(3 * memory, 2 * Gibibyte),
            MaxIops = maxIops ?? minIops ?? UnlimitedIops,
            MinIops = minIops ?? maxIops ?? UnlimitedIops,
            CreatedAt = _time.GetUtcNow(),
        };
        All.Add(unit);
        return unit;
    }

    public ResourcePool AddPool(string name, string zone, UnitConfig unit, int unitNum, string replicaType, FakeTenant? tenant)
    {
        var pool = new ResourcePool
        {
            Id = ++_lastPool,
            Name = name,
            Zone = zone,
            Unit = unit,
            UnitNum = unitNum,
            ReplicaType = replicaType,
            Tenant = tenant,
            CreatedAt = _time.GetUtcNow(),
        };
        Pools.Add(pool);
        return pool;
    }

    public ResourcePool[] Of(FakeTenant tenant) => [.. Pools.Where(pool => pool.Tenant == tenant)];

    public void DropPoolsOf(FakeTenant tenant) => Pools.RemoveAll(pool => pool.Tenant == tenant);
}
