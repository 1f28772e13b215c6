using ObShellSdk.Diagnostics;

namespace ObShellSdk.Tasks;

/// <summary>Where a DAG stands at one moment.</summary>
public sealed record DagProgress
{
    /// <summary>The DAG with its nodes and sub-tasks, as it was read last.</summary>
    public required DagDetail Dag { get; init; }

    /// <summary>Where it stands.</summary>
    public TaskState State => Dag.State;

    /// <summary>What it is doing, or did last.</summary>
    public TaskOperator Operator => Dag.Operator;

    /// <summary>The node that is at work, from 1.</summary>
    public long Stage => Dag.Stage;

    /// <summary>How many nodes there are.</summary>
    public long Stages => Dag.MaxStage;

    /// <summary>The nodes in their order, each with its state; empty until the DAG was read once.</summary>
    public IReadOnlyList<DagNode> Nodes => Dag.Nodes;

    /// <summary>The node that is at work, or that failed; null when there is none (any more), and until the DAG was read once.</summary>
    public DagNode? CurrentNode => Dag.Operator == TaskOperator.Rollback
        ? Dag.Nodes.LastOrDefault(node => node.Operator == TaskOperator.Rollback && node.State != TaskState.Succeed)
        : Dag.Nodes.FirstOrDefault(node => node.State != TaskState.Succeed);

    /// <summary>
    /// The share of the work that is done, from 0 to 100, reckoned by nodes and by the sub-tasks of the node at work; null while it is not
    /// known and while work is being undone.
    /// </summary>
    public double? Percent { get; init; }

    /// <summary>How long it has been running, or took; null before it begins.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>The log lines that came since the last report, oldest first, with secrets masked.</summary>
    public IReadOnlyList<string> NewLogLines { get; init; } = [];

    /// <summary>For how long the agent has not been able to tell; null while it answers. The work goes on meanwhile, as far as is known.</summary>
    public TimeSpan? Outage { get; init; }

    /// <summary>Why the agent could not tell; null while it answers.</summary>
    public string? OutageReason { get; init; }

    internal static double? PercentOf(DagDetail dag)
    {
        if (dag.Outcome is DagOutcome.Succeeded or DagOutcome.Passed)
        {
            return 100;
        }

        if (dag.MaxStage <= 0 || dag.Operator == TaskOperator.Rollback)
        {
            return null;
        }

        double finished = Math.Max(0, dag.Stage - 1);
        if (dag.Nodes.Count > 0)
        {
            finished = dag.Nodes.Count(node => node.State == TaskState.Succeed);
            if (dag.Nodes.FirstOrDefault(node => node.State != TaskState.Succeed) is { SubTasks.Count: > 0 } current)
            {
                finished += (double)current.SubTasks.Count(task => task.State == TaskState.Succeed) / current.SubTasks.Count;
            }
        }

        return Math.Clamp(100 * finished / dag.MaxStage, 0, 100);
    }

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(DagProgress), PrintMembers);
}
