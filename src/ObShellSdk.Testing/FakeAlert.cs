namespace ObShellSdk.Testing;

/// <summary>An alert of the simulated Alertmanager.</summary>
public sealed record FakeAlert
{
    /// <summary>The name of the rule that fired.</summary>
    public string Rule { get; init; } = "ob_server_status_abnormal";

    /// <summary>The severity: <c>critical</c>, <c>major</c> (the default), <c>minor</c>, <c>warning</c> or <c>info</c>.</summary>
    public string Severity { get; init; } = "major";

    /// <summary>The type of the object: <c>obcluster</c>, <c>obzone</c>, <c>observer</c> (the default) or <c>obtenant</c>.</summary>
    public string InstanceType { get; init; } = "observer";

    /// <summary>The name or address of the object; empty for a cluster.</summary>
    public string Instance { get; init; } = "127.0.0.1";

    /// <summary>The summary.</summary>
    public string Summary { get; init; } = "a server is not active";

    /// <summary>The full description.</summary>
    public string Description { get; init; } = "the server has not been active for a minute";

    /// <summary>The time it fired, or null for the time it is added, by the agent's clock (the default).</summary>
    public DateTimeOffset? StartsAt { get; init; }
}
