namespace ObShellSdk.Testing.State.Services;

/// <summary>A Prometheus or Alertmanager that the cluster was told of.</summary>
internal sealed record ExternalSystem(string Address);
