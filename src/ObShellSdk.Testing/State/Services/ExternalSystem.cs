namespace ObShellSdk.Testing.State.Services;

/// <summary>A configured Prometheus or Alertmanager.</summary>
internal sealed record ExternalSystem(string Address);
