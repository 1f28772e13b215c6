namespace ObShellSdk.Testing;

/// <summary>An alert that Alertmanager is said to hold.</summary>
public sealed record FakeAlert
{
    /// <summary>Name of the rule that fired.</summary>
    public string Rule { get; init; } = "ob_server_status_abnormal";

    /// <summary><c>critical</c>, <c>major</c> (the default), <c>minor</c>, <c>warning</c> or <c>info</c>.</summary>
    public string Severity { get; init; } = "major";

    /// <summary>What it is about: <c>obcluster</c>, <c>obzone</c>, <c>observer</c> (the default) or <c>obtenant</c>.</summary>
    public string InstanceType { get; init; } = "observer";

    /// <summary>Name or address of that, but for a cluster.</summary>
    public string Instance { get; init; } = "127.0.0.1";

    /// <summary>In short.</summary>
    public string Summary { get; init; } = "a server is not active";

    /// <summary>At length.</summary>
    public string Description { get; init; } = "the server has not been active for a minute";

    /// <summary>When it fired. Default: when it was added, by the agent's clock.</summary>
    public DateTimeOffset? StartsAt { get; init; }
}
