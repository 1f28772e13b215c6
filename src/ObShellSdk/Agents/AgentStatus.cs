using System.Text.Json.Serialization;
using ObShellSdk.Observers;
using ObShellSdk.Serialization;

namespace ObShellSdk.Agents;

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
