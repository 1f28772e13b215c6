using ObShellSdk.Testing.State.Packages;
using ObShellSdk.Testing.State.Restore;
using ObShellSdk.Testing.State.Services;
using ObShellSdk.Testing.State.Tasks;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.State.Cluster;

/// <summary>What the agents of a cluster share: members, tenants, resources, tasks. Used within the simulation only, but for the password.</summary>
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

    /// <summary>Set before the cluster is initialised, which needs it.</summary>
    public bool IsConfigured { get; set; }

    /// <summary>A new one ends all sessions. Not set and empty are the same to the agents here.</summary>
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

    /// <summary>Changes the password where the agents do not notice: each goes on with the one that it remembers.</summary>
    public void ChangeRootPasswordInDatabase(string value)
    {
        foreach (var member in Members)
        {
            member.KeepRootPassword();
        }

        _rootPassword = value;
    }

    /// <summary>Numbers of sessions are the cluster's, whatever tenant they are of.</summary>
    public long CountSession() => ++_lastSession;

    public AgentState? Find(AgentAddress address) => Members.Find(member => member.Place == address);

    public ZoneState? FindZone(string name) => Zones.Find(zone => zone.Name == name);

    /// <summary>The agents of a zone, each with its observer.</summary>
    public AgentState[] In(string zone) => [.. Members.Where(member => member.Zone == zone)];

    public void AddZone(string name)
    {
        if (FindZone(name) is null)
        {
            Zones.Add(new ZoneState(name));
        }
    }

    /// <summary>The status of a tenant in the database's words. While a restore of it runs, that is RESTORE.</summary>
    public string StatusOf(FakeTenant tenant)
        => _simulation.Run(now => Restores.Running(tenant.Name, now) is null ? tenant.Settings.Status : "RESTORE");

    /// <summary>Only one zone at a time may have servers out of service.</summary>
    public bool HasStoppedOutside(string zone)
        => Members.Exists(member => member.Zone != zone && member.Observer.StoppedAt is not null)
            || Zones.Exists(other => other.Name != zone && other.IsStopped);

    /// <summary>The user tenants of which fewer than a majority of full replicas would be left without a zone.</summary>
    public FakeTenant[] LosingMajorityWithout(string zone) => Array.FindAll(Tenants.ToArray(), tenant =>
    {
        var full = tenant.Settings.Replicas.Where(replica => replica.Type == Replica.Full).ToArray();
        var left = full.Count(replica => replica.Zone != zone && Serves(replica.Zone));
        return left * 2 <= full.Length;
    });

    private bool Serves(string zone)
        => FindZone(zone) is { IsStopped: false } && In(zone) is { Length: > 0 } members && Array.TrueForAll(members, member => member.ObState == 3);
}
