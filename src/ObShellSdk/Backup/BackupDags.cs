using ObShellSdk.Tasks;

namespace ObShellSdk.Backup;

/// <summary>How the DAGs of backups are recognised: by name, as most of them are no maintenance and carry no tenant.</summary>
internal static class BackupDags
{
    /// <summary>The node at which the database is told to begin, and may refuse.</summary>
    public const string StartNode = "Start backup";

    /// <summary>The last node: it waits until no backup runs, for an hour at most.</summary>
    public const string WaitNode = "Wait backup Finish";

    private const string Configuration = "Set obcluster backup config";
    private const string TenantFollows = " for ";

    /// <summary>The start of a backup of one tenant.</summary>
    public static DagSearch OfTenant(string tenant) => new(dag => IsOfTenant(dag, out string its) && its == tenant);

    /// <summary>The start of a backup of all user tenants.</summary>
    public static DagSearch OfCluster() => new(dag => IsBackup(dag) && !IsOfTenant(dag, out _));

    /// <summary>The setting of the configuration of one tenant.</summary>
    public static DagSearch ConfigurationOfTenant(string tenant) => new(dag => dag.Name == $"{Configuration}{TenantFollows}{tenant}");

    /// <summary>The setting of the configuration of all user tenants.</summary>
    public static DagSearch ConfigurationOfCluster() => new(dag => dag.Name == Configuration);

    /// <summary>Whether a DAG starts a backup, of one tenant or of all.</summary>
    public static bool IsBackup(DagDetail dag) =>
        dag.Name.StartsWith("Obcluster start ", StringComparison.Ordinal) && dag.Name.Contains(" backup", StringComparison.Ordinal);

    /// <summary>Whether a DAG starts a backup of one tenant, and of which.</summary>
    public static bool IsOfTenant(DagDetail dag, out string tenant)
    {
        int follows = dag.Name.IndexOf(TenantFollows, StringComparison.Ordinal);
        tenant = follows < 0 ? "" : dag.Name[(follows + TenantFollows.Length)..];
        return IsBackup(dag) && follows >= 0;
    }
}
