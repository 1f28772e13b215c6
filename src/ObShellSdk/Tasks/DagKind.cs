using ObShellSdk.Errors;

namespace ObShellSdk.Tasks;

/// <summary>How the DAGs of one kind of work are recognized among all others.</summary>
/// <param name="Names">The names that obshell gives such a DAG.</param>
internal sealed record DagKind(params string[] Names) : IDagRecognizer
{
    // Names as obshell 4.2.4 to 4.5.0 writes them; some of them go on with the name of a tenant or of a version.
    private static readonly string[] _givingBackTheLock =
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

    // Kinds that are not maintenance, for agents before 4.3.1, which do not report it.
    private static readonly string[] _unlocked = ["Obcluster start ", "Start OB", "Stop OB", "Upgrade check ", "Start local observer", "Stop local observer"];

    /// <summary>The tenant whose maintenance the DAG is; null for none.</summary>
    public string? Tenant { get; init; }

    /// <summary>Whether the agent that takes the call keeps the DAG by itself, and not the cluster.</summary>
    public bool IsOfAgent { get; init; }

    /// <summary>Whether such a DAG is maintenance, so that the newest maintenance is at least as new as the newest of these.</summary>
    public bool IsMaintenance { get; init; } = true;

    /// <summary>The outcome that the caller wants, such as that a restore is rolled back; null for a normal end.</summary>
    public DagOutcome? Requested { get; init; }

    /// <summary>Operators of which a DAG of this kind must have one; empty for any.</summary>
    public IReadOnlyList<TaskOperator> Operators { get; init; } = [];

    /// <summary>A second kind that counts as well; null for none.</summary>
    public DagKind? Or { get; init; }

    /// <summary>How the DAG of a lost start is recognized; rebuilt from its names if the record was constructed or deserialized.</summary>
    public static DagKind Of(LostStart lost) =>
        lost.Recognizer as DagKind ?? new DagKind([.. lost.DagNames]) { Tenant = lost.TenantName, IsOfAgent = lost.IsOfAgent };

    /// <summary>Agents before 4.3.1 give no maintenance key: there the name must do.</summary>
    public bool Matches(DagDetail dag) =>
        (Names.Contains(dag.Name) && (Tenant is null || dag.MaintenanceKey is null || dag.MaintenanceKey == Tenant) && (Operators.Count == 0 || Operators.Contains(dag.Operator)))
        || Or?.Matches(dag) == true;

    /// <summary>Whether a DAG is of this kind and began after the one with that id. A DAG that is known by its operator began earlier, and was operated later.</summary>
    public bool MatchesNew(DagDetail dag, long lastId) => (dag.DagId > lastId && Matches(dag)) || Or?.Matches(dag) == true;

    /// <summary>Whether a DAG that matches may be of another tenant: neither its key nor its name shows which.</summary>
    public bool IsAmbiguous(DagDetail dag) =>
        Tenant is { } tenant && dag.MaintenanceKey is null && !dag.Name.EndsWith(tenant, StringComparison.Ordinal);

    /// <summary>Whether a DAG that failed may keep others from maintenance: true unless it is known that it holds no lock; another DAG of that kind may be unknown to this client.</summary>
    public static bool MayHoldLock(DagDetail dag) => dag.State == TaskState.Failed && TakesLock(dag) && !GivesLockBack(dag);

    /// <summary>Whether a failure of this DAG gives its lock back. Most kinds keep it until an operator ends them.</summary>
    public static bool GivesLockBack(DagDetail dag) => Array.Exists(_givingBackTheLock, name => dag.Name.StartsWith(name, StringComparison.Ordinal));

    private static bool TakesLock(DagDetail dag) => dag.MaintenanceType is { } type
        ? type != MaintenanceType.None
        : dag.Name != "Set obcluster backup config" && !Array.Exists(_unlocked, name => dag.Name.StartsWith(name, StringComparison.Ordinal));
}
