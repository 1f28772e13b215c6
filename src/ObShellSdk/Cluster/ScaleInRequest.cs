using System.Text.Json.Serialization;
using ObShellSdk.Agents;

namespace ObShellSdk.Cluster;

/// <summary>The observer to remove from the cluster.</summary>
public sealed record ScaleInRequest
{
    /// <summary>The agent of the observer. It must not be the called agent.</summary>
    [JsonPropertyName("agent_info")]
    public required AgentAddress Agent { get; init; }

    /// <summary>
    /// Whether to kill the process first, for an observer that is no longer usable. The agent refuses it if a log stream would lose its
    /// majority. Default: false.
    /// </summary>
    public bool? ForceKill { get; init; }

    internal void Validate(string name)
    {
        if (Agent is null)
        {
            throw new ArgumentException($"{nameof(Agent)} must not be null.", name);
        }

        Agent.Validate(name);
    }
}
