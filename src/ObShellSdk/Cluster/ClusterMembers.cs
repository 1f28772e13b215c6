using System.Text.Json.Serialization;
using ObShellSdk.Agents;

namespace ObShellSdk.Cluster;

/// <summary>The agents of a cluster and its observers, also before it is initialized.</summary>
public sealed record ClusterMembers : ObShellRecord
{
    /// <summary>The agents.</summary>
    [JsonPropertyName("agent_info")]
    public IReadOnlyList<AgentInstance> Agents { get; init => field = value ?? []; } = [];

    /// <summary>The cluster.</summary>
    [JsonPropertyName("obcluster_info")]
    public ClusterConfig Cluster { get; init => field = value ?? new(); } = new();
}
