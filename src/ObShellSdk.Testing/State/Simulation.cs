using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.State;

/// <summary>The agents that can reach each other, and the time in which all their work progresses.</summary>
/// <remarks>Nothing runs in the background: each access first catches up with the clock.</remarks>
internal sealed class Simulation(TimeProvider time, double speed)
{
    private readonly object _gate = new();
    private readonly List<DagStore> _stores = [];
    private readonly List<AgentState> _agents = [];
    private DateTimeOffset _reached = DateTimeOffset.MinValue;
    private FakeDagScript? _next;
    private long _created;

    /// <summary>The speed of all work; 2 is twice as fast.</summary>
    public double Speed { get; } = speed;

    public IReadOnlyList<AgentState> Agents => _agents;

    /// <summary>The script of the DAG that is created next.</summary>
    public FakeDagScript NextScript => _next ??= new FakeDagScript();

    public AgentState? FindAgent(AgentAddress address) => _agents.Find(agent => agent.Place == address);

    public void Join(AgentState agent) => Run(_ => _agents.Add(agent));

    /// <summary>Creates a store of DAGs whose time is that of the simulation.</summary>
    public DagStore CreateStore()
    {
        var store = new DagStore(this);
        _stores.Add(store);
        return store;
    }

    public FakeDagScript? TakeScript()
    {
        var script = _next;
        _next = null;
        return script;
    }

    public long CountCreated() => ++_created;

    /// <summary>Reads or changes the current state under a lock.</summary>
    public T Run<T>(Func<DateTimeOffset, T> look)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            _reached = now > _reached ? now : _reached;
            AdvanceTo(_reached);
            return look(_reached);
        }
    }

    public void Run(Action<DateTimeOffset> change) => Run(now =>
    {
        change(now);
        return true;
    });

    /// <summary>Stops the sub-tasks of an agent. Commands that it has sent to the database stay in effect.</summary>
    public void LoseAgent(AgentState agent, DateTimeOffset now) => Visit(agent, dag => dag.LoseExecutor(now));

    /// <summary>Resumes the sub-tasks of an agent.</summary>
    public void RegainAgent(AgentState agent, DateTimeOffset now, bool isNewProcess) => Visit(agent, dag => dag.RegainExecutor(now, isNewProcess));

    private void Visit(AgentState agent, Action<Dag> visit)
    {
        foreach (var dag in _stores.SelectMany(store => store.All).Where(dag => dag.IsExecutedBy(agent)))
        {
            visit(dag);
        }
    }

    /// <summary>Takes all steps that are due in the order of time, because DAGs may change the same tenant.</summary>
    private void AdvanceTo(DateTimeOffset now)
    {
        while (_stores.SelectMany(store => store.All).Where(dag => dag.NextStepAt <= now).MinBy(dag => dag.NextStepAt) is { } due)
        {
            due.Step(due.NextStepAt!.Value);
        }

        foreach (var dag in _stores.SelectMany(store => store.All))
        {
            dag.HoldWhileNobodyWorks(now);
        }
    }
}
