using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.State.Tasks;

/// <summary>All DAGs, those of the cluster and those of this agent, each kind with its own numbers.</summary>
internal sealed class DagStore
{
    private readonly List<Dag> _all = [];
    private readonly long[] _nodeIds = new long[2];
    private readonly long[] _logIds = new long[2];
    private FakeDagScript? _next;

    public MaintenanceLocks Locks { get; } = new();

    public IReadOnlyList<Dag> All => _all;

    /// <summary>How fast everything goes; 2 is twice as fast.</summary>
    public required double Speed { get; init; }

    /// <summary>The script for the DAG that is created next.</summary>
    public FakeDagScript Next => _next ??= new FakeDagScript();

    public IEnumerable<Dag> Of(bool local) => _all.Where(dag => dag.Plan.IsLocal == local);

    public Dag? Find(long id, bool local) => _all.Find(dag => dag.Id == id && dag.Plan.IsLocal == local);

    public (Dag Dag, DagNode Node)? FindNode(long id, bool local)
    {
        foreach (var dag in Of(local))
        {
            if (Array.Find(dag.Nodes, node => node.Id == id) is { } node)
            {
                return (dag, node);
            }
        }

        return null;
    }

    public Dag? LastMaintenance(bool local) => Of(local).LastOrDefault(dag => dag.Plan.Maintenance.Locks);

    /// <summary>Creates a DAG, or tells who keeps it from running. A refused one leaves no trace and uses up no script.</summary>
    public (Dag? Dag, Failure? Refusal) Create(DagPlan plan, DateTimeOffset now, string agent)
    {
        if (Locks.Take(plan, LastMaintenance(local: false)?.Plan.Name, agent) is { } refusal)
        {
            return (null, refusal);
        }

        var script = _next;
        _next = null;
        var dag = new Dag(plan, Of(plan.IsLocal).Count() + 1, now, PaceOf(plan, script), this);
        if (script?.FailingNode is { } index && index < dag.Nodes.Length)
        {
            dag.Nodes[index].FailsWith = script.Log;
        }

        _all.Add(dag);
        Locks.Remember(dag);
        return (dag, null);
    }

    public long NextNodeId(bool local) => ++_nodeIds[local ? 1 : 0];

    public long NextLogId(bool local) => ++_logIds[local ? 1 : 0];

    /// <summary>Takes all steps that are due, the earliest first: DAGs may touch the same tenant.</summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        while (_all.Where(dag => dag.NextStepAt <= now).MinBy(dag => dag.NextStepAt) is { } due)
        {
            due.Step(due.NextStepAt!.Value);
        }
    }

    private double PaceOf(DagPlan plan, FakeDagScript? script)
    {
        if (script?.Total is not { } total)
        {
            return 1 / Speed;
        }

        var usual = plan.Nodes.Aggregate(Dag.Latency, (sum, node) => sum + (node.Duration > node.ExpectedWait ? node.Duration : node.ExpectedWait));
        return total / usual;
    }
}
