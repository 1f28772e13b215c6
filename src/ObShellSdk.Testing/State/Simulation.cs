using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.State;

/// <summary>The agents that can reach one another, and the one flow of time in which all their work goes on.</summary>
/// <remarks>Nothing runs in the background: every look at the work first catches up with the clock.</remarks>
internal sealed class Simulation(TimeProvider time, double speed)
{
    private readonly object _gate = new();
    private readonly List<DagStore> _stores = [];
    private readonly List<AgentState> _agents = [];
    private DateTimeOffset _reached = DateTimeOffset.MinValue;
    private FakeDagScript? _next;
    private long _created;

    /// <summary>How fast everything goes; 2 is twice as fast.</summary>
    public double Speed { get; } = speed;

    public IReadOnlyList<AgentState> Agents => _agents;

    /// <summary>The script for the DAG that is created next.</summary>
    public FakeDagScript NextScript => _next ??= new FakeDagScript();

    public AgentState? FindAgent(AgentAddress address) => _agents.Find(agent => agent.Place == address);

    public void Join(AgentState agent) => Run(_ => _agents.Add(agent));

    /// <summary>A store of DAGs that goes with this time.</summary>
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

    /// <summary>Looks at the work as it stands now, or changes it; one caller at a time.</summary>
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

    /// <summary>An agent is gone: commands that it has given to the database are there all the same.</summary>
    public void LoseAgent(AgentState agent, DateTimeOffset now) => Visit(agent, dag => dag.LoseExecutor(now));

    /// <summary>An agent works again.</summary>
    public void RegainAgent(AgentState agent, DateTimeOffset now, bool isNewProcess) => Visit(agent, dag => dag.RegainExecutor(now, isNewProcess));

    private void Visit(AgentState agent, Action<Dag> visit)
    {
        foreach (var dag in _stores.SelectMany(store => store.All).Where(dag => dag.IsExecutedBy(agent)))
        {
            visit(dag);
        }
    }

    /// <summary>Takes all steps that are due, the earliest first: DAGs may touch the same tenant.</summary>
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
