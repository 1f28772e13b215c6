using ObShellSdk.Testing.State.Packages;
using ObShellSdk.Testing.State.Restore;
using ObShellSdk.Testing.State.Services;
using ObShellSdk.Testing.State.Tasks;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.State.Cluster;

/// <summary>The state that the agents of a cluster share: members, tenants, resources, tasks. Only the password may be used outside the simulation's lock.</summary>
internal sealed class ClusterState
{
    private const long FirstSession = 3221487600;

    private readonly Simulation _simulation;
    private volatile string? _rootPassword;
    private long _lastSession = FirstSession;

    public ClusterState(Simulation simulation, AgentClock clock, DatabaseClock database)
    {
        _simulation = simulation;
        Database = database;
        Stored = new StoredTimes(clock, database);
        Dags = simulation.CreateStore();
        Tenants = new TenantList(simulation, clock, this);
        Units = new UnitConfigs(clock.Time);
    }

    public DatabaseClock Database { get; }

    /// <summary>The times of the database as the first agent of the cluster reads them.</summary>
    public StoredTimes Stored { get; }

    public DagStore Dags { get; }

    public RestoreStore Restores { get; } = new();

    public TenantList Tenants { get; }

    public UnitConfigs Units { get; }

    public PackageStore Packages { get; } = new();

    public ClusterServices Services { get; } = new();

    public ParameterStore Parameters { get; } = new();

    public List<AgentState> Members { get; } = [];

    public List<ZoneState> Zones { get; } = [];

    public long Id { get; set; } = 1;

    public string Name { get; set; } = "obcluster";

    /// <summary>Whether the cluster is configured, which its initialization requires.</summary>
    public bool IsConfigured { get; set; }

    /// <summary>The root password. A new one ends all sessions. For the agents, null and empty are the same.</summary>
    public string? RootPassword
    {
        get => _rootPassword;
        set
        {
            var changes = (value ?? "") != (_rootPassword ?? "");
            _rootPassword = value;
            foreach (var member in changes ? Members.ToArray() : [])
            {
                member.TakeRootPassword();
            }
        }
    }

    /// <summary>Changes the password without informing the agents: each keeps the one that it has cached.</summary>
    public void ChangeRootPasswordInDatabase(string value)
    {
        foreach (var member in Members)
        {
            member.KeepRootPassword();
        }

        _rootPassword = value;
    }

    /// <summary>Returns the next session id, which is unique in the cluster.</summary>
    public long CountSession() => ++_lastSession;

    public AgentState? Find(AgentAddress address) => Members.Find(member => member.Place == address);

    public ZoneState? FindZone(string name) => Zones.Find(zone => zone.Name == name);

    public AgentState[] In(string zone) => [.. Members.Where(member => member.Zone == zone)];

    public void AddZone(string name)
    {
        if (FindZone(name) is null)
        {
            Zones.Add(new ZoneState(name));
        }
    }

    /// <summary>Returns the status of a tenant as the database names it; RESTORE during a restore.</summary>
    public string StatusOf(FakeTenant tenant)
        => _simulation.Run(now => Restores.Running(tenant.Name, now) is null ? tenant.Settings.Status : "RESTORE");

    /// <summary>Whether another zone has stopped servers; only one zone at a time may have them.</summary>
    public bool HasStoppedOutside(string zone)
        => Members.Exists(member => member.Zone != zone && member.Observer.StoppedAt is not null)
            || Zones.Exists(other => other.Name != zone && other.IsStopped);

    /// <summary>Returns the user tenants that would lose the majority of their full replicas without a zone.</summary>
    public FakeTenant[] LosingMajorityWithout(string zone) => Array.FindAll(Tenants.ToArray(), tenant =>
    {
        var full = tenant.Settings.Replicas.Where(replica => replica.Type == Replica.Full).ToArray();
        var left = full.Count(replica => replica.Zone != zone && Serves(replica.Zone));
        return left * 2 <= full.Length;
    });

    private bool Serves(string zone)
        => FindZone(zone) is { IsStopped: false } && In(zone) is { Length: > 0 } members && Array.TrueForAll(members, member => member.ObState == 3);
}
