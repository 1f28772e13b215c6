using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Agents;

/// <summary>The role of an agent in its cluster. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<AgentIdentity>))]
public readonly record struct AgentIdentity(string Value) : IOpenValue<AgentIdentity>
{
    /// <summary>The agent does not belong to a cluster yet.</summary>
    public static AgentIdentity SingleAgent { get; } = new("SINGLE");

    /// <summary>The agent leads the agents that will form a cluster, until the cluster is initialized.</summary>
    public static AgentIdentity Master { get; } = new("MASTER");

    /// <summary>The agent has joined a master and forwards calls to it.</summary>
    public static AgentIdentity Follower { get; } = new("FOLLOWER");

    /// <summary>The agent is a member of an initialized cluster.</summary>
    public static AgentIdentity ClusterAgent { get; } = new("CLUSTER AGENT");

    /// <summary>The agent leads the takeover of a cluster that was set up without obshell.</summary>
    public static AgentIdentity TakeOverMaster { get; } = new("TAKE OVER MASTER");

    /// <summary>The agent follows in the takeover of a cluster that was set up without obshell.</summary>
    public static AgentIdentity TakeOverFollower { get; } = new("TAKE OVER FOLLOWER");

    /// <summary>The agent is being added to a cluster.</summary>
    public static AgentIdentity ScalingOut { get; } = new("SCALING OUT");

    /// <summary>The agent is being removed from its cluster.</summary>
    public static AgentIdentity ScalingIn { get; } = new("SCALING IN");

    /// <summary>The agent has not determined its role yet.</summary>
    public static AgentIdentity Unidentified { get; } = new("UNIDENTIFIED");

    /// <inheritdoc />
    public bool Equals(AgentIdentity other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static AgentIdentity IOpenValue<AgentIdentity>.Create(string value) => new(value);
}
