using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using ObShellSdk.Agents;

namespace ObShellSdk.Cluster;

/// <summary>The observer to add to the cluster, and its settings.</summary>
public sealed record ScaleOutRequest
{
    /// <summary>The agent of the observer. It must be single and have the same version of OceanBase as the cluster.</summary>
    [JsonPropertyName("agentInfo")]
    public required AgentAddress Agent { get; init; }

    /// <summary>The zone of the observer. It is created if it does not exist.</summary>
    public required string Zone { get; init; }

    /// <summary>Start options of the observer by name, such as <c>mysql_port</c>, <c>rpc_port</c>, <c>memory_limit</c>. Default: none.</summary>
    [JsonPropertyName("obConfigs")]
    public IReadOnlyDictionary<string, string> ObserverOptions { get; init => field = value ?? ReadOnlyDictionary<string, string>.Empty; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The new agent's own password, or null if it has none. Default: null.</summary>
    [JsonPropertyName("targetAgentPassword")]
    public Secret? AgentPassword { get; init; }

    internal void Validate(string name)
    {
        if (Agent is null || string.IsNullOrEmpty(Zone))
        {
            throw new ArgumentException($"{nameof(Agent)} and {nameof(Zone)} must not be empty.", name);
        }

        Agent.Validate(name);
    }
}
