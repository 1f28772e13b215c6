using ObShellSdk.Tasks;

namespace ObShellSdk.Backup;

/// <summary>How the DAGs of backups are recognised: by name, as most of them are no maintenance and carry no tenant.</summary>
internal static class BackupDags
{
    private const string Configuration = "Set obcluster backup config";

    /// <summary>The start of a backup of one tenant.</summary>
    public static DagSearch OfTenant(string tenant) => new(dag => IsBackup(dag) && dag.Name.EndsWith($" for {tenant}", StringComparison.Ordinal));

    /// <summary>The start of a backup of all user tenants.</summary>
    public static DagSearch OfCluster() => new(dag => IsBackup(dag) && !dag.Name.Contains(" for ", StringComparison.Ordinal));

    /// <summary>The setting of the configuration of one tenant.</summary>
    public static DagSearch ConfigurationOfTenant(string tenant) => new(dag => dag.Name == $"{Configuration} for {tenant}");

    /// <summary>The setting of the configuration of all user tenants.</summary>
    public static DagSearch ConfigurationOfCluster() => new(dag => dag.Name == Configuration);

    private static bool IsBackup(DagDetail dag) =>
        dag.Name.StartsWith("Obcluster start ", StringComparison.Ordinal) && dag.Name.Contains(" backup", StringComparison.Ordinal);
}
