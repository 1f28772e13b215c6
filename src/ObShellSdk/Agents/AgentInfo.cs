using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Agents;

/// <summary>The identity and versions of an agent.</summary>
public sealed record AgentInfo : ObShellRecord
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

    /// <summary>The process id of the agent.</summary>
    public long Pid { get; init; }

    /// <summary>The state of the agent's service.</summary>
    public AgentState State { get; init; }

    /// <summary>The time the process started, by the agent's clock, or null if it is not known.</summary>
    [JsonPropertyName("startAt")]
    [JsonConverter(typeof(UnixNanosecondsConverter))]
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>The home directory on the host, which the observer uses too.</summary>
    [JsonPropertyName("homePath")]
    public string HomePath { get; init => field = value ?? ""; } = "";

    /// <summary>The version of OceanBase on the host; empty if it is not known.</summary>
    [JsonPropertyName("obVersion")]
    public string ObVersion { get; init => field = value ?? ""; } = "";

    /// <summary>The architecture of the host, such as <c>x86_64</c>; empty from agents before 4.3.0.</summary>
    public string Architecture { get; init => field = value ?? ""; } = "";

    /// <summary>Whether the agent manages an OBProxy.</summary>
    [JsonPropertyName("isObproxyAgent")]
    public bool IsObProxyAgent { get; init; }

    /// <summary>Whether the agent has its own password (<see cref="AgentClient.SetPasswordAsync"/>). It does not concern the password of root@sys.</summary>
    [JsonPropertyName("security")]
    public bool HasAgentPassword { get; init; }

    /// <summary>The supported versions of authentication, such as <c>v2</c>; empty from agents before 4.2.5.</summary>
    [JsonPropertyName("supportedAuth")]
    public IReadOnlyList<string> SupportedAuthentication { get; init => field = value ?? []; } = [];

    /// <summary>The address on which the agent listens, which also identifies it in the cluster.</summary>
    [JsonIgnore]
    public AgentAddress Address => new() { Ip = Ip, Port = Port };
}
