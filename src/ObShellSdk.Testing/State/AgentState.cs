using System.Security.Cryptography;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State.Access;
using ObShellSdk.Testing.State.Cluster;
using ObShellSdk.Testing.State.Packages;
using ObShellSdk.Testing.State.Tasks;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.State;

/// <summary>The state of one agent except for what it shares with its cluster. Tests change it while requests run.</summary>
internal sealed class AgentState
{
    private readonly DatabaseClock _ownDatabase;
    private volatile TaskCompletionSource? _hanging;
    private volatile AgentKey _key;
    private volatile AgentVersion _version;
    private volatile string? _agentPassword;
    private volatile string? _olderRootPassword;
    private volatile ClusterState _cluster;

    public AgentState(FakeAgentOptions options, AgentKey key, Simulation simulation)
    {
        _key = key;
        _version = AgentVersion.Parse(options.Version);
        Clock = new AgentClock(options.TimeProvider, options.HostTimeZone) { Offset = options.ClockOffset };
        _ownDatabase = new DatabaseClock(Clock, options.DatabaseTimeZone ?? options.HostTimeZone, options.DatabaseClockOffset);
        Simulation = simulation;
        LocalDags = simulation.CreateStore();
        _cluster = new ClusterState(simulation, Clock, _ownDatabase);
        _cluster.Members.Add(this);
        Sessions = new SessionStore(options.TimeProvider);
        SignOnTokens = new SignOnTokens(options.TimeProvider);
        EncryptionDisabled = options.EncryptionDisabled;
        ReportedIp = options.ReportedIp;
        RestartsDuringUpgrade = options.RestartsDuringUpgrade;
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

    /// <summary>The agent, for other agents that connect to it.</summary>
    public required FakeAgent Agent { get; init; }

    /// <summary>The token by which the master authenticates at the agent before there is a root password.</summary>
    public string Token { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public AgentClock Clock { get; }

    /// <summary>The times of the cluster's database as this agent reads them.</summary>
    public StoredTimes Stored => new(Clock, Cluster.Database);

    public Simulation Simulation { get; }

    /// <summary>The cluster of the agent; an agent outside a cluster has one of its own.</summary>
    public ClusterState Cluster
    {
        get => _cluster;
        set => _cluster = value;
    }

    public TenantList Tenants => Cluster.Tenants;

    /// <summary>The DAGs that belong to this agent only.</summary>
    public DagStore LocalDags { get; }

    public ObserverState Observer { get; } = new();

    public SessionStore Sessions { get; }

    public SignOnTokens SignOnTokens { get; }

    public PackageStore Packages => Cluster.Packages;

    /// <summary>The packages of OBProxy, which have their own ids.</summary>
    public PackageStore ObProxyPackages { get; } = new();

    /// <summary>The OBProxy that the agent manages, or null if there is none.</summary>
    public FakeObProxy? ObProxy { get; set; }

    public bool EncryptionDisabled { get; }

    public bool RestartsDuringUpgrade { get; }

    public bool HasObAdmin { get; set; } = true;

    public bool HasPythonModules { get; set; } = true;

    public string ReportedIp { get; }

    public int Port { get; set; }

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>The end of a restart by a task.</summary>
    public DateTimeOffset AwayUntil { get; set; } = DateTimeOffset.MinValue;

    public bool IsListening { get; set; }

    /// <summary>Whether the process was killed and has not been started again. Its sub-tasks are stopped.</summary>
    public bool IsKilled { get; private set; }

    /// <summary>Whether the process hangs: it accepts requests without responding, and its sub-tasks are stopped.</summary>
    public bool IsHung => _hanging is not null;

    /// <summary>Whether the agent responds to other agents.</summary>
    public bool Responds => IsListening && !IsHung;

    /// <summary>Whether the agent executes sub-tasks, its own or those of the cluster.</summary>
    public bool Works => !IsKilled && !IsHung;

    /// <summary>Whether a task is restarting the process at the moment.</summary>
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

    public string? Password
    {
        get => Cluster.RootPassword;
        set => Cluster.RootPassword = value;
    }

    /// <summary>The root password that the agent has cached, which may be older than that of the database.</summary>
    public string? RememberedPassword => _olderRootPassword ?? Password;

    /// <summary>The password of the agent. Changing it ends all sessions.</summary>
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

    /// <summary>The address of the observer's RPC port.</summary>
    public AgentAddress ObserverPlace => new(ReportedIp, Observer.RpcPort);

    public DagStore DagsOf(bool local) => local ? LocalDags : Cluster.Dags;

    /// <summary>Creates a DAG of this agent or its cluster, or returns why it is refused.</summary>
    public (Dag? Dag, Failure? Refusal) Create(DagPlan plan, DateTimeOffset now) => DagsOf(plan.IsLocal).Create(plan, now, this);

    /// <summary>Keeps the current root password in the cache when the database gets another one.</summary>
    public void KeepRootPassword() => _olderRootPassword ??= Password;

    /// <summary>Caches the root password of the database. A new one ends all sessions.</summary>
    public void TakeRootPassword()
    {
        _olderRootPassword = null;
        Sessions.CloseAll();
    }

    /// <summary>
    /// Accepts the cached password without asking the database. Another password is tried there. If it is correct, it is cached, and the
    /// older one is refused from then on.
    /// </summary>
    public bool AcceptsRootPassword(string given)
    {
        if (given == (RememberedPassword ?? ""))
        {
            return true;
        }

        var opens = _olderRootPassword is not null && ObState == 3 && given == (Password ?? "");
        if (opens)
        {
            TakeRootPassword();
        }

        return opens;
    }

    public void MoveTo(ClusterState cluster, string zone)
    {
        Cluster.Members.Remove(this);
        cluster.Members.Add(this);
        cluster.AddZone(zone);
        (Cluster, Zone) = (cluster, zone);
    }

    /// <summary>Resets the agent to the state after its installation.</summary>
    public void Leave()
    {
        Cluster.Members.Remove(this);
        Cluster = new ClusterState(Simulation, Clock, _ownDatabase);
        _olderRootPassword = null;
        Cluster.Members.Add(this);
        (Identity, Zone, Master, ObState) = (FakeAgentIdentity.Single, "", null, 0);
        Observer.Reset();
    }

    /// <summary>Kills the process.</summary>
    public void Kill() => Simulation.Run(now =>
    {
        IsKilled = true;
        Simulation.LoseAgent(this, now);
    });

    /// <summary>Starts a killed process.</summary>
    public void ComeBack() => Simulation.Run(now =>
    {
        if (IsKilled)
        {
            IsKilled = false;
            Simulation.RegainAgent(this, now, isNewProcess: true);
        }
    });

    /// <summary>Makes the process hang, or resume.</summary>
    public void Hang(bool hangs) => Simulation.Run(now =>
    {
        if (hangs)
        {
            _hanging ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return;
        }

        if (_hanging is { } hanging)
        {
            _hanging = null;
            Simulation.RegainAgent(this, now, isNewProcess: false);
            hanging.SetResult();
        }
    });

    /// <summary>Completes when the process does not hang; immediately if it does not.</summary>
    public Task WhileHungAsync(CancellationToken cancellationToken) => _hanging?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Restarts the process, optionally with a new key.</summary>
    public void Restart(bool newKey)
    {
        Key = newKey ? AgentKey.Generate(Key.Bits) : Key;
        Start();
    }

    /// <summary>Starts a process: what is stored in the database stays, what was in memory is lost.</summary>
    public void Start()
    {
        StartedAt = Clock.Now;
        Sessions.Restart();
        SignOnTokens.Restart();
    }
}
