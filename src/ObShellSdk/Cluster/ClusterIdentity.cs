using System.Text.Json.Serialization;

namespace ObShellSdk.Cluster;

/// <summary>The identity of the cluster to initialize. It replaces what an earlier call set, except for the password.</summary>
public sealed record ClusterIdentity
{
    /// <summary>The id of the cluster, from 1.</summary>
    [JsonPropertyName("clusterId")]
    public required long ClusterId { get; init; }

    /// <summary>The name of the cluster.</summary>
    [JsonPropertyName("clusterName")]
    public required string ClusterName { get; init; }

    /// <summary>
    /// The new password of root@sys. Null (the default) keeps the password of an earlier call, or the empty one if there was none; use the empty text to
    /// remove an earlier one.
    /// </summary>
    [JsonPropertyName("rootPwd")]
    public Secret? RootPassword { get; init; }

    /// <summary>
    /// The root servers, one for each zone, with RPC port and SQL port: <c>10.0.0.1:2882:2881;10.0.0.2:2882:2881</c>, IPv6 in brackets. Default: chosen by the agent.
    /// </summary>
    [JsonPropertyName("rsList")]
    public string? RootServerList { get; init; }

    internal void Validate(string name)
    {
        if (ClusterId < 1 || string.IsNullOrEmpty(ClusterName))
        {
            throw new ArgumentException($"{nameof(ClusterId)} must be at least 1, and {nameof(ClusterName)} must not be empty.", name);
        }
    }
}
