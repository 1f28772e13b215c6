using ObShellSdk.Tasks;
using System.Globalization;
using System.Text;

namespace ObShellSdk;

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
    /// The share of the work that has ended, from 0 to 100, by nodes and by the sub-tasks of the running node; 100 only when all of it has ended. Null while it is
    /// not known and while work is rolled back. Nodes take very different times: the share does not tell how long the rest takes.
    /// </summary>
    public double? Percent { get; init; }

    /// <summary>How long it has been running, or took; null before it starts.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>The log lines that came since the last report, oldest first, with secrets masked.</summary>
    public IReadOnlyList<string> NewLogLines { get; init; } = [];

    /// <summary>For how long the agent has not been able to tell; null while it answers. The work goes on meanwhile, as far as is known.</summary>
    public TimeSpan? Outage { get; init; }

    /// <summary>Why the agent could not tell; null while it answers.</summary>
    public string? OutageReason { get; init; }

    /// <summary>Returns one line, such as <c>Initialize cluster: stage 7 of 11, Migrate data, running, 18 s</c>.</summary>
    public override string ToString()
    {
        var line = new StringBuilder(Dag.Name.Length > 0 ? Dag.Name : Dag.Id);
        if (Stages > 0)
        {
            line.Append(CultureInfo.InvariantCulture, $": stage {Stage} of {Stages}");
        }

        if (CurrentNode is { } node)
        {
            line.Append(CultureInfo.InvariantCulture, $", {node.Name}");
        }

        line.Append(CultureInfo.InvariantCulture, $", {(Dag.Outcome is { } outcome ? outcome.ToString().ToLowerInvariant() : State.Value?.ToLowerInvariant())}");
        if (Elapsed is { } elapsed)
        {
            line.Append(CultureInfo.InvariantCulture, $", {DurationText.Of(elapsed)}");
        }

        return Outage is { } outage ? line.Append(CultureInfo.InvariantCulture, $", no answer for {DurationText.Of(outage)}").ToString() : line.ToString();
    }

    /// <summary>What a snapshot says of its DAG; null where no DAG is known.</summary>
    internal static DagProgress? Of(WorkSnapshot snapshot, DagLogs logs) => snapshot.Dag is not { } dag ? null : new DagProgress
    {
        Dag = dag,
        Percent = PercentOf(dag),
        Elapsed = snapshot.Elapsed,
        NewLogLines = snapshot.Outage is null ? logs.Take(dag) : [],
        Outage = snapshot.Outage,
        OutageReason = snapshot.OutageReason,
    };

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

        double ended = Math.Max(0, dag.Stage - 1);
        if (dag.Nodes.Count > 0)
        {
            ended = dag.Nodes.Count(node => node.State == TaskState.Succeed);
            if (dag.Nodes.FirstOrDefault(node => node.State != TaskState.Succeed) is { SubTasks.Count: > 0 } current)
            {
                ended += (double)current.SubTasks.Count(task => task.State == TaskState.Succeed) / current.SubTasks.Count;
            }
        }

        // Between the end of the last node and that of the DAG there is something left to do.
        return Math.Clamp(100 * ended / dag.MaxStage, 0, dag.HasEnded ? 100 : 99.9);
    }

}
