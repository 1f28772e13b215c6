using System.Text.Json.Serialization;

namespace ObShellSdk.Agents;

/// <summary>An agent with what it is to its cluster.</summary>
public sealed record IdentifiedAgent : ObShellRecord
{
    /// <summary>IPv4, or IPv6 without brackets.</summary>
    public string Ip { get; init => field = value ?? ""; } = "";

    /// <summary>The port on which it listens.</summary>
    public int Port { get; init; }

    /// <summary>What it is to its cluster.</summary>
    public AgentIdentity Identity { get; init; }

    /// <summary>Where it listens, which is also its name in the cluster.</summary>
    [JsonIgnore]
    public AgentAddress Address => new() { Ip = Ip, Port = Port };
}
