using ObShellSdk.Http;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;

namespace ObShellSdk.Backup;

// The start of a backup: what exists before it, the command, and what a lost start began.
public partial class BackupClient
{
    /// <summary>What exists before the start: the DAGs are read first, so that a backup that ends between the two reads is not taken for one that is running.</summary>
    private async Task<(DagDetail[] Unfinished, CdbObBackupTask? Latest)> LookAsync(string tenantName, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        DagDetail[] unfinished = await new DagFinder(_connection.Connection, BackupDags.OfTenant(tenantName)).ListUnfinishedAsync(options, cancellationToken).ConfigureAwait(false);
        return (unfinished, await FindTaskAsync(tenantName, options, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The body of a start, once its arguments are checked.</summary>
    private RequestBody WriteStart(string tenantName, StartBackupRequest request)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenantName);
        request.Validate(nameof(request));
        TenantName.ThrowIfNeedsQuotes(tenantName, nameof(tenantName));
        return _connection.BodyOf(request);
    }

    /// <summary>The backup that is running, by its DAG or by the database's record.</summary>
    private async Task<BackupOperation?> FindRunningAsync(
        string tenantName, IReadOnlyList<string>? secrets, DagDetail[] unfinished, CdbObBackupTask? latest, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        DagDetail? running = null;
        foreach (DagDetail dag in unfinished.Where(dag => !dag.HasEnded).OrderBy(dag => dag.DagId))
        {
            DagDetail detail = await new LongRunningWork(_connection.Connection, dag).ReadDagAsync(options, cancellationToken).ConfigureAwait(false);
            if (!detail.HasEnded && !BackupDags.HasBackupEnded(detail, latest))
            {
                running = detail;
                break;
            }
        }

        return latest is { IsFinished: false } ? Open(running, new BackupWork(this, tenantName) { TakesOthers = true, Seen = latest }, secrets, isAttached: true)
            : running is null ? null
            : Open(running, new BackupWork(this, tenantName) { TakesOthers = true, AfterJobId = latest?.JobId ?? 0 }, secrets, isAttached: true);
    }

    /// <summary>Sends the command, once.</summary>
    private Task<BackupOperation> SendStartAsync(
        string tenantName, RequestBody body, DagDetail[] unfinished, CdbObBackupTask? latest, bool takesOthers, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        var before = new LostStart
        {
            Kind = LostStartKind.Backup,
            DagNames = BackupDags.OfTenant(tenantName).Names,
            Recognizer = BackupDags.OfTenant(tenantName),
            TenantName = tenantName,
            LastDagId = unfinished.Select(dag => dag.DagId).DefaultIfEmpty().Max(),
            LastJobIds = latest is null ? new Dictionary<long, long>() : new Dictionary<long, long> { [latest.TenantId] = latest.JobId },
        };
        var work = new BackupWork(this, tenantName) { TakesOthers = takesOthers, AfterJobId = latest?.JobId ?? 0 };
        return SendStartAsync(ApiOperation.Command(Since.V4_2_4, HttpMethod.Post, $"/api/v1/tenant/{tenantName}/backup"), body, before, work, options, cancellationToken);
    }

    private async Task<BackupOperation> SendStartAsync(
        ApiOperation operation, RequestBody body, LostStart before, IDatabaseWork work, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        LongRunningWork Follow(DagDetail? dag, long startedAt) => new(_connection.Connection, dag, [], null, startedAt) { Work = work, Secrets = body.Secrets };
        return new BackupOperation(await DagStart.StartAsync(_connection, operation, body, before, Follow, options, cancellationToken).ConfigureAwait(false), isAttached: false);
    }

    /// <summary>
    /// Two callers that found nothing running may both have started. Both see the older DAG, as it was there before the younger one: that one is kept. Where the
    /// younger one cannot be canceled any more, the database refuses one of them, and the wait goes by the database.
    /// </summary>
    private async Task<BackupOperation> YieldToOlderAsync(
        string tenantName, BackupOperation started, DagDetail[] unfinished, CdbObBackupTask? latest, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        HashSet<string> before = [.. unfinished.Select(dag => dag.Id)];
        DagDetail? older = null;
        try
        {
            older = (await new DagFinder(_connection.Connection, BackupDags.OfTenant(tenantName)).ListUnfinishedAsync(options, cancellationToken).ConfigureAwait(false))
                .Where(dag => !dag.HasEnded && !before.Contains(dag.Id) && dag.DagId < started.Dag!.DagId).MinBy(dag => dag.DagId);
            if (older is null || !await started.Inner.TryCancelDagAsync(options, cancellationToken).ConfigureAwait(false))
            {
                return started;
            }
        }
        catch (ObShellException)
        {
            // Both may run: the database refuses one of them, and both callers wait for the other.
            return started;
        }

        return Open(older, new BackupWork(this, tenantName) { TakesOthers = true, AfterJobId = latest?.JobId ?? 0 }, started.Inner.Secrets, isAttached: true);
    }

    /// <summary>What a lost start began: a DAG that is running and was not there before, or a job of the database that is newer. Null when there is neither.</summary>
    private async Task<BackupOperation?> FindLostAsync(LostStart lost, IReadOnlyList<string>? secrets, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        DagDetail[] unfinished = await new DagFinder(_connection.Connection, DagKind.Of(lost)).ListUnfinishedAsync(options, cancellationToken).ConfigureAwait(false);
        DagDetail? dag = unfinished.Where(dag => dag.DagId > lost.LastDagId).OrderBy(dag => dag.HasEnded).ThenBy(dag => dag.DagId).FirstOrDefault();
        if (lost.Kind == LostStartKind.ClusterBackup)
        {
            bool isThere = dag is not null
                || (await FindClusterTasksAsync(options, cancellationToken).ConfigureAwait(false)).Any(task => task.JobId > lost.LastJobIds.GetValueOrDefault(task.TenantId));
            return isThere ? Open(dag, new ClusterBackupWork(this) { AfterJobIds = lost.LastJobIds }, secrets, isAttached: false) : null;
        }

        CdbObBackupTask? latest = await FindTaskAsync(lost.TenantName!, options, cancellationToken).ConfigureAwait(false);
        long last = lost.LastJobIds.Values.DefaultIfEmpty().Max();
        CdbObBackupTask? seen = latest is not null && latest.JobId > last ? latest : null;
        return dag is null && seen is null ? null
            : Open(dag, new BackupWork(this, lost.TenantName!) { TakesOthers = true, AfterJobId = last, Seen = seen }, secrets, isAttached: false);
    }

    private BackupOperation Open(DagDetail? dag, IDatabaseWork work, IReadOnlyList<string>? secrets, bool isAttached) =>
        new(new LongRunningWork(_connection.Connection, dag) { Work = work, Secrets = secrets }, isAttached);
}
