using ObShellSdk.Tasks;
using System.Globalization;
using System.Text;
using ObShellSdk.Diagnostics;

namespace ObShellSdk;

/// <summary>Where a DAG stands at one moment.</summary>
public sealed record DagProgress
{
    // To look for secrets takes far longer than to read, and nothing would end it.
    private const int MostLogLines = 5000;

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
    /// <remarks>
    /// For a DAG that has ended, the difference of its times. A running one is measured by this machine's clock from the moment the operation saw it first. What it had run
    /// before is added by the database's clock where the time zone of the database is known. Otherwise (<c>SYSTEM</c>, or an agent before 4.2.4) it is added up to the latest time
    /// that the DAG shows, so that the value may be too small, by at most the time that its last step had run.
    /// </remarks>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>The log lines that came since the last report, oldest first, with secrets masked.</summary>
    public IReadOnlyList<string> NewLogLines { get; init; } = [];

    /// <summary>How long the agent has been unable to report the state, or null while it responds. As far as is known, the work continues.</summary>
    public TimeSpan? Outage { get; init; }

    /// <summary>Why the agent cannot report the state, or null while it responds.</summary>
    public string? OutageReason { get; init; }

    /// <summary>The secrets of the work, which an agent may repeat in any word.</summary>
    internal SecretMask Mask { get; init; }

    /// <summary>Returns one line, such as <c>Initialize cluster: stage 7 of 11, Migrate data, running, 18 s</c>, with secrets masked.</summary>
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
            line.Append(CultureInfo.InvariantCulture, $", {Text(elapsed)}");
        }

        return Mask.Apply(Outage is { } outage ? line.Append(CultureInfo.InvariantCulture, $", no answer for {Text(outage)}").ToString() : line.ToString());
    }

    /// <summary>What a snapshot says of its DAG; null where no DAG is known.</summary>
    internal static DagProgress? Of(WorkSnapshot snapshot, SecretMask mask) => snapshot.Dag is not { } dag ? null : new DagProgress
    {
        Dag = dag,
        Percent = PercentOf(dag),
        Elapsed = snapshot.Elapsed,
        NewLogLines = snapshot.Outage is null ? NewLines(dag, snapshot.Before?.Dag, mask) : [],
        Outage = snapshot.Outage,
        OutageReason = snapshot.OutageReason,
        Mask = mask,
    };

    /// <summary>The log lines that a DAG has and had not before, with secrets masked, in the order of the nodes; of too many the last ones.</summary>
    internal static IReadOnlyList<string> NewLines(DagDetail dag, DagDetail? before, SecretMask mask)
    {
        Dictionary<string, int> seen = SubTasks(before).GroupBy(task => task.Id).ToDictionary(tasks => tasks.Key, tasks => tasks.Last().TaskLogs.Count);

        // Fewer lines than before: the sub-task was executed again, and its log started again.
        IEnumerable<string> lines = SubTasks(dag).SelectMany(task => task.TaskLogs.Skip(seen.GetValueOrDefault(task.Id) is var count && count > task.TaskLogs.Count ? 0 : count));
        return [.. lines.TakeLast(MostLogLines).Select(mask.Apply)];

        static IEnumerable<SubTask> SubTasks(DagDetail? dag) => dag?.Nodes.SelectMany(node => node.SubTasks) ?? [];
    }

    /// <summary>A duration for people: whole seconds, then minutes, then hours.</summary>
    internal static string Text(TimeSpan time) => time switch
    {
        { TotalSeconds: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalSeconds} s"),
        { TotalMinutes: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMinutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} h"),
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
