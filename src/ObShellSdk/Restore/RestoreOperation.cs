using System.Diagnostics;
using ObShellSdk.Restore;
using ObShellSdk.Tasks;

namespace ObShellSdk;

/// <summary>A restore into a new tenant: wait for its end, watch it, or cancel it. Thread-safe.</summary>
/// <remarks>
/// It has succeeded when the tenant is open for writing. The database leaves a standby tenant, which the DAG of obshell activates. When that DAG failed while the
/// database continued (an agent that restarts, a restore of more than an hour), <see cref="DatabaseOperation{TProgress}.WaitAsync"/> retries it:
/// <c>POST /api/v1/task/dag/{id}</c>. A restore without a DAG, started by SQL, leaves a standby tenant; the wait for it throws, and says so.
/// </remarks>
public class RestoreOperation : DatabaseOperation<RestoreProgress>
{
    // The database keeps the SCN as it was sent; within a second it is the same point in time to everybody.
    private const long SamePoint = 1_000_000_000;

    private readonly RestoreClient _restores;
    private readonly RestoreRequest? _request;

    internal RestoreOperation(RestoreClient restores, LongRunningWork work, bool isAttached, RestoreRequest? request = null, RestoreTask? running = null)
        : base(work, isAttached)
    {
        _restores = restores;
        _request = request;
        TargetScn = running is { RestoreScn.Value: > 0 } ? running.RestoreScn : null;
        SourceDataUri = running is { BackupDataUri: var source } && source.Reveal().Length > 0 ? source : null;
    }

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected RestoreOperation() => _restores = null!;

    /// <summary>
    /// The SCN that a restore which was running already targets, by the database's record. Null for one that this call started, when the latest point was requested,
    /// and for one that failed before there was a record.
    /// </summary>
    public virtual Scn? TargetScn { get; }

    /// <summary>
    /// True when the restore that is running targets another point in time than the one that was requested: wait for its end or cancel it before you start your own.
    /// False where <see cref="TargetScn"/> is null.
    /// </summary>
    public virtual bool TargetsDifferentScn => _request?.Point is { } wanted && TargetScn is { } running && Math.Abs(wanted.Value - running.Value) >= SamePoint;

    /// <summary>
    /// Where a restore that was running already reads its data backup, without access keys. Null for one that this call started, and from agents before 4.3.2, which
    /// do not tell.
    /// </summary>
    public virtual StorageUri? SourceDataUri { get; }

    /// <summary>True when the restore that is running reads another backup than the one that was requested. False where <see cref="SourceDataUri"/> is null.</summary>
    public virtual bool ReadsDifferentBackup => _request is { DataBackupUri: var wanted } && SourceDataUri is { } running && !wanted.IsSamePlaceAs(running);

    /// <inheritdoc />
    /// <remarks>
    /// <c>DELETE /api/v1/tenant/{name}/restore</c>, obshell 4.2.4 and later, which rolls the restore's DAG back and drops the tenant; then waits for the end of that. The
    /// agent refuses this while the DAG has not begun: it is sent again when the DAG changes. A restore that has activated its tenant cannot be canceled any more: the result is then <see cref="DagOutcome.Succeeded"/>, or <see cref="DagOutcome.Failed"/>
    /// when its DAG failed after the database was done.
    /// </remarks>
    public override async Task<DagOutcome> CancelAsync(WaitOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new WaitOptions();
        await foreach (WorkSnapshot now in new Poller(Work, options).RunAsync(cancellationToken).ConfigureAwait(false))
        {
            if (now is { EndedWell: true, Outcome: { } ended })
            {
                return ended;
            }

            if (now.Outage is not null)
            {
                continue;
            }

            try
            {
                DagOperation cancellation = await _restores.CancelAsync(TenantName!, options.CallOptions, cancellationToken).ConfigureAwait(false);
                Work.Requested = DagOutcome.Canceled;
                await cancellation.WaitAsync(options, null, cancellationToken).ConfigureAwait(false);
                return DagOutcome.Canceled;
            }
            catch (ObShellApiException exception) when (exception.Code is ObShellErrorCodes.RestoreNotRecovering or ObShellErrorCodes.RestoreTaskAlreadySucceed
                or ObShellErrorCodes.RestoreTaskNotExist or ObShellErrorCodes.TaskDagOperatorCancelNotAllowed or ObShellErrorCodes.TaskDagOperatorCancelFinishedDag
                or ObShellErrorCodes.TaskDagOperatorRollbackNotFailedDag or ObShellErrorCodes.TaskDagOperatorRollbackNotAllowed)
            {
                // While the work continues, its DAG has not come to a node that can be canceled, or is past it: each change is another chance. Afterwards it cannot be undone.
                if (now.IsFinal)
                {
                    return exception.Code is ObShellErrorCodes.RestoreTaskAlreadySucceed or ObShellErrorCodes.TaskDagOperatorRollbackNotFailedDag ? DagOutcome.Succeeded : DagOutcome.Failed;
                }
            }
        }

        throw new UnreachableException();
    }

    private protected override RestoreProgress Describe(WorkSnapshot now) => RestoreProgress.Of(now, Work.Settings.TimeProvider);
}
