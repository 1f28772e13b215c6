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

    /// <summary>The agent itself, for those who are to reach it.</summary>
    public required FakeAgent Agent { get; init; }

    /// <summary>By it the master proves itself to the agent before there is a root password.</summary>
    public string Token { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public AgentClock Clock { get; }

    /// <summary>The times of the cluster's database as this agent reads them.</summary>
    public StoredTimes Stored => new(Clock, Cluster.Database);

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

    public bool RestartsDuringUpgrade { get; }

    public bool HasObAdmin { get; set; } = true;

    public bool HasPythonModules { get; set; } = true;

    public string ReportedIp { get; }

    public int Port { get; set; }

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Until when the agent's process is being restarted by a task.</summary>
    public DateTimeOffset AwayUntil { get; set; } = DateTimeOffset.MinValue;

    public bool IsListening { get; set; }

    /// <summary>Whether the process was killed and has not come back. What it was working on stands still.</summary>
    public bool IsKilled { get; private set; }

    /// <summary>Whether the process hangs: it takes requests and answers none, and what it was working on stands still.</summary>
    public bool IsHung => _hanging is not null;

    /// <summary>Whether other agents get an answer from it.</summary>
    public bool Responds => IsListening && !IsHung;

    /// <summary>Whether it carries out sub-tasks, its own or those of the cluster.</summary>
    public bool Works => !IsKilled && !IsHung;

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

    /// <summary>The root password that the agent remembers, which may be an older one than that of the database.</summary>
    public string? RememberedPassword => _olderRootPassword ?? Password;

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

    /// <summary>Goes on with the root password as it is now, whatever becomes of it in the database.</summary>
    public void KeepRootPassword() => _olderRootPassword ??= Password;

    /// <summary>Takes over the root password of the database. A new one ends all sessions.</summary>
    public void TakeRootPassword()
    {
        _olderRootPassword = null;
        Sessions.CloseAll();
    }

    /// <summary>
    /// Accepts the remembered password without asking the database. Another one is tried there, and taken over if it opens it, so that the older one is
    /// refused from then on.
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
        Cluster = new ClusterState(Simulation, Clock, _ownDatabase);
        _olderRootPassword = null;
        Cluster.Members.Add(this);
        (Identity, Zone, Master, ObState) = (FakeAgentIdentity.Single, "", null, 0);
        Observer.Reset();
    }

    /// <summary>Ends the process without warning.</summary>
    public void Kill() => Simulation.Run(now =>
    {
        IsKilled = true;
        Simulation.LoseAgent(this, now);
    });

    /// <summary>A killed process is there again.</summary>
    public void ComeBack() => Simulation.Run(now =>
    {
        if (IsKilled)
        {
            IsKilled = false;
            Simulation.RegainAgent(this, now, isNewProcess: true);
        }
    });

    /// <summary>Lets the process hang, or go on.</summary>
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

    /// <summary>Completes once the process does not hang; at once if it does not.</summary>
    public Task WhileHungAsync(CancellationToken cancellationToken) => _hanging?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask;

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
