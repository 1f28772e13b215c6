
namespace ObShellSdk.Workflows;

/// <summary>An agent that is to form a cluster with others.</summary>
public sealed record BootstrapAgent
{
    /// <summary>Its address, as in <see cref="ObShellClientOptions.Endpoint"/>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The zone of its observer.</summary>
    public required string Zone { get; init; }

    /// <summary>The password that the agent itself has, or null when it has none. For the first agent, <see cref="BootstrapPlan.MasterPassword"/> is used.</summary>
    public Secret? Password { get; init; }
}
