using System.Runtime.CompilerServices;
using ObShellSdk.Http;
using ObShellSdk.Tasks;

namespace ObShellSdk.Restore;

/// <summary>Restore of a backup into a new tenant. Safe for concurrent use.</summary>
public partial class RestoreClient
{
    private readonly FacetConnection _connection;

    internal RestoreClient(ObShellConnection connection) => _connection = connection.ForFacet<RestoreJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected RestoreClient()
    {
    }

    /// <summary>Gets the moments that a backup can be restored to.</summary>
    /// <param name="source">Where the backup is stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request; the agent continues to read the backup.</param>
    /// <returns>
    /// The windows. Backup sets that contain their log (<see cref="Backup.StartBackupRequest.PlusArchive"/>) have none: the agent leaves them out, and a restore to a moment or SCN of such a set
    /// alone fails with <see cref="ObShellErrorCodes.RestoreTimeNotValid"/>. Restore those to the latest moment, without a moment and SCN. What a set contains is known to the agent alone, so
    /// <see cref="StartAsync"/> cannot refuse such a restore earlier.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="source"/> names no place.</exception>
    /// <exception cref="ObShellApiException">
    /// Refused: <see cref="ObShellErrorCodes.EnvironmentWithoutObAdmin"/> if the agent's host has no <c>bin/ob_admin</c>; HTTP 500 and <see cref="ObShellErrorCodes.CommonUnexpected"/> if the place
    /// cannot be read.
    /// </exception>
    /// <remarks>
    /// <c>GET /api/v1/restore/windows</c> with a body, obshell 4.2.5 and later. The agent runs <c>ob_admin</c> twice for it, which takes long for a large backup, so an attempt gets at least 90 s and is not retried after a timeout.
    /// </remarks>
    public virtual Task<RestoreWindows> GetWindowsAsync(RestoreSource source, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        source.Validate(nameof(source));
        return _connection.With(OperationTraits.Slow).QueryAsync<RestoreSource, RestoreWindows>(Since.V4_2_5, HttpMethod.Get, $"/api/v1/restore/windows", source.Complete(), options, cancellationToken);
    }

    /// <summary>Gets the tenant that a backup was made of, and the moments that it can be restored to.</summary>
    /// <param name="source">Where the backup is stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request; the agent continues to read the backup.</param>
    /// <returns>
    /// Tenant, cluster and windows; for the windows see <see cref="GetWindowsAsync"/>. From cloud storage the names are empty or the call fails: the agent appends the name of a file to the
    /// query of the location instead of its path. The client ends the query so that the access key stays intact. Where you do not need the names, use <see cref="GetWindowsAsync"/>.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="source"/> names no place.</exception>
    /// <exception cref="ObShellApiException">
    /// Refused: <see cref="ObShellErrorCodes.EnvironmentWithoutObAdmin"/> if the agent's host has no <c>bin/ob_admin</c>; HTTP 500 and <see cref="ObShellErrorCodes.CommonUnexpected"/> if the place
    /// cannot be read.
    /// </exception>
    /// <remarks>
    /// <c>POST /api/v1/restore/source-tenant-info</c>, obshell 4.3.2 and later. A read, in spite of its verb. The agent runs <c>ob_admin</c> three times for it, so an attempt gets at least 90 s and is not retried after a timeout.
    /// </remarks>
    public virtual Task<RestoreTenantInfo> GetSourceTenantAsync(RestoreSource source, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        source.Validate(nameof(source));
        return _connection.With(OperationTraits.Slow).QueryAsync<RestoreSource, RestoreTenantInfo>(Since.V4_3_2, HttpMethod.Post, $"/api/v1/restore/source-tenant-info", source.CompleteForSourceTenant(), options, cancellationToken);
    }

    /// <summary>Starts a restore into a new tenant. Returns once the agent has accepted it.</summary>
    /// <param name="request">What to restore, to which point in time, and into which tenant.</param>
    /// <param name="options">Options for each request, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request; a restore that was started continues.</param>
    /// <returns>The restore, to wait for with <see cref="DatabaseOperation{TProgress}.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> lacks what is required, is out of range, or names both a time and an SCN.</exception>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TenantExisted"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, call <see cref="FindStartedAsync"/> before you start again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/tenant/restore</c>, after reads of the overview and of <c>GET /api/v1/task/dag/ob/unfinish</c> that show what exists before;
    /// obshell 4.2.4 and later. Not retried once the request may have reached an agent.
    /// </remarks>
    public virtual async Task<RestoreOperation> StartAsync(RestoreRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        RequestBody body = WriteStart(request);
        (DagDetail[] unfinished, RestoreTask? latest) = await LookAsync(request.TenantName, options, cancellationToken).ConfigureAwait(false);
        return await SendStartAsync(request, body, unfinished, latest, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Attaches to the restore into that tenant that is running, or starts it: the safe way for scripts. When the outcome of the start is unknown, it looks for what was
    /// started and returns that. A restore that is running may target another point in time or read another backup: see
    /// <see cref="RestoreOperation.TargetsDifferentScn"/> and <see cref="RestoreOperation.ReadsDifferentBackup"/>. Where the request names a point in time, an attaching
    /// call returns only once the database says where the restore goes, some time after its start.
    /// </summary>
    /// <param name="request">What to restore, if nothing is running.</param>
    /// <param name="options">Options for each request, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the requests; a restore that was started continues.</param>
    /// <returns>The restore, to wait for with <see cref="DatabaseOperation{TProgress}.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> lacks what is required, is out of range, or names both a time and an SCN.</exception>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TenantExisted"/> when the tenant exists already and is not being restored.</exception>
    /// <exception cref="ObShellException">
    /// The restore could be neither found nor started. If <see cref="ObShellException.MayHaveRun"/> is true, the request was sent and nothing was found yet: call
    /// <see cref="FindStartedAsync"/> with the exception, or call this method again.
    /// </exception>
    /// <remarks>
    /// Several calls: <c>GET /api/v1/task/dag/ob/unfinish</c>, <c>GET /api/v1/tenant/{name}/restore/overview</c>, <c>POST /api/v1/tenant/restore</c>; obshell 4.2.4 and later. The agent
    /// locks the tenant's name while it restores: of two starters one is refused, and attaches to the other's. A DAG that failed while the database continued or
    /// completed the restore is attached to as well: the wait retries it, which opens the tenant.
    /// </remarks>
    public virtual async Task<RestoreOperation> StartOrAttachAsync(RestoreRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        RequestBody body = WriteStart(request);
        (DagDetail[] unfinished, RestoreTask? latest) = await LookAsync(request.TenantName, options, cancellationToken).ConfigureAwait(false);
        if (await FindRunningAsync(request, body.Secrets, unfinished, latest, options, cancellationToken).ConfigureAwait(false) is { } running)
        {
            return running;
        }

        try
        {
            return await SendStartAsync(request, body, unfinished, latest, options, cancellationToken).ConfigureAwait(false);
        }
        catch (ObShellException exception) when (exception is { MayHaveRun: true, LostStart: { } lost })
        {
            if (await DagStart.TryFindAsync(() => FindLostAsync(lost, request, body.Secrets, options, cancellationToken)).ConfigureAwait(false) is { } found)
            {
                return found;
            }

            throw;
        }
        catch (ObShellApiException exception) when (exception.Code is ObShellErrorCodes.TenantUnderMaintenance or ObShellErrorCodes.TenantExisted)
        {
            // Another caller may have started it since the look.
            if (await DagStart.TryFindAsync(LookAgainAsync).ConfigureAwait(false) is { } theirs)
            {
                return theirs;
            }

            throw;
        }

        async Task<RestoreOperation?> LookAgainAsync()
        {
            (DagDetail[] dags, RestoreTask? task) = await LookAsync(request.TenantName, options, cancellationToken).ConfigureAwait(false);
            return await FindRunningAsync(request, body.Secrets, dags, task, options, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Finds the restore that a call began whose outcome is unknown (<see cref="ObShellException.MayHaveRun"/>): a DAG or a job that did not exist before the call.
    /// </summary>
    /// <param name="exception">The exception of <see cref="StartAsync"/> or <see cref="StartOrAttachAsync"/>.</param>
    /// <param name="options">Options for each request, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the requests.</param>
    /// <returns>The restore, or null when nothing was started as far as the agent knows now. While the request may still be on its way, look again a little later.</returns>
    /// <exception cref="InvalidOperationException">The exception is not that of a restore's start, or its outcome is known.</exception>
    /// <exception cref="ObShellException">The search failed.</exception>
    /// <remarks>Several calls: <c>GET /api/v1/task/dag/ob/unfinish</c> and the overview of the restore, obshell 4.2.4 and later.</remarks>
    public virtual Task<RestoreOperation?> FindStartedAsync(ObShellException exception, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.LostStart is { Kind: LostStartKind.Restore } lost
            ? FindLostAsync(lost, null, null, options, cancellationToken)
            : throw new InvalidOperationException("The exception must be that of a call that starts a restore, and MayHaveRun must be true.");
    }

    /// <summary>Opens a restore that was started earlier, perhaps by another process. Sends nothing.</summary>
    /// <param name="dagId">The <see cref="DatabaseOperation{TProgress}.DagId"/> of the restore.</param>
    /// <returns>The restore; its first read shows whether the DAG exists.</returns>
    /// <exception cref="ArgumentException"><paramref name="dagId"/> is no generic id.</exception>
    public virtual RestoreOperation GetOperation(string dagId)
    {
        TaskId.ThrowIfNone(dagId, nameof(dagId));
        return new RestoreOperation(this, new LongRunningWork(_connection.Connection, new DagDetail { Id = dagId }, [], WorkOf, 0), isAttached: true);
    }

    /// <summary>Finds the restore into a tenant that is running, or else the last one, with its DAG as far as the agent lists it.</summary>
    /// <param name="tenantName">The tenant that is being restored.</param>
    /// <param name="options">Options for each request, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the requests.</param>
    /// <returns>The restore; null when there is neither a DAG nor a record of one.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path.</exception>
    /// <exception cref="ObShellApiException">Refused.</exception>
    /// <remarks>Several calls: <c>GET /api/v1/task/dag/ob/unfinish</c> and <c>GET /api/v1/tenant/{name}/restore/overview</c>, obshell 4.2.4 and later.</remarks>
    public virtual async Task<RestoreOperation?> FindOperationAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenantName);
        var finder = new DagFinder(_connection.Connection, RestoreDags.Into(tenantName));
        DagDetail? dag = await finder.FindUnfinishedAsync(options, cancellationToken).ConfigureAwait(false);
        RestoreTask? task = await FindTaskAsync(tenantName, options, cancellationToken).ConfigureAwait(false);
        if (dag is null && task is { IsFinished: true })
        {
            // Only a DAG shows whether the tenant was activated after its restore.
            dag = await finder.FindLastAsync(options, cancellationToken).ConfigureAwait(false);
        }

        return dag is null && task is null
            ? null
            : new RestoreOperation(this, new LongRunningWork(_connection.Connection, dag) { Work = new RestoreWork(this, tenantName) { Seen = dag is null ? task : null } }, isAttached: true);
    }

    /// <summary>Lists the restores of the cluster, running and past.</summary>
    /// <param name="filter">Which restores. Default: all.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The restores that match the filter.</returns>
    /// <exception cref="ObShellApiException">Refused.</exception>
    /// <remarks><c>GET /api/v1/restore/tasks</c>, obshell 4.3.2 and later. The agent accepts a page and a size and ignores both: the list comes whole.</remarks>
    public virtual async Task<IReadOnlyList<RestoreTask>> ListTasksAsync(
        RestoreTaskFilter? filter = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        filter ??= new RestoreTaskFilter();
        QueryString query = new QueryString()
            .Add("start_time", filter.StartedFrom)
            .Add("end_time", filter.StartedUntil)
            .Add("status", filter.Statuses.Count == 0 ? null : string.Join(',', filter.Statuses));
        RestoreTaskPage page = await _connection.QueryAsync<RestoreTaskPage>(Since.V4_3_2, HttpMethod.Get, $"/api/v1/restore/tasks{query}", options, cancellationToken).ConfigureAwait(false);
        return page.Contents;
    }

    /// <summary>Gets the running or last restore into a tenant.</summary>
    /// <param name="tenantName">The tenant that is being restored; it must exist already.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The restore, with the figures of the database.</returns>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TenantNotExist"/>, or not found when the tenant was never restored.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/restore/overview</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task<RestoreTask> GetOverviewAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<RestoreTask>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/restore/overview", options, cancellationToken);

    /// <summary>Watches the restore into a tenant that is running, or else the last one, by the database's figures until it ends.</summary>
    /// <param name="tenantName">The tenant that is being restored.</param>
    /// <param name="options">How often to poll, and how long an outage may last, or null for the defaults of <see cref="WaitOptions"/>.</param>
    /// <param name="cancellationToken">A token to stop watching; the restore continues.</param>
    /// <returns>
    /// A snapshot for each change, the last one with <see cref="JobProgress.IsFinished"/>, failed ones included: check <see cref="JobProgress.IsSuccess"/>. Nothing when
    /// there is no restore.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty.</exception>
    /// <exception cref="ObShellException">The agent refused, or was away for longer than the options tolerate.</exception>
    /// <remarks>
    /// <c>GET /api/v1/tenant/{name}/restore/overview</c>, obshell 4.2.4 and later; when the tenant is gone, as after a cancellation, how it ended: <c>GET /api/v1/restore/tasks</c>,
    /// obshell 4.3.2 and later.
    /// </remarks>
    public virtual IAsyncEnumerable<RestoreProgress> WatchAsync(string tenantName, WaitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenantName);
        return ReadAsync(this, tenantName, options, cancellationToken);

        static async IAsyncEnumerable<RestoreProgress> ReadAsync(RestoreClient restores, string tenantName, WaitOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            if (await restores.FindOperationAsync(tenantName, options?.CallOptions, cancellationToken).ConfigureAwait(false) is { } operation)
            {
                await foreach (RestoreProgress progress in operation.WatchAsync(options, cancellationToken).ConfigureAwait(false))
                {
                    yield return progress;
                }
            }
        }
    }

    /// <summary>Cancels the restore into a tenant, which drops the tenant.</summary>
    /// <param name="tenantName">The tenant that is being restored.</param>
    /// <param name="options">Options for each request, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request; the cancellation itself continues.</param>
    /// <returns>
    /// The DAG that carries it out, which may be that of the restore itself, rolled back: <see cref="DagOperation.WaitAsync"/> then returns
    /// <see cref="DagOutcome.Canceled"/>. An operation that has ended already when there is no such tenant.
    /// </returns>
    /// <exception cref="ObShellApiException">
    /// Refused: <see cref="ObShellErrorCodes.RestoreNotRecovering"/> for a tenant that exists and was never restored;
    /// <see cref="ObShellErrorCodes.TaskDagOperatorRollbackNotFailedDag"/> for one that was restored earlier;
    /// <see cref="ObShellErrorCodes.TaskDagOperatorRollbackNotAllowed"/> when the restore is done and its DAG failed at "Active tenant".
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, call <see cref="TaskClient.FindStartedAsync"/> before you cancel again.</exception>
    /// <remarks>
    /// <c>DELETE /api/v1/tenant/{name}/restore</c>, obshell 4.2.4 and later. The agent waits up to 60 s for the DAG to stop. Not retried once the request may have reached
    /// an agent. <see cref="RestoreOperation.CancelAsync"/> waits for the end and returns one outcome for each of these cases. <c>restore_job_id</c> in the
    /// <see cref="DagDetail.AdditionalData"/> of a restore is always 0.
    /// </remarks>
    public virtual Task<DagOperation> CancelAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        // Its DAGs drop the tenant and its resource pools without quotes (ob/agent/service/tenant/tenant.go:720 and 756).
        Tenants.TenantName.ThrowIfNeedsQuotes(tenantName, nameof(tenantName));
        return _connection.With(OperationTraits.Slow | OperationTraits.MayBeEmpty).StartDagAsync(Since.V4_2_4, HttpMethod.Delete, $"/api/v1/tenant/{tenantName}/restore", RestoreDags.CancellationOf(tenantName), options, cancellationToken);
    }

    /// <summary>The running or last restore; null when the tenant does not exist or was never restored.</summary>
    internal async Task<RestoreTask?> FindTaskAsync(string tenantName, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return await GetOverviewAsync(tenantName, options, cancellationToken).ConfigureAwait(false);
        }
        catch (ObShellApiException exception) when (exception.Code is ObShellErrorCodes.TenantNotExist or ObShellErrorCodes.RestoreTaskNotExist
            or ObShellErrorCodes.TaskNotFound or ObShellErrorCodes.CommonNotFound or "1001" or "2300")
        {
            return null;
        }
    }

    /// <summary>A restore by its job id, with the place of the backup; null where the list has none, and from agents before 4.3.2, which have no list.</summary>
    internal async Task<RestoreTask?> FindInListAsync(long jobId, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return (await ListTasksAsync(null, options, cancellationToken).ConfigureAwait(false)).FirstOrDefault(record => record.JobId == jobId);
        }
        catch (ObShellVersionException)
        {
            return null;
        }
    }

    /// <summary>Which restore a DAG starts; null when it starts none.</summary>
    internal IDatabaseWork? WorkOf(DagDetail dag) => RestoreDags.IsRestore(dag, out string tenant) ? new RestoreWork(this, tenant) : null;
}
