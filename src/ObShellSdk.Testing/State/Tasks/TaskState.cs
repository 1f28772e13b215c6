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
internal sealed class TaskProgress(string state)
{
    public string State { get; set; } = state;

    public string Operator { get; set; } = TaskOperator.Run;

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public bool IsFinished => State is TaskState.Failed or TaskState.Succeed;

    /// <summary>Begins a new turn: the times go back to nothing.</summary>
    public void Restart(string state, string @operator)
    {
        (State, Operator, StartedAt, EndedAt) = (state, @operator, null, null);
    }

    public void Start(DateTimeOffset at) => (State, StartedAt) = (TaskState.Running, at);

    public void End(string state, DateTimeOffset at) => (State, EndedAt) = (state, at);
}
