namespace ObShellSdk.Testing.State.Tasks;

/// <summary>A node of a DAG with its single sub-task.</summary>
internal sealed class DagNode(NodePlan plan, long id, DateTimeOffset createdAt)
{
    private readonly List<SubTaskLine> _log = [];

    public NodePlan Plan { get; } = plan;

    /// <summary>The id of the node and of its sub-task.</summary>
    public long Id { get; } = id;

    public TaskProgress Progress { get; } = new(TaskState.Pending, createdAt);

    /// <summary>The state of the sub-task, which an operator does not change until the sub-task runs again.</summary>
    public TaskProgress SubTask { get; } = new(TaskState.Pending, createdAt);

    public int Executions { get; private set; }

    /// <summary>The agent that last executed the sub-task, or null if none has.</summary>
    public AgentState? Executor { get; private set; }

    /// <summary>The scripted log of the next execution, which fails, or null if it succeeds.</summary>
    public string? FailsWith { get; set; }

    public IReadOnlyList<SubTaskLine> Log => _log;

    public void Start(DateTimeOffset at, AgentState executor)
    {
        Executor = executor;
        Progress.StartAsNode(at);
        SubTask.Start(at);
        SubTask.Operator = Progress.Operator == TaskOperator.Rollback ? TaskOperator.Rollback : TaskOperator.Run;
        Executions++;
    }

    /// <summary>Starts a node that is canceled, or that is rolled back and never ran.</summary>
    public void StartWithoutSubTask(DateTimeOffset at) => Progress.StartAsNode(at);

    /// <summary>Ends the node and its running sub-task.</summary>
    public void End(string state, DateTimeOffset at)
    {
        Progress.End(state, at);
        if (SubTask.State == TaskState.Running)
        {
            SubTask.End(state, at);
        }
    }

    /// <summary>Marks node and sub-task as succeeded.</summary>
    public void Pass(DateTimeOffset at)
    {
        Progress.Operator = TaskOperator.Pass;
        Progress.End(TaskState.Succeed, at);
        if (SubTask.State != TaskState.Succeed)
        {
            SubTask.Operator = TaskOperator.Pass;
            SubTask.End(TaskState.Succeed, at);
        }
    }

    public void WriteLog(long id, string text, DateTimeOffset at) => _log.Add(new SubTaskLine(id, Executions, text, at));
}

/// <summary>A line of a sub-task's log.</summary>
internal sealed record SubTaskLine(long Id, int Execution, string Text, DateTimeOffset At);
