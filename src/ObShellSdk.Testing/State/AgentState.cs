using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.State;

/// <summary>Everything that answers are made from. Tests change it while requests run.</summary>
internal sealed class AgentState
{
    private volatile AgentKey _key;
    private volatile AgentVersion _version;

    public AgentState(FakeAgentOptions options, AgentKey key)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Speed);
        _key = key;
        _version = AgentVersion.Parse(options.Version);
        Clock = new AgentClock(options.TimeProvider) { Offset = options.ClockOffset };
        Simulation = new Simulation(options.TimeProvider, options.Speed);
        Tenants = new TenantList(Simulation, Clock);
        EncryptionDisabled = options.EncryptionDisabled;
        ReportedIp = options.ReportedIp;
        Password = options.Password;
        AgentPassword = options.AgentPassword;
        Identity = options.Identity;
    }

    public AgentClock Clock { get; }

    public Simulation Simulation { get; }

    public TenantList Tenants { get; }

    public bool EncryptionDisabled { get; }

    public string ReportedIp { get; }

    public int Port { get; set; }

    public DateTimeOffset StartedAt { get; set; }

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

    public string? Password { get; set; }

    public string? AgentPassword { get; set; }

    public string Identity { get; set; }

    public int ServiceState { get; set; } = 2;

    public int ObState { get; set; } = 3;

    public bool UnderMaintenance { get; set; }

    public FakeAgent? Master { get; set; }

    public string Address => $"{ReportedIp}:{Port}";
}
