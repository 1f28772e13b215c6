using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State.Access;
using ObShellSdk.Testing.State.Packages;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.State;

/// <summary>Everything that answers are made from. Tests change it while requests run.</summary>
internal sealed class AgentState
{
    private volatile AgentKey _key;
    private volatile AgentVersion _version;
    private volatile string? _password;
    private volatile string? _agentPassword;

    public AgentState(FakeAgentOptions options, AgentKey key)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Speed);
        _key = key;
        _version = AgentVersion.Parse(options.Version);
        Clock = new AgentClock(options.TimeProvider) { Offset = options.ClockOffset };
        Simulation = new Simulation(options.TimeProvider, options.Speed);
        Tenants = new TenantList(Simulation, Clock);
        Sessions = new SessionStore(options.TimeProvider);
        SignOnTokens = new SignOnTokens(options.TimeProvider);
        EncryptionDisabled = options.EncryptionDisabled;
        ReportedIp = options.ReportedIp;
        Password = options.Password;
        AgentPassword = options.AgentPassword;
        Identity = options.Identity;
    }

    public AgentClock Clock { get; }

    public Simulation Simulation { get; }

    public TenantList Tenants { get; }

    public SessionStore Sessions { get; }

    public SignOnTokens SignOnTokens { get; }

    public PackageStore Packages { get; } = new();

    /// <summary>Obproxy's packages have numbers of their own.</summary>
    public PackageStore ObProxyPackages { get; } = new();

    public bool EncryptionDisabled { get; }

    public string ReportedIp { get; }

    public int Port { get; set; }

    public DateTimeOffset StartedAt { get; private set; }

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

    /// <summary>A new one ends all sessions. Not set and empty are the same to the agent here.</summary>
    public string? Password
    {
        get => _password;
        set
        {
            var changes = (value ?? "") != (_password ?? "");
            _password = value;
            if (changes)
            {
                Sessions.CloseAll();
            }
        }
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

    public int ServiceState { get; set; } = 2;

    public int ObState { get; set; } = 3;

    public bool UnderMaintenance { get; set; }

    public FakeAgent? Master { get; set; }

    public string Address => $"{ReportedIp}:{Port}";

    /// <summary>A process that starts remembers what lies in the database, and nothing that was in its memory.</summary>
    public void Start()
    {
        StartedAt = Clock.Now;
        Sessions.Restart();
        SignOnTokens.Restart();
    }
}
