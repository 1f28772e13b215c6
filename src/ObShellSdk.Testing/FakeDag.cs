using ObShellSdk.Testing.Routes.Tasks;
using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing;

/// <summary>A task (DAG) of the fake agent. Its properties show the current state.</summary>
public sealed class FakeDag
{
    private readonly Dag _dag;

    internal FakeDag(Dag dag) => _dag = dag;

    /// <summary>The generic ID, which clients use.</summary>
    public string Id => GenericId.Write(_dag.Creator, _dag.Id, _dag.Plan);

    /// <summary>The name of the DAG.</summary>
    public string Name => _dag.Plan.Name;

    /// <summary>The state: <c>READY</c>, <c>RUNNING</c>, <c>FAILED</c> or <c>SUCCEED</c>.</summary>
    public string State => Read(() => _dag.Progress.State);

    /// <summary>The current or last operator: <c>RUN</c>, <c>ROLLBACK</c>, <c>CANCEL</c> or <c>PASS</c>.</summary>
    public string Operator => Read(() => _dag.Progress.Operator);

    /// <summary>The number of the current node, starting at 1.</summary>
    public int Stage => Read(() => _dag.Stage);

    /// <summary>The names of the nodes in order.</summary>
    public IReadOnlyList<string> Nodes => [.. _dag.Nodes.Select(node => node.Plan.Name)];

    /// <summary>Returns ID, name, operator and state in one line.</summary>
    /// <returns>For example <c>11 Set obcluster backup config for t: RUN SUCCEED</c>.</returns>
    public override string ToString() => $"{Id} {Name}: {Operator} {State}";

    private T Read<T>(Func<T> read) => _dag.Creator.Simulation.Run(_ => read());
}

/// <summary>Specifies the owner of a DAG, and which other DAGs it blocks.</summary>
public enum FakeDagKind
{
    /// <summary>Belongs to the cluster and blocks nothing.</summary>
    Cluster,

    /// <summary>Belongs to the cluster and blocks all other maintenance.</summary>
    ClusterMaintenance,

    /// <summary>Belongs to this agent and blocks nothing.</summary>
    Agent,

    /// <summary>Belongs to this agent and blocks other maintenance of this agent.</summary>
    AgentMaintenance,
}
