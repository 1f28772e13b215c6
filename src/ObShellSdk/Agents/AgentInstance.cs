using System.Text.Json.Serialization;

namespace ObShellSdk.Agents;

/// <summary>An agent with its place in the cluster.</summary>
public sealed record AgentInstance : ObShellRecord
{
    /// <summary>IPv4, or IPv6 without brackets.</summary>
    public string Ip { get; init => field = value ?? ""; } = "";

    /// <summary>The port on which it listens.</summary>
    public int Port { get; init; }

    /// <summary>Its zone; empty before it belongs to one.</summary>
    public string Zone { get; init => field = value ?? ""; } = "";

    /// <summary>What it is to its cluster.</summary>
    public AgentIdentity Identity { get; init; }

    /// <summary>Version and release of obshell, such as <c>4.5.0.0-12026050100</c>.</summary>
    public string Version { get; init => field = value ?? ""; } = "";

    /// <summary>Where it listens, which is also its name in the cluster.</summary>
    [JsonIgnore]
    public AgentAddress Address => new() { Ip = Ip, Port = Port };
}
