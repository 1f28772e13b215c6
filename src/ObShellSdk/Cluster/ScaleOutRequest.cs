using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using ObShellSdk.Agents;

namespace ObShellSdk.Cluster;

/// <summary>Which observer joins the cluster, and how it is set up.</summary>
public sealed record ScaleOutRequest
{
    /// <summary>The agent beside the observer. It must be single, with the version of OceanBase that the cluster has.</summary>
    [JsonPropertyName("agentInfo")]
    public required AgentAddress Agent { get; init; }

    /// <summary>The zone that the observer joins; a new one is created.</summary>
    public required string Zone { get; init; }

    /// <summary>Start options of the observer by name, such as <c>mysql_port</c>, <c>rpc_port</c>, <c>memory_limit</c>. Default: none.</summary>
    [JsonPropertyName("obConfigs")]
    public IReadOnlyDictionary<string, string> ObserverOptions { get; init => field = value ?? ReadOnlyDictionary<string, string>.Empty; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The password of the new agent itself, if it has one. Default: none.</summary>
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
