using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.State.Tasks;

/// <summary>The DAGs of a cluster or of an agent, with their own ids.</summary>
internal sealed class DagStore(Simulation simulation)
{
    private readonly List<Dag> _all = [];
    private long _nodeIds;
    private long _logIds;

    public MaintenanceLocks Locks { get; } = new();

    public IReadOnlyList<Dag> All => _all;

    public Dag? Find(long id) => _all.Find(dag => dag.Id == id);

    public (Dag Dag, DagNode Node)? FindNode(long id)
    {
        foreach (var dag in _all)
        {
            if (Array.Find(dag.Nodes, node => node.Id == id) is { } node)
            {
                return (dag, node);
            }
        }

        return null;
    }

    public Dag? LastMaintenance() => _all.LastOrDefault(dag => dag.Plan.Maintenance.Locks);

    /// <summary>Creates a DAG, or returns why it is refused. A refused one uses neither an id nor a script.</summary>
    public (Dag? Dag, Failure? Refusal) Create(DagPlan plan, DateTimeOffset now, AgentState creator)
    {
        if (Locks.Take(plan, LastMaintenance()?.Plan.Name, creator.Address) is { } refusal)
        {
            return (null, refusal);
        }

        var script = simulation.TakeScript();
        var dag = new Dag(plan, _all.Count + 1, now, PaceOf(plan, script), this)
        {
            Creator = creator,
            Order = simulation.CountCreated(),
        };
        if (Array.Find(dag.Nodes, node => IsToFail(dag, node, script)) is { } failing)
        {
            failing.FailsWith = script!.Log;
        }

        _all.Add(dag);
        Locks.Remember(dag);
        return (dag, null);
    }

    public long NextNodeId() => ++_nodeIds;

    public long NextLogId() => ++_logIds;

    private static bool IsToFail(Dag dag, DagNode node, FakeDagScript? script)
        => script is not null && (node.Plan.Name == script.FailingNodeName || Array.IndexOf(dag.Nodes, node) == script.FailingNode);

    private double PaceOf(DagPlan plan, FakeDagScript? script)
    {
        if (script?.Total is not { } total)
        {
            return 1 / simulation.Speed;
        }

        var usual = plan.Nodes.Aggregate(Dag.Latency, (sum, node) => sum + (node.Duration > node.ExpectedWait ? node.Duration : node.ExpectedWait));
        return total / usual;
    }
}
