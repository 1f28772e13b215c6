using ObShellSdk.Tasks;

namespace ObShellSdk.Backup;

/// <summary>How the DAGs of backups are recognised: by name, as most of them are no maintenance and carry no tenant.</summary>
internal static class BackupDags
{
    // The node tells the database to begin, and both note the time by the database's clock; the one may round where the other does not.
    private static readonly TimeSpan _rounding = TimeSpan.FromSeconds(1);

    /// <summary>The node at which the database is told to begin, and may refuse.</summary>
    public const string StartNode = "Start backup";

    /// <summary>The last node: it waits until no backup runs, for an hour at most.</summary>
    public const string WaitNode = "Wait backup Finish";

    private const string FullBackup = "Obcluster start full backup";
    private const string IncrementalBackup = "Obcluster start increment backup";
    private const string Configuration = "Set obcluster backup config";
    private const string TenantFollows = " for ";

    /// <summary>The start of a backup of one tenant.</summary>
    public static DagKind OfTenant(string tenant) => new($"{FullBackup}{TenantFollows}{tenant}", $"{IncrementalBackup}{TenantFollows}{tenant}") { IsMaintenance = false };

    /// <summary>The start of a backup of all user tenants.</summary>
    public static DagKind OfCluster() => new(FullBackup, IncrementalBackup) { IsMaintenance = false };

    /// <summary>The setting of the configuration of one tenant.</summary>
    public static DagKind ConfigurationOfTenant(string tenant) => new($"{Configuration}{TenantFollows}{tenant}") { Tenant = tenant };

    /// <summary>The setting of the configuration of all user tenants.</summary>
    public static DagKind ConfigurationOfCluster() => new(Configuration) { IsMaintenance = false };

    /// <summary>A node by its name; null without details.</summary>
    public static DagNode? NodeOf(DagDetail dag, string name) => dag.Nodes.FirstOrDefault(node => node.Name == name);

    /// <summary>Whether the database cannot have been told yet: the node that tells it has not begun.</summary>
    public static bool IsBeforeDatabase(DagDetail dag) => NodeOf(dag, StartNode) is { } node ? node.State == TaskState.Pending || node.State == TaskState.Ready : dag.State == TaskState.Ready;

    /// <summary>Whether the DAG may still tell the database to begin.</summary>
    public static bool IsBeforeWaiting(DagDetail dag) => NodeOf(dag, StartNode) is { } node && node.State != TaskState.Succeed;

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

    /// <summary>Whether a record that began at that time is of this DAG: not before its node told the database, and not after the DAG ended well.</summary>
    public static bool Began(DagDetail dag, DateTimeOffset? began) =>
        began is { } start && NodeOf(dag, StartNode) is { StartTime: { } told } && IsAtOrAfter(start, told)
        && (dag.State != TaskState.Succeed || dag.EndTime is not { } end || IsAtOrAfter(end, start));

    /// <summary>
    /// Whether the backup of a DAG that is still running has ended: the database's record is final, while the DAG waits for an agent that is away. False as long as the
    /// record may not be there yet.
    /// </summary>
    public static bool HasBackupEnded(DagDetail dag, CdbObBackupTask? latest) =>
        latest is { IsFinished: true, StartTimestamp: { } began } && NodeOf(dag, StartNode) is { StartTime: { } told } node && node.State == TaskState.Succeed && IsAtOrAfter(began, told);

    /// <summary>Compares what the database's clock showed. The offset is that of the agent's host and changes with its daylight saving time.</summary>
    private static bool IsAtOrAfter(DateTimeOffset left, DateTimeOffset right) => left.DateTime >= right.DateTime - _rounding;
}
