using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Agents;

/// <summary>What an agent is to its cluster. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<AgentIdentity>))]
public readonly record struct AgentIdentity(string Value) : IOpenValue<AgentIdentity>
{
    /// <summary>On its own: belongs to no cluster yet.</summary>
    public static AgentIdentity SingleAgent { get; } = new("SINGLE");

    /// <summary>Leads the agents that are to become a cluster, until it is initialized.</summary>
    public static AgentIdentity Master { get; } = new("MASTER");

    /// <summary>Has joined a master; passes calls on to it.</summary>
    public static AgentIdentity Follower { get; } = new("FOLLOWER");

    /// <summary>A member of an initialized cluster.</summary>
    public static AgentIdentity ClusterAgent { get; } = new("CLUSTER AGENT");

    /// <summary>Leads while the agents take over a cluster that was set up without obshell.</summary>
    public static AgentIdentity TakeOverMaster { get; } = new("TAKE OVER MASTER");

    /// <summary>Follows in such a take-over.</summary>
    public static AgentIdentity TakeOverFollower { get; } = new("TAKE OVER FOLLOWER");

    /// <summary>Is becoming a member of a cluster.</summary>
    public static AgentIdentity ScalingOut { get; } = new("SCALING OUT");

    /// <summary>Is leaving its cluster.</summary>
    public static AgentIdentity ScalingIn { get; } = new("SCALING IN");

    /// <summary>Does not know yet what it is.</summary>
    public static AgentIdentity Unidentified { get; } = new("UNIDENTIFIED");

    /// <inheritdoc />
    public bool Equals(AgentIdentity other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static AgentIdentity IOpenValue<AgentIdentity>.Create(string value) => new(value);
}
