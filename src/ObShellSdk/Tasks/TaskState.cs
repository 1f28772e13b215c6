using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tasks;

/// <summary>Where a DAG, a node or a sub-task stands. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<TaskState>))]
public readonly record struct TaskState(string Value) : IOpenValue<TaskState>
{
    /// <summary>Not begun.</summary>
    public static TaskState Pending { get; } = new("PENDING");

    /// <summary>About to begin.</summary>
    public static TaskState Ready { get; } = new("READY");

    /// <summary>At work.</summary>
    public static TaskState Running { get; } = new("RUNNING");

    /// <summary>Stopped by an error, or canceled; an operator can set it going again.</summary>
    public static TaskState Failed { get; } = new("FAILED");

    /// <summary>Ended; whether as wished, the <see cref="TaskOperator"/> beside it tells.</summary>
    public static TaskState Succeed { get; } = new("SUCCEED");

    /// <inheritdoc />
    public bool Equals(TaskState other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    /// <summary>Whether its start time is one: agents fill that time at creation (ob/agent/repository/model/oceanbase/dag_instance.go:41).</summary>
    internal bool HasStarted => this != Pending && this != Ready;

    /// <summary>Whether its end time is one: agents fill that time at creation and at the start (ob/agent/service/task/node.go:208).</summary>
    internal bool HasEnded => this == Succeed || this == Failed;

    static TaskState IOpenValue<TaskState>.Create(string value) => new(value);
}
