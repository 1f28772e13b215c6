namespace ObShellSdk.Testing.State.Services;

/// <summary>The state outside the database: external systems, alerts and silencers, credentials, inspections, the keys of shared storage.</summary>
internal sealed class ClusterServices
{
    private long _lastSilencer;
    private long _lastCredential;

    public ExternalSystem? Prometheus { get; set; }

    public ExternalSystem? Alertmanager { get; set; }

    public bool IsPrometheusReady { get; set; } = true;

    public bool IsAlertmanagerReady { get; set; } = true;

    public List<FakeAlert> Alerts { get; } = [];

    public List<Silencer> Silencers { get; } = [];

    public List<Credential> Credentials { get; } = [];

    public List<Inspection> Inspections { get; } = [];

    /// <summary>The passphrase that the hosts accept, or null if they accept any.</summary>
    public string? SshPassphrase { get; set; }

    public bool IsStandalone { get; set; }

    public bool IsSharedStorage { get; set; }

    public string SharedStorageKey { get; set; } = "";

    /// <summary>Returns the next id in the format of Alertmanager.</summary>
    public string NextSilencerId() => $"00000000-0000-4000-8000-{++_lastSilencer:x12}";

    public long NextCredentialId() => ++_lastCredential;

    public Credential? FindCredential(long id) => Credentials.Find(credential => credential.Id == id);
}
