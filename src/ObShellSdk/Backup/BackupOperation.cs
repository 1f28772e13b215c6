using ObShellSdk.Backup;
using ObShellSdk.Tasks;

namespace ObShellSdk;

/// <summary>A backup of one tenant or of all user tenants: wait for its end, watch it, or cancel it. Thread-safe.</summary>
/// <remarks>Keep <see cref="DatabaseOperation{TProgress}.DagId"/> to follow it from another process with <see cref="BackupClient.GetOperation"/>.</remarks>
public class BackupOperation : DatabaseOperation<BackupProgress>
{
    internal BackupOperation(LongRunningWork work, bool isAttached)
        : base(work, isAttached)
    {
    }

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected BackupOperation()
    {
    }

    internal LongRunningWork Inner => Work;

    /// <inheritdoc />
    /// <remarks>
    /// <c>POST /api/v1/task/dag/{id}</c> for a DAG that is running, then <c>PATCH /api/v1/tenant/{name}/backup</c> (or <c>/obcluster/backup</c>), obshell 4.2.4 and
    /// later: the DAG first, so that it cannot start what the database does not have yet, then the database. The second is sent again when a backup appears that the
    /// first had started meanwhile. Canceling a backup of the cluster cancels the running backups of all tenants.
    /// </remarks>
    public override async Task<DagOutcome> CancelAsync(WaitOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new WaitOptions();
        WorkSnapshot now = await Work.ReadAsync(options.CallOptions, cancellationToken).ConfigureAwait(false);
        if (now.Outcome is { } ended)
        {
            return ended;
        }

        Work.Requested = DagOutcome.Canceled;
        await Work.TryCancelDagAsync(options.CallOptions, cancellationToken).ConfigureAwait(false);
        var canceled = new HashSet<(long Tenant, long Job)>();
        await foreach (WorkSnapshot snapshot in new Poller(Work, options).RunAsync(cancellationToken).ConfigureAwait(false))
        {
            now = snapshot;
            if (snapshot is { Outage: null, Record: { IsFound: true, Outcome: null, Figures: BackupFigures figures } } && figures.Tasks.Any(task => !task.IsFinished && canceled.Add((task.TenantId, task.JobId))))
            {
                await Work.Work!.CancelAsync(options.CallOptions, cancellationToken).ConfigureAwait(false);
            }
        }

        return now.Outcome!.Value;
    }

    private protected override BackupProgress Describe(WorkSnapshot now) => BackupProgress.Of(now, Work.Settings.TimeProvider);
}
