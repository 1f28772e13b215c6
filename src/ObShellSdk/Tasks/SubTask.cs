using System.Text.Json;
using System.Text.Json.Serialization;
using ObShellSdk.Agents;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tasks;

/// <summary>The part of a node that one agent does.</summary>
public sealed record SubTask : ObShellRecord
{
    /// <summary>The generic id, always text.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>A number that is not unique between the agents.</summary>
    public long TaskId { get; init; }

    /// <summary>What the sub-task is.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Where it stands.</summary>
    public TaskState State { get; init; }

    /// <summary>What it is doing, or did last.</summary>
    public TaskOperator Operator { get; init; }

    /// <summary>The time it started, or null if it has not started.</summary>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? StartTime { get => State.HasStarted ? field : null; init; }

    /// <summary>The time it ended, or null if it has not ended.</summary>
    /// <remarks>Agents fill this time when they create and when they start the item. Unless <see cref="State"/> is succeeded or failed, it is not an end.</remarks>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? EndTime { get => State.HasEnded ? field : null; init; }

    /// <summary>The data of the sub-task, of no fixed shape. Only <see cref="TaskClient.GetSubTaskAsync"/> returns it; null in a DAG or a node.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalData { get; init; }

    /// <summary>How many times it was executed.</summary>
    public long ExecuteTimes { get; init; }

    /// <summary>The agent that executes it.</summary>
    public AgentAddress ExecuteAgent { get; init => field = value ?? new(); } = new();

    /// <summary>The log lines so far; empty before it runs. All that are stored: <see cref="TaskClient.GetSubTaskLogsAsync"/>.</summary>
    public IReadOnlyList<string> TaskLogs { get; init => field = value ?? []; } = [];

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) =>
        Id is not ['1', ..] ? this : this with { StartTime = Corrected(StartTime, correct), EndTime = Corrected(EndTime, correct) };
}
