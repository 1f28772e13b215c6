namespace ObShellSdk.Testing.State.Tasks;

/// <summary>A node of a DAG with its one sub-task: there is one agent.</summary>
internal sealed class DagNode(NodePlan plan, long id)
{
    private readonly List<SubTaskLine> _log = [];

    public NodePlan Plan { get; } = plan;

    /// <summary>Number of the node and of its sub-task.</summary>
    public long Id { get; } = id;

    public TaskProgress Progress { get; } = new(TaskState.Pending);

    public int Executions { get; private set; }

    /// <summary>The scripted log of the execution that is to fail next; null: none is.</summary>
    public string? FailsWith { get; set; }

    public IReadOnlyList<SubTaskLine> Log => _log;

    public void Start(DateTimeOffset at)
    {
        Progress.Start(at);
        Executions++;
    }

    public void WriteLog(long id, string text, DateTimeOffset at) => _log.Add(new SubTaskLine(id, Executions, text, at));
}

/// <summary>One stored line of a sub-task's log.</summary>
internal sealed record SubTaskLine(long Id, int Execution, string Text, DateTimeOffset At);
