using System.Text.Json.Serialization;

namespace ObShellSdk.Agents;

/// <summary>Which agents are to form a cluster together.</summary>
public sealed record JoinAgentRequest
{
    /// <summary>The master to join. The address of the agent that is asked makes this agent itself the master.</summary>
    [JsonPropertyName("agentInfo")]
    public required AgentAddress Master { get; init; }

    /// <summary>The zone in which the observer of this agent shall be.</summary>
    [JsonPropertyName("zoneName")]
    public required string Zone { get; init; }

    /// <summary>The password of the master itself, if it has one. Default: none.</summary>
    [JsonPropertyName("masterPassword")]
    public Secret? MasterPassword { get; init; }

    internal void Validate(string name)
    {
        if (Master is null || string.IsNullOrEmpty(Zone))
        {
            throw new ArgumentException($"{nameof(Master)} and {nameof(Zone)} are required.", name);
        }

        Master.Validate(name);
    }
}
