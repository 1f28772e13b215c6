using System.Text.Json.Serialization;

namespace ObShellSdk.Agents;

/// <summary>The master that an agent joins to form a new cluster.</summary>
public sealed record JoinAgentRequest
{
    /// <summary>The address of the master to join. The address of the called agent makes this agent itself the master.</summary>
    [JsonPropertyName("agentInfo")]
    public required AgentAddress Master { get; init; }

    /// <summary>The zone of the observer of this agent.</summary>
    [JsonPropertyName("zoneName")]
    public required string Zone { get; init; }

    /// <summary>The master's own password, or null if it has none. Default: null.</summary>
    [JsonPropertyName("masterPassword")]
    public Secret? MasterPassword { get; init; }

    internal void Validate(string name)
    {
        if (Master is null || string.IsNullOrEmpty(Zone))
        {
            throw new ArgumentException($"{nameof(Master)} and {nameof(Zone)} must not be empty.", name);
        }

        Master.Validate(name);
    }
}
