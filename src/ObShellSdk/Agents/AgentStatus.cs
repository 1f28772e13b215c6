using System.Text.Json.Serialization;
using ObShellSdk.Observers;
using ObShellSdk.Serialization;

namespace ObShellSdk.Agents;

/// <summary>The status of an agent and of its observer.</summary>
public sealed record AgentStatus : ObShellRecord
{
    /// <summary>The agent.</summary>
    public IdentifiedAgent Agent { get; init => field = value ?? new(); } = new();

    /// <summary>The state of the agent's service.</summary>
    public AgentState State { get; init; }

    /// <summary>The version and release of obshell, such as <c>4.5.0.0-12026050100</c>.</summary>
    public string Version { get; init => field = value ?? ""; } = "";

    /// <summary>The process id of the agent.</summary>
    public long Pid { get; init; }

    /// <summary>The time the process started, by the agent's clock, or null if it is not known.</summary>
    [JsonPropertyName("startAt")]
    [JsonConverter(typeof(UnixNanosecondsConverter))]
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>The port on which the agent listens.</summary>
    public int Port { get; init; }

    /// <summary>The state of the agent's observer.</summary>
    [JsonPropertyName("obState")]
    public ObserverState ObState { get; init; }

    /// <summary>The SQL port of the observer; 0 if it is not known yet.</summary>
    [JsonPropertyName("sqlPort")]
    public int SqlPort { get; init; }

    /// <summary>Whether a maintenance operation of the agent itself is running, or failed and was not resolved.</summary>
    [JsonPropertyName("underMaintenance")]
    public bool UnderMaintenance { get; init; }
}
