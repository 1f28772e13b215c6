using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing;

/// <content>The work of the cluster: tasks, and backups to restore from.</content>
public sealed partial class FakeAgent
{
    private static readonly TimeSpan _nodeDuration = TimeSpan.FromMilliseconds(500);

    /// <summary>Every task of this agent and of its cluster, in the order of creation. A new list each time.</summary>
    public IReadOnlyList<FakeDag> Dags => State.Simulation.Run(_ => State.Cluster.Dags.All.Concat(State.LocalDags.All)
        .OrderBy(dag => dag.Order)
        .Select(dag => new FakeDag(dag))
        .ToArray());

    /// <summary>Scripts the task that is created next, be it by a request or by <see cref="AddDag"/>. All others go well and take seconds.</summary>
    public FakeDagScript NextDag => State.Simulation.Run(_ => State.Simulation.NextScript);

    /// <summary>Starts a task that only takes its time, such as somebody else's maintenance.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">Whose it is, and what it keeps from running.</param>
    /// <param name="nodes">Names of its nodes. None: one with the name of the task.</param>
    /// <returns>The task.</returns>
    /// <exception cref="InvalidOperationException">Another maintenance is running; the message is its error code.</exception>
    public FakeDag AddDag(string name, FakeDagKind kind = FakeDagKind.Cluster, params string[] nodes)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(nodes);
        var names = nodes.Length > 0 ? nodes : [name];
        var plan = new DagPlan(name, [.. names.Select(node => new NodePlan(node, _nodeDuration))])
        {
            IsLocal = kind is FakeDagKind.Agent or FakeDagKind.AgentMaintenance,
            Maintenance = kind is FakeDagKind.ClusterMaintenance or FakeDagKind.AgentMaintenance ? Maintenance.Global : Maintenance.None,
        };
        var (dag, refusal) = State.Simulation.Run(now => State.Create(plan, now));
        return dag is null ? throw new InvalidOperationException(refusal!.ErrCode) : new FakeDag(dag);
    }

    /// <summary>Puts a backup into storage, to be restored from.</summary>
    /// <param name="dataUri">Where the data lies: <c>file://</c>, <c>oss://</c>, <c>cos://</c> or <c>s3://</c>. Access keys in it are not compared.</param>
    /// <param name="tenantName">Name of the tenant that was backed up.</param>
    /// <returns>The backup; give it windows.</returns>
    public FakeRestoreSource AddRestoreSource(string dataUri, string tenantName = "source_tenant")
    {
        ArgumentException.ThrowIfNullOrEmpty(dataUri);
        ArgumentException.ThrowIfNullOrEmpty(tenantName);
        var source = new FakeRestoreSource(dataUri, tenantName);
        State.Simulation.Run(_ => State.Cluster.Restores.Sources.Add(source));
        return source;
    }
}
