namespace ObShellSdk.Testing.State.Tasks;

/// <summary>A node of a DAG with its one sub-task: there is one agent.</summary>
internal sealed class DagNode(NodePlan plan, long id, DateTimeOffset createdAt)
{
    private readonly List<SubTaskLine> _log = [];

    public NodePlan Plan { get; } = plan;

    /// <summary>Number of the node and of its sub-task.</summary>
    public long Id { get; } = id;

    public TaskProgress Progress { get; } = new(TaskState.Pending, createdAt);

    /// <summary>The sub-task's own state, which operators leave as it is until the sub-task runs again.</summary>
    public TaskProgress SubTask { get; } = new(TaskState.Pending, createdAt);

    public int Executions { get; private set; }

    /// <summary>The agent that carries the sub-task out, or last did; null: none yet.</summary>
    public AgentState? Executor { get; private set; }

    /// <summary>The scripted log of the execution that is to fail next; null: none is.</summary>
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

    /// <summary>Starts a node whose sub-task has nothing to do: one that is canceled, or that is rolled back and never ran.</summary>
    public void StartWithoutSubTask(DateTimeOffset at) => Progress.StartAsNode(at);

    /// <summary>Ends the node, and its sub-task where that runs.</summary>
    public void End(string state, DateTimeOffset at)
    {
        Progress.End(state, at);
        if (SubTask.State == TaskState.Running)
        {
            SubTask.End(state, at);
        }
    }

    /// <summary>Counts node and sub-task as done.</summary>
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

/// <summary>One stored line of a sub-task's log.</summary>
internal sealed record SubTaskLine(long Id, int Execution, string Text, DateTimeOffset At);
