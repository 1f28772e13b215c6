using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing;

/// <content>Tasks, and backups to restore from.</content>
public sealed partial class FakeAgent
{
    private static readonly TimeSpan _nodeDuration = TimeSpan.FromMilliseconds(500);

    /// <summary>A snapshot of all tasks of this agent and its cluster, in the order of creation.</summary>
    public IReadOnlyList<FakeDag> Dags => State.Simulation.Run(_ => State.Cluster.Dags.All.Concat(State.LocalDags.All)
        .OrderBy(dag => dag.Order)
        .Select(dag => new FakeDag(dag))
        .ToArray());

    /// <summary>The script of the next task, created by a request or by <see cref="AddDag"/>. Tasks without a script succeed within seconds.</summary>
    public FakeDagScript NextDag => State.Simulation.Run(_ => State.Simulation.NextScript);

    /// <summary>Starts a task that does nothing but take time, such as a maintenance that blocks others.</summary>
    /// <param name="name">The name.</param>
    /// <param name="kind">The owner of the task, and what it blocks.</param>
    /// <param name="nodes">The names of its nodes. If empty, one node with the name of the task.</param>
    /// <returns>The task.</returns>
    /// <exception cref="InvalidOperationException">Another maintenance is running. The message contains the agent's error code.</exception>
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
        return dag is null ? throw new InvalidOperationException($"The agent refused to create the DAG '{name}' with {refusal!.ErrCode}.") : new FakeDag(dag);
    }

    /// <summary>Adds a backup to restore from.</summary>
    /// <param name="dataUri">The location of the data: <c>file://</c>, <c>oss://</c>, <c>cos://</c> or <c>s3://</c>. Access keys in it are ignored.</param>
    /// <param name="tenantName">The name of the tenant that was backed up.</param>
    /// <returns>The backup. Add time ranges with <see cref="FakeRestoreSource.WithWindow"/>.</returns>
    public FakeRestoreSource AddRestoreSource(string dataUri, string tenantName = "source_tenant")
    {
        ArgumentException.ThrowIfNullOrEmpty(dataUri);
        ArgumentException.ThrowIfNullOrEmpty(tenantName);
        var source = new FakeRestoreSource(dataUri, tenantName);
        State.Simulation.Run(_ => State.Cluster.Restores.Sources.Add(source));
        return source;
    }
}
