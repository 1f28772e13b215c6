using ObShellSdk.Http;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;

namespace ObShellSdk.Backup;

/// <summary>The start of one tenant's backup: what exists before it, the command, and what a lost start began.</summary>
internal sealed class BackupStart
{
    private readonly BackupClient _backups;
    private readonly FacetConnection _connection;
    private readonly ApiOperation _operation;
    private readonly string _tenant;
    private readonly WrittenBody _body;
    private readonly DagKind _kind;
    private CdbObBackupTask? _latest;
    private DagDetail[] _unfinished = [];
    private DagDetail? _running;

    public BackupStart(BackupClient backups, FacetConnection connection, string tenant, StartBackupRequest request)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenant, "tenantName");
        request.Validate(nameof(request));
        string tenantName = tenant;
        TenantName.ThrowIfNeedsQuotes(tenant, nameof(tenantName));
        _operation = ApiOperation.Command(Since.V4_2_4, HttpMethod.Post, $"/api/v1/tenant/{tenantName}/backup") with { MayBeEmpty = false };
        (_backups, _connection, _tenant, _body, _kind) = (backups, connection, tenant, connection.Write(request), BackupDags.OfTenant(tenant));
    }

    /// <summary>Reads what exists before: the DAGs first, so that a backup that ends between the two reads is not taken for one that is running.</summary>
    public async Task LookAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        _unfinished = [.. (await new DagFinder(_connection.Connection, isOfAgent: false).ListUnfinishedAsync(options, cancellationToken).ConfigureAwait(false)).Where(_kind.Matches)];
        _latest = await _backups.FindTaskAsync(_tenant, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The backup that is running, by its DAG or by the database's record.</summary>
    public async Task<BackupOperation?> FindRunningAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        foreach (DagDetail dag in _unfinished.Where(dag => !dag.HasEnded).OrderBy(dag => dag.DagId))
        {
            var work = new LongRunningWork(_connection.Connection, dag);
            DagDetail detail = await work.ReadDagAsync(options, cancellationToken).ConfigureAwait(false);
            if (!detail.HasEnded && !BackupWork.HasEnded(detail, _latest))
            {
                _running = detail;
                break;
            }
        }

        if (_latest is { IsFinished: false })
        {
            var running = new BackupWork(_backups, _tenant) { TakesOthers = true, Seen = _latest };
            return new BackupOperation(new LongRunningWork(_connection.Connection, _running) { Work = running, Secrets = _body.Secrets }, isAttached: true);
        }

        return _running is null ? null : new BackupOperation(new LongRunningWork(_connection.Connection, _running) { Work = NewWork(takesOthers: true), Secrets = _body.Secrets }, isAttached: true);
    }

    /// <summary>Sends the command, once.</summary>
    public async Task<BackupOperation> StartAsync(bool takesOthers, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        var before = new LostStart
        {
            Kind = LostStartKind.Backup,
            DagNames = _kind.Names,
            DagKind = _kind,
            TenantName = _tenant,
            LastDagId = _unfinished.Select(dag => dag.DagId).DefaultIfEmpty().Max(),
            LastJobIds = _latest is null ? new Dictionary<long, long>() : new Dictionary<long, long> { [_latest.TenantId] = _latest.JobId },
        };
        LongRunningWork Open(DagDetail? dag, long startedAt) => new(_connection.Connection, dag, [], null, startedAt) { Work = NewWork(takesOthers), Secrets = _body.Secrets };
        return new BackupOperation(await DagStart.StartAsync(_connection, _operation, _body, before, Open, options, cancellationToken).ConfigureAwait(false), isAttached: false);
    }

    /// <summary>
    /// Two callers that found nothing running may both have started. Both see the older DAG, as it was there before the younger one: that one is kept. Where the
    /// younger one cannot be canceled any more, the database refuses one of them, and the wait goes by the database.
    /// </summary>
    public async Task<BackupOperation> YieldToOlderAsync(BackupOperation started, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        HashSet<string> before = [.. _unfinished.Select(dag => dag.Id)];
        DagDetail? older = null;
        try
        {
            older = (await new DagFinder(_connection.Connection, isOfAgent: false).ListUnfinishedAsync(options, cancellationToken).ConfigureAwait(false))
                .Where(dag => _kind.Matches(dag) && !dag.HasEnded && !before.Contains(dag.Id) && dag.DagId < started.Dag!.DagId).MinBy(dag => dag.DagId);
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

        return new BackupOperation(new LongRunningWork(_connection.Connection, older) { Work = NewWork(takesOthers: true), Secrets = _body.Secrets }, isAttached: true);
    }

    /// <summary>Starts the backups of all user tenants.</summary>
    public static async Task<BackupOperation> StartClusterAsync(
        BackupClient backups, FacetConnection connection, StartBackupRequest request, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        request.Validate(nameof(request));
        ApiOperation operation = ApiOperation.Command(Since.V4_2_4, HttpMethod.Post, $"/api/v1/obcluster/backup") with { MayBeEmpty = false };
        DagKind kind = BackupDags.OfCluster();
        WrittenBody body = connection.Write(request);
        IReadOnlyList<DagDetail> unfinished = await new DagFinder(connection.Connection, isOfAgent: false).ListUnfinishedAsync(options, cancellationToken).ConfigureAwait(false);
        Dictionary<long, long> jobs = (await backups.FindClusterTasksAsync(options, cancellationToken).ConfigureAwait(false))
            .GroupBy(task => task.TenantId).ToDictionary(tasks => tasks.Key, tasks => tasks.Max(task => task.JobId));
        var before = new LostStart
        {
            Kind = LostStartKind.ClusterBackup,
            DagNames = kind.Names,
            DagKind = kind,
            LastDagId = unfinished.Where(kind.Matches).Select(dag => dag.DagId).DefaultIfEmpty().Max(),
            LastJobIds = jobs,
        };
        LongRunningWork Open(DagDetail? dag, long startedAt) => new(connection.Connection, dag, [], null, startedAt)
        {
            Work = new ClusterBackupWork(backups) { AfterJobIds = jobs },
            Secrets = body.Secrets,
        };
        return new BackupOperation(await DagStart.StartAsync(connection, operation, body, before, Open, options, cancellationToken).ConfigureAwait(false), isAttached: false);
    }

    /// <summary>What this lost start began.</summary>
    public Task<BackupOperation?> FindAsync(LostStart lost, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        FindAsync(_backups, _connection, lost, _body.Secrets, options, cancellationToken);

    /// <summary>What a lost start began: a DAG that is running and was not there before, or a job of the database that is newer. Null when there is neither.</summary>
    /// <param name="backups">The facet.</param>
    /// <param name="connection">Its connection.</param>
    /// <param name="lost">What was requested and what existed before.</param>
    /// <param name="secrets">What was secret in the request; null where the request is not known any more.</param>
    /// <param name="options">Options of the calls.</param>
    /// <param name="cancellationToken">A token to cancel the requests.</param>
    public static async Task<BackupOperation?> FindAsync(
        BackupClient backups, FacetConnection connection, LostStart lost, IReadOnlyList<string>? secrets, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        IReadOnlyList<DagDetail> unfinished = await new DagFinder(connection.Connection, isOfAgent: false).ListUnfinishedAsync(options, cancellationToken).ConfigureAwait(false);
        DagDetail? dag = unfinished.Where(dag => dag.DagId > lost.LastDagId && lost.DagKind.Matches(dag)).OrderBy(dag => dag.HasEnded).ThenBy(dag => dag.DagId).FirstOrDefault();
        if (lost.Kind == LostStartKind.ClusterBackup)
        {
            var all = new ClusterBackupWork(backups) { AfterJobIds = lost.LastJobIds };
            bool isThere = dag is not null
                || (await backups.FindClusterTasksAsync(options, cancellationToken).ConfigureAwait(false)).Any(task => task.JobId > lost.LastJobIds.GetValueOrDefault(task.TenantId));
            return isThere ? new BackupOperation(new LongRunningWork(connection.Connection, dag) { Work = all, Secrets = secrets }, isAttached: false) : null;
        }

        CdbObBackupTask? latest = await backups.FindTaskAsync(lost.TenantName!, options, cancellationToken).ConfigureAwait(false);
        long last = lost.LastJobIds.Values.DefaultIfEmpty().Max();
        CdbObBackupTask? seen = latest is not null && latest.JobId > last ? latest : null;
        var work = new BackupWork(backups, lost.TenantName!) { TakesOthers = true, AfterJobId = last, Seen = seen };
        return dag is null && seen is null ? null : new BackupOperation(new LongRunningWork(connection.Connection, dag) { Work = work, Secrets = secrets }, isAttached: false);
    }

    private BackupWork NewWork(bool takesOthers) => new(_backups, _tenant) { TakesOthers = takesOthers, AfterJobId = _latest?.JobId ?? 0 };
}
