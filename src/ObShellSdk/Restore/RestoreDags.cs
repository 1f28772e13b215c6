using ObShellSdk.Tasks;

namespace ObShellSdk.Restore;

/// <summary>How the DAGs of restores are recognised.</summary>
internal static class RestoreDags
{
    /// <summary>The node that waits until the database is done, for an hour at most; what follows opens the new tenant.</summary>
    public const string WaitNode = "Wait restore task finish";

    /// <summary>The restore into a tenant.</summary>
    public static DagSearch Into(string tenant) => new(dag => IsRestore(dag) && dag.MaintenanceKey == tenant);

    /// <summary>
    /// The end of the restore into a tenant: a DAG of its own for a restore that obshell did not start, else the DAG of the restore itself, rolled back.
    /// </summary>
    public static DagSearch CancellationOf(string tenant) => new(dag =>
        dag.MaintenanceKey == tenant
        && (dag.Name.StartsWith("Cancel restore", StringComparison.Ordinal)
            || (IsRestore(dag) && (dag.Operator == TaskOperator.Rollback || dag.Operator == TaskOperator.Cancel))))
    {
        IsUndoing = true,
    };

    /// <summary>Whether a DAG restores a tenant.</summary>
    public static bool IsRestore(DagDetail dag) => dag.Name.StartsWith("Restore backup", StringComparison.Ordinal);
}
