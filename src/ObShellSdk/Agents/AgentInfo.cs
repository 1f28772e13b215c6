using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Agents;

/// <summary>Who an agent is.</summary>
public sealed record AgentInfo : ObShellRecord
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

    /// <summary>The number of its process.</summary>
    public long Pid { get; init; }

    /// <summary>What its service is doing.</summary>
    public AgentState State { get; init; }

    /// <summary>When its process began, by its own clock.</summary>
    [JsonPropertyName("startAt")]
    [JsonConverter(typeof(UnixNanosecondsConverter))]
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Its home on the host, which is that of the observer as well.</summary>
    [JsonPropertyName("homePath")]
    public string HomePath { get; init => field = value ?? ""; } = "";

    /// <summary>The version of OceanBase there; empty when it is not known.</summary>
    [JsonPropertyName("obVersion")]
    public string ObVersion { get; init => field = value ?? ""; } = "";

    /// <summary>The architecture of the host, such as <c>x86_64</c>; empty from agents before 4.3.0.</summary>
    public string Architecture { get; init => field = value ?? ""; } = "";

    /// <summary>Whether it manages an OBProxy.</summary>
    [JsonPropertyName("isObproxyAgent")]
    public bool IsObProxyAgent { get; init; }

    /// <summary>Whether it has a password of its own (<see cref="AgentClient.SetPasswordAsync"/>); says nothing of the password of root@sys.</summary>
    [JsonPropertyName("security")]
    public bool HasAgentPassword { get; init; }

    /// <summary>The versions of authentication that it takes, such as <c>v2</c>; empty from agents before 4.2.5.</summary>
    [JsonPropertyName("supportedAuth")]
    public IReadOnlyList<string> SupportedAuthentication { get; init => field = value ?? []; } = [];

    /// <summary>Where it listens, which is also its name in the cluster.</summary>
    [JsonIgnore]
    public AgentAddress Address => new() { Ip = Ip, Port = Port };
}
