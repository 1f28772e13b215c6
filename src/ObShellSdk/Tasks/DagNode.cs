using System.Text.Json;
using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tasks;

/// <summary>One step of a DAG.</summary>
public sealed record DagNode : ObShellRecord
{
    /// <summary>The generic id, always text.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>A number that is not unique between the agents.</summary>
    public long NodeId { get; init; }

    /// <summary>What the step is.</summary>
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

    /// <summary>The data of the node, of no fixed shape. Only <see cref="TaskClient.GetNodeAsync"/> returns it; null in a DAG.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalData { get; init; }

    /// <summary>The sub-tasks, one an agent; empty without details.</summary>
    public IReadOnlyList<SubTask> SubTasks { get; init => field = value ?? []; } = [];

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) =>
        Id is not ['1', ..] ? this : this with
        {
            StartTime = Corrected(StartTime, correct), EndTime = Corrected(EndTime, correct), SubTasks = Corrected(SubTasks, correct),
        };
}
