using System.Text.Json.Serialization;

namespace ObShellSdk.Agents;

/// <summary>An agent and its role in the cluster.</summary>
public sealed record IdentifiedAgent : ObShellRecord
{
    /// <summary>The IPv4 address, or the IPv6 address without brackets.</summary>
    public string Ip { get; init => field = value ?? ""; } = "";

    /// <summary>The port on which the agent listens.</summary>
    public int Port { get; init; }

    /// <summary>The role of the agent in its cluster.</summary>
    public AgentIdentity Identity { get; init; }

    /// <summary>The address on which the agent listens, which also identifies it in the cluster.</summary>
    [JsonIgnore]
    public AgentAddress Address => new() { Ip = Ip, Port = Port };
}
