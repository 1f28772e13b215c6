using ObShellSdk.Testing.State.Services;

namespace ObShellSdk.Testing;

/// <content>External systems, host and OBProxy.</content>
public sealed partial class FakeAgent
{
    /// <summary>The address of Prometheus, or null if none is configured; then there are no metrics and no alarm rules.</summary>
    public string? PrometheusAddress
    {
        get => State.Simulation.Run(_ => State.Cluster.Services.Prometheus?.Address);
        set => State.Simulation.Run(_ => State.Cluster.Services.Prometheus = value is null ? null : new ExternalSystem(value));
    }

    /// <summary>The address of Alertmanager, or null if none is configured; then there are no alerts and no silencers.</summary>
    public string? AlertmanagerAddress
    {
        get => State.Simulation.Run(_ => State.Cluster.Services.Alertmanager?.Address);
        set => State.Simulation.Run(_ => State.Cluster.Services.Alertmanager = value is null ? null : new ExternalSystem(value));
    }

    /// <summary>Whether Prometheus is ready. If not, the agent refuses to set its address. True by default.</summary>
    public bool IsPrometheusReady
    {
        get => State.Simulation.Run(_ => State.Cluster.Services.IsPrometheusReady);
        set => State.Simulation.Run(_ => State.Cluster.Services.IsPrometheusReady = value);
    }

    /// <summary>Whether Alertmanager is ready. If not, the agent refuses to set its address. True by default.</summary>
    public bool IsAlertmanagerReady
    {
        get => State.Simulation.Run(_ => State.Cluster.Services.IsAlertmanagerReady);
        set => State.Simulation.Run(_ => State.Cluster.Services.IsAlertmanagerReady = value);
    }

    /// <summary>Whether the agent's host has <c>ob_admin</c>, which reads backups. True by default.</summary>
    public bool HasObAdmin
    {
        get => State.HasObAdmin;
        set => State.HasObAdmin = value;
    }

    /// <summary>Whether the agent's host has the Python modules that an upgrade requires. True by default.</summary>
    public bool HasPythonModules
    {
        get => State.HasPythonModules;
        set => State.HasPythonModules = value;
    }

    /// <summary>The passphrase that hosts accept when a credential is validated, or null if they accept any (the default).</summary>
    public string? SshPassphrase
    {
        get => State.Simulation.Run(_ => State.Cluster.Services.SshPassphrase);
        set => State.Simulation.Run(_ => State.Cluster.Services.SshPassphrase = value);
    }

    /// <summary>Whether the cluster is a standalone edition, the only one with a license. By default false: community edition.</summary>
    public bool IsStandalone
    {
        get => State.Simulation.Run(_ => State.Cluster.Services.IsStandalone);
        set => State.Simulation.Run(_ => State.Cluster.Services.IsStandalone = value);
    }

    /// <summary>Whether the cluster uses shared storage, whose keys can be checked and updated. False by default.</summary>
    public bool IsSharedStorage
    {
        get => State.Simulation.Run(_ => State.Cluster.Services.IsSharedStorage);
        set => State.Simulation.Run(_ => State.Cluster.Services.IsSharedStorage = value);
    }

    /// <summary>The OBProxy that this agent manages, or null if there is none.</summary>
    public FakeObProxy? ObProxy
    {
        get => State.Simulation.Run(_ => State.ObProxy);
        set => State.Simulation.Run(_ => State.ObProxy = value);
    }

    /// <summary>Adds an alert to Alertmanager.</summary>
    /// <param name="alert">The alert, or null for an alert about a server.</param>
    public void AddAlert(FakeAlert? alert = null) => State.Simulation.Run(now =>
    {
        alert ??= new FakeAlert();
        State.Cluster.Services.Alerts.Add(alert with { StartsAt = alert.StartsAt ?? State.Clock.Show(now) });
    });
}
