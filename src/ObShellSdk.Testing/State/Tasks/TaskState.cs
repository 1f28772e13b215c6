namespace ObShellSdk.Testing.State.Tasks;

/// <summary>States of DAGs, nodes and sub-tasks, spelled as on the wire.</summary>
internal static class TaskState
{
    public const string Pending = "PENDING";
    public const string Ready = "READY";
    public const string Running = "RUNNING";
    public const string Failed = "FAILED";
    public const string Succeed = "SUCCEED";
}

/// <summary>What is being done with a DAG or a node, spelled as on the wire.</summary>
internal static class TaskOperator
{
    public const string Run = "RUN";
    public const string Retry = "RETRY";
    public const string Rollback = "ROLLBACK";
    public const string Cancel = "CANCEL";
    public const string Pass = "PASS";
}

/// <summary>State, operator and times that DAGs, nodes and sub-tasks have in common.</summary>
/// <remarks>
/// Real agents fill both times when they create a row (the columns default to CURRENT_TIMESTAMP, or gorm's autoCreateTime in SQLite,
/// ob/agent/repository/model/oceanbase/dag_instance.go:41), so something that has not ended has an end all the same.
/// </remarks>
internal sealed class TaskProgress(string state, DateTimeOffset createdAt)
{
    public string State { get; set; } = state;

    public string Operator { get; set; } = TaskOperator.Run;

    /// <summary>Null: set back to the beginning of 1970 by an operator.</summary>
    public DateTimeOffset? StartedAt { get; private set; } = createdAt;

    /// <summary>Null: set back to the beginning of 1970 by an operator.</summary>
    public DateTimeOffset? EndedAt { get; private set; } = createdAt;

    public bool IsFinished => State is TaskState.Failed or TaskState.Succeed;

    /// <summary>Begins a new turn: the times go back to nothing.</summary>
    public void Restart(string state, string @operator)
    {
        (State, Operator, StartedAt, EndedAt) = (state, @operator, null, null);
    }

    /// <summary>Starts a DAG or a sub-task. The end stays what it was, which is before the start.</summary>
    public void Start(DateTimeOffset at) => (State, StartedAt) = (TaskState.Running, at);

    /// <summary>Starts a node, whose end is set to its start (ob/agent/service/task/node.go:208).</summary>
    public void StartAsNode(DateTimeOffset at) => (State, StartedAt, EndedAt) = (TaskState.Running, at, at);

    public void End(string state, DateTimeOffset at) => (State, EndedAt) = (state, at);
}
