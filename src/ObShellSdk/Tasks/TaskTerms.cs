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

/// <summary>What a DAG, a node or a sub-task is doing now. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<TaskOperator>))]
public readonly record struct TaskOperator(string Value) : IOpenValue<TaskOperator>
{
    /// <summary>Its work.</summary>
    public static TaskOperator Run { get; } = new("RUN");

    /// <summary>Its work, again from where it failed.</summary>
    public static TaskOperator Retry { get; } = new("RETRY");

    /// <summary>Undoing its work.</summary>
    public static TaskOperator Rollback { get; } = new("ROLLBACK");

    /// <summary>Stopping.</summary>
    public static TaskOperator Cancel { get; } = new("CANCEL");

    /// <summary>Going on as if what failed had succeeded.</summary>
    public static TaskOperator Pass { get; } = new("PASS");

    /// <inheritdoc />
    public bool Equals(TaskOperator other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static TaskOperator IOpenValue<TaskOperator>.Create(string value) => new(value);
}

/// <summary>What a DAG keeps others from while it is unfinished. Servers may send other numbers.</summary>
public enum MaintenanceType
{
    /// <summary>The cluster is not bootstrapped yet.</summary>
    NotBootstrapped = 0,

    /// <summary>Nothing.</summary>
    None = 1,

    /// <summary>Every other maintenance.</summary>
    Global = 2,

    /// <summary>Other maintenance of one tenant, which <see cref="DagDetail.MaintenanceKey"/> names.</summary>
    Tenant = 3,

    /// <summary>Other maintenance of the OBProxy.</summary>
    ObProxy = 4,
}

/// <summary>How a DAG ended.</summary>
public enum DagOutcome
{
    /// <summary>It did all its work.</summary>
    Succeeded,

    /// <summary>It ended, and what had failed was passed over by an operator.</summary>
    Passed,

    /// <summary>It stopped at an error; retry, roll back or pass it.</summary>
    Failed,

    /// <summary>Its work was undone: not a success.</summary>
    RolledBack,

    /// <summary>It was canceled.</summary>
    Canceled,
}
