using System.Text.Json.Serialization;
using ObShellSdk.Agents;

namespace ObShellSdk.Cluster;

/// <summary>Which observer leaves the cluster.</summary>
public sealed record ScaleInRequest
{
    /// <summary>The agent beside the observer; not the one that is asked.</summary>
    [JsonPropertyName("agent_info")]
    public required AgentAddress Agent { get; init; }

    /// <summary>
    /// Whether the process is killed first, for an observer that cannot be used any more; the agent refuses it where a log stream would lose its
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
