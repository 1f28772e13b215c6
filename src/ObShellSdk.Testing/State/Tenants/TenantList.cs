using ObShellSdk.Testing.State.Cluster;

namespace ObShellSdk.Testing.State.Tenants;

/// <summary>The tenants of a cluster in the order of creation. Requires the simulation's lock.</summary>
internal sealed class TenantList
{
    public const string SysName = "sys";

    private const long FirstId = 1002;
    private const string UnitName = "test_unit";

    private readonly Simulation _simulation;
    private readonly AgentClock _clock;
    private readonly ClusterState _cluster;
    private readonly List<FakeTenant> _tenants = [];
    private readonly List<FakeTenant> _everyTenant = [];
    private long _nextId = FirstId;

    public TenantList(Simulation simulation, AgentClock clock, ClusterState cluster)
    {
        _simulation = simulation;
        _clock = clock;
        _cluster = cluster;
        Sys = Create(SysName, 1);
    }

    /// <summary>The sys tenant, which is not in the list.</summary>
    public FakeTenant Sys { get; }

    /// <summary>All tenants that ever existed, because their backups stay in storage.</summary>
    public IReadOnlyList<FakeTenant> EveryTenant => _everyTenant;

    public RecycleBin RecycleBin { get; } = new();

    /// <summary>Adds a tenant without replicas.</summary>
    public FakeTenant Add(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name == SysName || Find(name) is not null)
        {
            throw new ArgumentException($"The tenant name must be new, but tenant '{name}' already exists.", nameof(name));
        }

        var added = Create(name, _nextId);
        _nextId += 2;
        _tenants.Add(added);
        _everyTenant.Add(added);
        return added;
    }

    /// <summary>Adds a tenant with one full replica in each zone.</summary>
    public FakeTenant AddInAllZones(string name)
    {
        var added = Add(name);
        var unit = _cluster.Units.Find(UnitName)
            ?? _cluster.Units.AddUnit(UnitName, 1, 1, UnitConfigs.Gibibyte, null, null, null);
        foreach (var zone in _cluster.Zones)
        {
            added.Settings.Replicas.Add(new Replica(zone.Name, Replica.Full));
            _cluster.Units.AddPool($"{name}_{zone.Name}", zone.Name, unit, 1, Replica.Full, added);
        }

        return added;
    }

    /// <summary>Removes a tenant and keeps its pools.</summary>
    public void Remove(FakeTenant tenant) => _tenants.Remove(tenant);

    /// <summary>Removes a tenant with its pools.</summary>
    public void Drop(string name)
    {
        if (Find(name) is { } tenant)
        {
            _tenants.Remove(tenant);
            _cluster.Units.DropPoolsOf(tenant);
        }
    }

    public void Return(FakeTenant tenant) => _tenants.Add(tenant);

    public FakeTenant? Find(string name) => _tenants.Find(tenant => tenant.Name == name);

    /// <summary>Finds a user tenant or the sys tenant.</summary>
    public FakeTenant? FindAny(string name) => name == SysName ? Sys : Find(name);

    public FakeTenant[] ToArray() => [.. _tenants];

    private FakeTenant Create(string name, long id) => new(name, id, _simulation, _clock.Time, _cluster);
}
