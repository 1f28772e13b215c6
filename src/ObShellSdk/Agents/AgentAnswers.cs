using System.Text.Json.Serialization;
using ObShellSdk.Observers;
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

/// <summary>Whether an agent and its observer can be used.</summary>
public sealed record AgentStatus : ObShellRecord
{
    /// <summary>The agent.</summary>
    public IdentifiedAgent Agent { get; init => field = value ?? new(); } = new();

    /// <summary>What its service is doing.</summary>
    public AgentState State { get; init; }

    /// <summary>Version and release of obshell, such as <c>4.5.0.0-12026050100</c>.</summary>
    public string Version { get; init => field = value ?? ""; } = "";

    /// <summary>The number of its process.</summary>
    public long Pid { get; init; }

    /// <summary>When its process began, by its own clock.</summary>
    [JsonPropertyName("startAt")]
    [JsonConverter(typeof(UnixNanosecondsConverter))]
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>The port on which it listens.</summary>
    public int Port { get; init; }

    /// <summary>How far its observer can be used.</summary>
    [JsonPropertyName("obState")]
    public ObserverState ObState { get; init; }

    /// <summary>The SQL port of its observer; 0 while that is not known.</summary>
    [JsonPropertyName("sqlPort")]
    public int SqlPort { get; init; }

    /// <summary>Whether it has maintenance of its own under way, or one that failed and was not settled.</summary>
    [JsonPropertyName("underMaintenance")]
    public bool UnderMaintenance { get; init; }
}

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

/// <summary>The key with which callers encrypt for an agent. The client fetches and uses it by itself.</summary>
public sealed record AgentKey : ObShellRecord
{
    /// <summary>IPv4, or IPv6 without brackets.</summary>
    public string Ip { get; init => field = value ?? ""; } = "";

    /// <summary>The port on which the agent listens.</summary>
    public int Port { get; init; }

    /// <summary>The public RSA key: base64 of PKCS#1 DER.</summary>
    public string PublicKey { get; init => field = value ?? ""; } = "";
}

/// <summary>From which revision an agent was built.</summary>
public sealed record GitInfo : ObShellRecord
{
    /// <summary>The branch.</summary>
    public string Branch { get; init => field = value ?? ""; } = "";

    /// <summary>The commit.</summary>
    [JsonPropertyName("commitId")]
    public string CommitId { get; init => field = value ?? ""; } = "";

    /// <summary>The commit, in short.</summary>
    [JsonPropertyName("shortCommitId")]
    public string ShortCommitId { get; init => field = value ?? ""; } = "";

    /// <summary>When it was committed, as text of the builder.</summary>
    [JsonPropertyName("commitTime")]
    public string CommitTime { get; init => field = value ?? ""; } = "";
}
