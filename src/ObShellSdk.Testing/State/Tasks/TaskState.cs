namespace ObShellSdk.Testing.State.Tasks;

/// <summary>The states of DAGs, nodes and sub-tasks as the wire spells them.</summary>
internal static class TaskState
{
    public const string Pending = "PENDING";
    public const string Ready = "READY";
    public const string Running = "RUNNING";
    public const string Failed = "FAILED";
    public const string Succeed = "SUCCEED";
}

/// <summary>The operators of DAGs and nodes as the wire spells them.</summary>
internal static class TaskOperator
{
    public const string Run = "RUN";
    public const string Retry = "RETRY";
    public const string Rollback = "ROLLBACK";
    public const string Cancel = "CANCEL";
    public const string Pass = "PASS";
}

/// <summary>The state, operator and times of a DAG, node or sub-task.</summary>
/// <remarks>
/// Real agents fill both times when they create a row (the columns default to CURRENT_TIMESTAMP, or gorm's autoCreateTime in SQLite,
/// ob/agent/repository/model/oceanbase/dag_instance.go:41), so an unfinished one has an end time too.
/// </remarks>
internal sealed class TaskProgress(string state, DateTimeOffset createdAt)
{
    public string State { get; set; } = state;

    public string Operator { get; set; } = TaskOperator.Run;

    /// <summary>The start, or null if an operator has reset it to 1970.</summary>
    public DateTimeOffset? StartedAt { get; private set; } = createdAt;

    /// <summary>The end, or null if an operator has reset it to 1970.</summary>
    public DateTimeOffset? EndedAt { get; private set; } = createdAt;

    public bool IsFinished => State is TaskState.Failed or TaskState.Succeed;

    /// <summary>Starts a new run and resets the times.</summary>
    public void Restart(string state, string @operator)
    {
        (State, Operator, StartedAt, EndedAt) = (state, @operator, null, null);
    }

    /// <summary>Starts a DAG or a sub-task. The end time stays, so it is before the start.</summary>
    public void Start(DateTimeOffset at) => (State, StartedAt) = (TaskState.Running, at);

    /// <summary>Starts a node and sets its end to its start (ob/agent/service/task/node.go:208).</summary>
    public void StartAsNode(DateTimeOffset at) => (State, StartedAt, EndedAt) = (TaskState.Running, at, at);

    public void End(string state, DateTimeOffset at) => (State, EndedAt) = (state, at);
}
