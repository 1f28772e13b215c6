using ObShellSdk.Testing.State.Services;

namespace ObShellSdk.Testing;

/// <content>What lies beside the database of the cluster, and obproxy.</content>
public sealed partial class FakeAgent
{
    /// <summary>Address of Prometheus, without which there are no metrics and no rules of alarms. Null: none is configured.</summary>
    public string? PrometheusAddress
    {
        get => State.Simulation.Run(_ => State.Cluster.Services.Prometheus?.Address);
        set => State.Simulation.Run(_ => State.Cluster.Services.Prometheus = value is null ? null : new ExternalSystem(value));
    }

    /// <summary>Address of Alertmanager, without which there are no alerts and no silencers. Null: none is configured.</summary>
    public string? AlertmanagerAddress
    {
        get => State.Simulation.Run(_ => State.Cluster.Services.Alertmanager?.Address);
        set => State.Simulation.Run(_ => State.Cluster.Services.Alertmanager = value is null ? null : new ExternalSystem(value));
    }

    /// <summary>Whether Prometheus says that it is ready when its address is set; the agent refuses one that does not. Default: true.</summary>
    public bool IsPrometheusReady
    {
        get => State.Simulation.Run(_ => State.Cluster.Services.IsPrometheusReady);
        set => State.Simulation.Run(_ => State.Cluster.Services.IsPrometheusReady = value);
    }

    /// <summary>Whether Alertmanager says that it is ready when its address is set; the agent refuses one that does not. Default: true.</summary>
    public bool IsAlertmanagerReady
    {
        get => State.Simulation.Run(_ => State.Cluster.Services.IsAlertmanagerReady);
        set => State.Simulation.Run(_ => State.Cluster.Services.IsAlertmanagerReady = value);
    }

    /// <summary>Whether the agent's host has <c>ob_admin</c>, which reads what lies in a backup. Default: true.</summary>
    public bool HasObAdmin
    {
        get => State.HasObAdmin;
        set => State.HasObAdmin = value;
    }

    /// <summary>Whether the agent's host has the Python modules that an upgrade needs. Default: true.</summary>
    public bool HasPythonModules
    {
        get => State.HasPythonModules;
        set => State.HasPythonModules = value;
    }

    /// <summary>The passphrase that hosts let in when a credential is tried. Default: null, any.</summary>
    public string? SshPassphrase
    {
        get => State.Simulation.Run(_ => State.Cluster.Services.SshPassphrase);
        set => State.Simulation.Run(_ => State.Cluster.Services.SshPassphrase = value);
    }

    /// <summary>Whether the cluster is of the standalone edition, which alone has a licence. Default: false, community edition.</summary>
    public bool IsStandalone
    {
        get => State.Simulation.Run(_ => State.Cluster.Services.IsStandalone);
        set => State.Simulation.Run(_ => State.Cluster.Services.IsStandalone = value);
    }

    /// <summary>Whether the cluster keeps its data in shared storage, whose keys can be tried and saved. Default: false.</summary>
    public bool IsSharedStorage
    {
        get => State.Simulation.Run(_ => State.Cluster.Services.IsSharedStorage);
        set => State.Simulation.Run(_ => State.Cluster.Services.IsSharedStorage = value);
    }

    /// <summary>The obproxy that this agent manages; null: none.</summary>
    public FakeObProxy? ObProxy
    {
        get => State.Simulation.Run(_ => State.ObProxy);
        set => State.Simulation.Run(_ => State.ObProxy = value);
    }

    /// <summary>Lets Alertmanager have an alert.</summary>
    /// <param name="alert">The alert; null for one about a server.</param>
    public void AddAlert(FakeAlert? alert = null) => State.Simulation.Run(now =>
    {
        alert ??= new FakeAlert();
        State.Cluster.Services.Alerts.Add(alert with { StartsAt = alert.StartsAt ?? State.Clock.Show(now) });
    });
}
