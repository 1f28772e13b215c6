using System.Security.Cryptography;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State.Access;
using ObShellSdk.Testing.State.Cluster;
using ObShellSdk.Testing.State.Packages;
using ObShellSdk.Testing.State.Tasks;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.State;

/// <summary>Everything that one agent's answers are made from, beside what it shares with its cluster. Tests change it while requests run.</summary>
internal sealed class AgentState
{
    private volatile AgentKey _key;
    private volatile AgentVersion _version;
    private volatile string? _agentPassword;
    private volatile ClusterState _cluster;

    public AgentState(FakeAgentOptions options, AgentKey key, Simulation simulation)
    {
        _key = key;
        _version = AgentVersion.Parse(options.Version);
        Clock = new AgentClock(options.TimeProvider) { Offset = options.ClockOffset };
        Simulation = simulation;
        LocalDags = simulation.CreateStore();
        _cluster = new ClusterState(simulation, Clock);
        _cluster.Members.Add(this);
        Sessions = new SessionStore(options.TimeProvider);
        SignOnTokens = new SignOnTokens(options.TimeProvider);
        EncryptionDisabled = options.EncryptionDisabled;
        ReportedIp = options.ReportedIp;
        GoesAwayDuringUpgrade = options.GoesAwayDuringUpgrade;
        Password = options.Password;
        AgentPassword = options.AgentPassword;
        Identity = options.Identity;
        ObState = Identity is FakeAgentIdentity.Single or FakeAgentIdentity.Master or FakeAgentIdentity.Follower ? 0 : 3;
        Zone = Identity == FakeAgentIdentity.Single ? "" : ZoneState.DefaultName;
        if (Zone.Length > 0)
        {
            _cluster.AddZone(Zone);
        }
    }

    /// <summary>The agent itself, for those who are to reach it.</summary>
    public required FakeAgent Agent { get; init; }

    /// <summary>By it the master proves itself to the agent before there is a root password.</summary>
    public string Token { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public AgentClock Clock { get; }

    public Simulation Simulation { get; }

    /// <summary>What the agent shares with its cluster. Alone, it is a cluster of one.</summary>
    public ClusterState Cluster
    {
        get => _cluster;
        set => _cluster = value;
    }

    public TenantList Tenants => Cluster.Tenants;

    /// <summary>The DAGs of this agent alone.</summary>
    public DagStore LocalDags { get; }

    public ObserverState Observer { get; } = new();

    public SessionStore Sessions { get; }

    public SignOnTokens SignOnTokens { get; }

    public PackageStore Packages => Cluster.Packages;

    /// <summary>Obproxy's packages have numbers of their own.</summary>
    public PackageStore ObProxyPackages { get; } = new();

    /// <summary>The obproxy that the agent manages; null: none.</summary>
    public FakeObProxy? ObProxy { get; set; }

    public bool EncryptionDisabled { get; }

    public bool GoesAwayDuringUpgrade { get; }

    public bool HasObAdmin { get; set; } = true;

    public bool HasPythonModules { get; set; } = true;

    public string ReportedIp { get; }

    public int Port { get; set; }

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Until when the agent's process is being restarted by a task.</summary>
    public DateTimeOffset AwayUntil { get; set; } = DateTimeOffset.MinValue;

    public bool IsListening { get; set; }

    /// <summary>Whether there is no process now that could answer.</summary>
    public bool IsAway => Simulation.Run(now => now < AwayUntil);

    public AgentKey Key
    {
        get => _key;
        set => _key = value;
    }

    public AgentVersion Version
    {
        get => _version;
        set => _version = value;
    }

    /// <summary>The root password of the cluster.</summary>
    public string? Password
    {
        get => Cluster.RootPassword;
        set => Cluster.RootPassword = value;
    }

    /// <summary>A new one ends all sessions.</summary>
    public string? AgentPassword
    {
        get => _agentPassword;
        set
        {
            var changes = value != _agentPassword;
            _agentPassword = value;
            if (changes)
            {
                Sessions.CloseAll();
            }
        }
    }

    public string Identity { get; set; }

    public string Zone { get; set; }

    public int ServiceState { get; set; } = 2;

    public int ObState { get; set; }

    public bool UnderMaintenance { get; set; }

    public FakeAgent? Master { get; set; }

    public AgentAddress Place => new(ReportedIp, Port);

    public string Address => Place.ToString();

    /// <summary>Where the observer's own port is.</summary>
    public AgentAddress ObserverPlace => new(ReportedIp, Observer.RpcPort);

    public DagStore DagsOf(bool local) => local ? LocalDags : Cluster.Dags;

    /// <summary>Creates a DAG of this agent or of its cluster, or tells who keeps it from running.</summary>
    public (Dag? Dag, Failure? Refusal) Create(DagPlan plan, DateTimeOffset now) => DagsOf(plan.IsLocal).Create(plan, now, this);

    /// <summary>Takes part in another cluster from now on.</summary>
    public void MoveTo(ClusterState cluster, string zone)
    {
        Cluster.Members.Remove(this);
        cluster.Members.Add(this);
        cluster.AddZone(zone);
        (Cluster, Zone) = (cluster, zone);
    }

    /// <summary>Is alone again, as a newly installed agent.</summary>
    public void Leave()
    {
        Cluster.Members.Remove(this);
        Cluster = new ClusterState(Simulation, Clock);
        Cluster.Members.Add(this);
        (Identity, Zone, Master, ObState) = (FakeAgentIdentity.Single, "", null, 0);
        Observer.Reset();
    }

    /// <summary>Another process takes over, if need be with a key of its own.</summary>
    public void Restart(bool newKey)
    {
        Key = newKey ? AgentKey.Generate(Key.Bits) : Key;
        Start();
    }

    /// <summary>A process that starts remembers what lies in the database, and nothing that was in its memory.</summary>
    public void Start()
    {
        StartedAt = Clock.Now;
        Sessions.Restart();
        SignOnTokens.Restart();
    }
}
