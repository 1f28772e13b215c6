using System.Text.Json;
using System.Text.Json.Serialization;
using ObShellSdk.Http;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tasks;

/// <summary>A directed acyclic graph of work: nodes one after the other, each with sub-tasks that run in parallel on the agents.</summary>
public sealed record DagDetail : ObShellRecord, ITracedResult
{
    /// <summary>The generic id, always text (up to some 60 digits): what every call takes. See <see cref="TaskClient.GetOperation"/>.</summary>
    public string Id { get; init => field = TaskId.Read(value); } = "";

    /// <summary>A number that is not unique between the agents; do not send it.</summary>
    public long DagId { get; init; }

    /// <summary>What the work is, such as <c>Restore backup</c>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The node that is at work, from 1.</summary>
    public long Stage { get; init; }

    /// <summary>How many nodes there are.</summary>
    public long MaxStage { get; init; }

    /// <summary>What the DAG keeps others from while it is unfinished; failed counts as unfinished. Null from agents before 4.3.1, which do not report it.</summary>
    public MaintenanceType? MaintenanceType { get; init; }

    /// <summary>The tenant whose maintenance it is; empty for other kinds of maintenance. Null from agents before 4.3.1, which do not report it.</summary>
    public string? MaintenanceKey { get; init; }

    /// <summary>Where it stands.</summary>
    public TaskState State { get; init; }

    /// <summary>What it is doing, or did last.</summary>
    public TaskOperator Operator { get; init; }

    /// <summary>The time the DAG started, or null if it has not started; null again after an operator, until it runs.</summary>
    /// <remarks>Agents fill this time when they create the DAG. While <see cref="State"/> is pending or ready, it is not a start.</remarks>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? StartTime { get => State.HasStarted ? field : null; init; }

    /// <summary>The time it ended, or null if it has not ended.</summary>
    /// <remarks>Agents fill this time when they create and when they start the item. Unless <see cref="State"/> is succeeded or failed, it is not an end.</remarks>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? EndTime { get => State.HasEnded ? field : null; init; }

    /// <summary>The data of the DAG's nodes, merged, of no fixed shape. Only <see cref="TaskClient.GetDagAsync"/> with details returns it; null otherwise.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalData { get; init; }

    /// <summary>The nodes in their order; empty without details, and in the answer that starts the DAG.</summary>
    public IReadOnlyList<DagNode> Nodes { get; init => field = value ?? []; } = [];

    /// <summary>True when nothing more happens without an operator.</summary>
    [JsonIgnore]
    public bool HasEnded => State == TaskState.Succeed || State == TaskState.Failed;

    /// <summary>How it ended; null while it is under way.</summary>
    [JsonIgnore]
    public DagOutcome? Outcome =>
        State == TaskState.Succeed
            ? Operator == TaskOperator.Rollback ? DagOutcome.RolledBack : Operator == TaskOperator.Pass ? DagOutcome.Passed : DagOutcome.Succeeded
            : State == TaskState.Failed
                ? Operator == TaskOperator.Cancel ? DagOutcome.Canceled : DagOutcome.Failed
                : null;

    string? ITracedResult.DagId => TaskId.Shown(Id) is { Length: > 0 } id ? id : null;

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) =>
        Id is not ['1', ..] ? this : this with
        {
            StartTime = Corrected(StartTime, correct), EndTime = Corrected(EndTime, correct), Nodes = Corrected(Nodes, correct),
        };
}
