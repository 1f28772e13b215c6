namespace ObShellSdk.Tasks;

/// <summary>Whether a DAG that failed keeps others from maintenance. Most kinds do until an operator ends them; some give their lock back.</summary>
internal static class MaintenanceLock
{
    // Names as obshell 4.2.4 to 4.5.0 writes them; some of them go on with the name of a tenant or of a version.
    private static readonly string[] _givingBack =
    [
        "Restore backup_",
        "Create tenant ",
        "Drop tenant",
        "Scale out tenant replicas",
        "Scale in tenant replicas",
        "Modify tenant replicas",
        "Modify tenant primary zone",
        "Wait tenant purge finished",
        "Kill observer",
        "Start observer for scale in rollback",
        "Take over agent update agent version",
    ];

    // Work that is no maintenance, for agents before 4.3.1, which do not tell.
    private static readonly string[] _unlocked = ["Obcluster start ", "Start OB", "Stop OB", "Upgrade check ", "Start local observer", "Stop local observer"];

    /// <summary>True unless it is known that it holds none; another DAG of that kind may be unknown to this client.</summary>
    public static bool MayBeHeld(DagDetail dag) => dag.State == TaskState.Failed && IsMaintenance(dag) && !IsGivenBack(dag);

    /// <summary>Whether a failure of this DAG gives its lock back.</summary>
    public static bool IsGivenBack(DagDetail dag) => Array.Exists(_givingBack, name => dag.Name.StartsWith(name, StringComparison.Ordinal));

    /// <summary>Whom the lock keeps out.</summary>
    public static string Holder(DagDetail dag) => dag.MaintenanceType switch
    {
        MaintenanceType.Tenant => $"tenant {dag.MaintenanceKey}",
        MaintenanceType.ObProxy => "the OBProxy",
        null => "its kind",
        _ => "the cluster",
    };

    private static bool IsMaintenance(DagDetail dag) => dag.MaintenanceType is { } type
        ? type != MaintenanceType.None
        : dag.Name != "Set obcluster backup config" && !Array.Exists(_unlocked, name => dag.Name.StartsWith(name, StringComparison.Ordinal));
}
