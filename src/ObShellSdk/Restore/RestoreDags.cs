using ObShellSdk.Tasks;

namespace ObShellSdk.Restore;

/// <summary>How the DAGs of restores are recognised.</summary>
internal static class RestoreDags
{
    /// <summary>The restore into a tenant.</summary>
    public static DagSearch Into(string tenant) => new(dag =>
        dag.Name.StartsWith("Restore backup", StringComparison.Ordinal) && dag.MaintenanceKey == tenant);

    /// <summary>The end of the restore into a tenant.</summary>
    public static DagSearch CancellationOf(string tenant) => new(dag =>
        dag.Name.StartsWith("Cancel restore", StringComparison.Ordinal) && dag.MaintenanceKey == tenant);
}
