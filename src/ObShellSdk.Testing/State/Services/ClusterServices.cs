namespace ObShellSdk.Testing.State.Services;

/// <summary>What lies beside the database: other systems, alerts and silencers, credentials, inspections, the keys of shared storage.</summary>
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

    /// <summary>What the hosts let in; null: any.</summary>
    public string? SshPassphrase { get; set; }

    public bool IsStandalone { get; set; }

    public bool IsSharedStorage { get; set; }

    public string SharedStorageKey { get; set; } = "";

    /// <summary>Numbers that look like those of Alertmanager.</summary>
    public string NextSilencerId() => $"00000000-0000-4000-8000-{++_lastSilencer:x12}";

    public long NextCredentialId() => ++_lastCredential;

    public Credential? FindCredential(long id) => Credentials.Find(credential => credential.Id == id);
}
