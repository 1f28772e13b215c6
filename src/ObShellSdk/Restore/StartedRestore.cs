using ObShellSdk.Tasks;

namespace ObShellSdk.Restore;

/// <summary>What <see cref="RestoreClient.StartOrAttachAsync"/> did, and the way to its end. Safe for concurrent use.</summary>
/// <remarks>
/// When obshell gave up waiting for a restore that then ended well, its DAG is retried, which opens the tenant: <c>POST /api/v1/task/dag/{id}</c>. A restore without
/// a DAG leaves a standby tenant, which is yours to open.
/// </remarks>
public sealed class StartedRestore : StartedWork<RestoreProgress>
{
    // The database keeps the SCN as it was sent; a second is no other moment to anybody.
    private const long SameMoment = 1_000_000_000;

    private readonly Scn? _wanted;

    /// <param name="attached">Whether it ran already.</param>
    /// <param name="operation">What is waited for.</param>
    /// <param name="watch">The database's figures from now on.</param>
    /// <param name="wanted">What was asked for; null for the latest moment.</param>
    /// <param name="running">What the database restores to, of a restore that ran already.</param>
    internal StartedRestore(
        bool attached, DagOperation operation, Func<DagWaitOptions, CancellationToken, IAsyncEnumerable<RestoreProgress>> watch, Scn? wanted, Scn? running)
        : base(attached, operation, watch)
    {
        _wanted = wanted;
        RunningTo = running;
    }

    /// <summary>
    /// The moment that a restore which ran already goes to, by the database's record. Null for one that this call started, when the latest moment was asked for, and
    /// for one that ended badly before there was a record.
    /// </summary>
    public Scn? RunningTo { get; }

    /// <summary>
    /// True when the restore that runs goes to another moment than the one that was asked for: wait for its end or cancel it before you start your own. False where
    /// <see cref="RunningTo"/> is null.
    /// </summary>
    public bool IsToAnotherMoment => _wanted is { } wanted && RunningTo is { } running && Math.Abs(wanted.Value - running.Value) >= SameMoment;
}
