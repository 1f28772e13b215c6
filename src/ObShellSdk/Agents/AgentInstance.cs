using System.Text.Json.Serialization;

namespace ObShellSdk.Agents;

/// <summary>An agent with its zone and role in the cluster.</summary>
public sealed record AgentInstance : ObShellRecord
{
    /// <summary>The IPv4 address, or the IPv6 address without brackets.</summary>
    public string Ip { get; init => field = value ?? ""; } = "";

    /// <summary>The port on which the agent listens.</summary>
    public int Port { get; init; }

    /// <summary>The zone of the agent; empty before it belongs to one.</summary>
    public string Zone { get; init => field = value ?? ""; } = "";

    /// <summary>The role of the agent in its cluster.</summary>
    public AgentIdentity Identity { get; init; }

    /// <summary>The version and release of obshell, such as <c>4.5.0.0-12026050100</c>.</summary>
    public string Version { get; init => field = value ?? ""; } = "";

    /// <summary>The address on which the agent listens, which also identifies it in the cluster.</summary>
    [JsonIgnore]
    public AgentAddress Address => new() { Ip = Ip, Port = Port };
}
