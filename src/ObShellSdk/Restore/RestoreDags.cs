using ObShellSdk.Tasks;

namespace ObShellSdk.Restore;

/// <summary>How the DAGs of restores are recognized: their name contains the tenant, as agents before 4.3.1 give no maintenance key.</summary>
internal static class RestoreDags
{
    private const string Name = "Restore backup_";
    private const string StartNode = "Start restore";
    private const string ActivateNode = "Active tenant";

    /// <summary>The restore into a tenant.</summary>
    public static DagKind Into(string tenant) => new($"{Name}{tenant}") { Tenant = tenant };

    /// <summary>The end of the restore into a tenant: a DAG of its own for a restore that obshell did not start, else the DAG of the restore itself, rolled back.</summary>
    public static DagKind CancellationOf(string tenant) => new($"Cancel restore {tenant}")
    {
        Tenant = tenant,
        Requested = DagOutcome.Canceled,
        Or = new DagKind($"{Name}{tenant}") { Tenant = tenant, Operators = [TaskOperator.Rollback, TaskOperator.Cancel] },
    };

    /// <summary>Whether a DAG restores a tenant, and which.</summary>
    public static bool IsRestore(DagDetail dag, out string tenant)
    {
        bool isRestore = dag.Name.StartsWith(Name, StringComparison.Ordinal);
        tenant = isRestore ? dag.Name[Name.Length..] : "";
        return isRestore;
    }

    /// <summary>Whether the database cannot have been told yet: the node that tells it has not begun.</summary>
    public static bool IsBeforeDatabase(DagDetail dag) => NodeOf(dag, StartNode) is { } node ? node.State == TaskState.Pending || node.State == TaskState.Ready : dag.State == TaskState.Ready;

    /// <summary>Whether the node that starts the restore has ended: then the record is there.</summary>
    public static bool HasStarted(DagDetail dag) => NodeOf(dag, StartNode) is { } node && node.State == TaskState.Succeed;

    /// <summary>
    /// Whether the DAG has made the tenant a primary one. No route returns the role of a tenant; the node "Active tenant" ends well only once the role is PRIMARY
    /// (ob/agent/executor/ob/restore.go:431 of obshell 4.5.0).
    /// </summary>
    public static bool HasOpened(DagDetail dag) =>
        NodeOf(dag, ActivateNode) is { } node ? node.State == TaskState.Succeed && node.Operator != TaskOperator.Pass : dag.Outcome == DagOutcome.Succeeded;

    private static DagNode? NodeOf(DagDetail dag, string name) => dag.Nodes.FirstOrDefault(node => node.Name == name);
}
