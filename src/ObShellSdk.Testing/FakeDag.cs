using ObShellSdk.Testing.Routes.Tasks;
using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing;

/// <summary>A task of the fake agent, as it stands at the moment of asking.</summary>
public sealed class FakeDag
{
    private readonly Dag _dag;

    internal FakeDag(Dag dag) => _dag = dag;

    /// <summary>The generic id: what clients send.</summary>
    public string Id => GenericId.Write(_dag.Creator, _dag.Id, _dag.Plan);

    /// <summary>Name of the DAG.</summary>
    public string Name => _dag.Plan.Name;

    /// <summary><c>READY</c>, <c>RUNNING</c>, <c>FAILED</c> or <c>SUCCEED</c>.</summary>
    public string State => Read(() => _dag.Progress.State);

    /// <summary>What it is doing or last did: <c>RUN</c>, <c>ROLLBACK</c>, <c>CANCEL</c> or <c>PASS</c>.</summary>
    public string Operator => Read(() => _dag.Progress.Operator);

    /// <summary>Number of the present node, from 1.</summary>
    public int Stage => Read(() => _dag.Stage);

    /// <summary>Names of the nodes in their order.</summary>
    public IReadOnlyList<string> Nodes => [.. _dag.Nodes.Select(node => node.Plan.Name)];

    /// <summary>Id, name, operator and state in one line.</summary>
    /// <returns>For example <c>11 Set obcluster backup config for t: RUN SUCCEED</c>.</returns>
    public override string ToString() => $"{Id} {Name}: {Operator} {State}";

    private T Read<T>(Func<T> read) => _dag.Creator.Simulation.Run(_ => read());
}

/// <summary>Whose a DAG is, and what it keeps from running.</summary>
public enum FakeDagKind
{
    /// <summary>Of the cluster; keeps nothing.</summary>
    Cluster,

    /// <summary>Of the cluster; keeps every other maintenance.</summary>
    ClusterMaintenance,

    /// <summary>Of this agent; keeps nothing.</summary>
    Agent,

    /// <summary>Of this agent; keeps other maintenance of this agent.</summary>
    AgentMaintenance,
}
