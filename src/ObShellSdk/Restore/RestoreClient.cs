using ObShellSdk.Errors;
using ObShellSdk.Http;
using ObShellSdk.Tasks;

namespace ObShellSdk.Restore;

/// <summary>Restore of a backup into a new tenant. Safe for concurrent use.</summary>
public sealed class RestoreClient
{
    private readonly FacetConnection _connection;

    internal RestoreClient(ObShellConnection connection) => _connection = connection.ForRoom<RestoreJson>();

    /// <summary>The moments that a backup can be restored to.</summary>
    /// <param name="source">Where the backup lies.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException"><paramref name="source"/> names no place.</exception>
    /// <exception cref="ObShellApiException">Refused, e.g. the place cannot be read.</exception>
    /// <remarks><c>GET /api/v1/restore/windows</c> with a body, obshell 4.2.5 and later.</remarks>
    public Task<RestoreWindows> GetWindowsAsync(RestoreSource source, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        source.Validate(nameof(source));
        return _connection.QueryAsync<RestoreSource, RestoreWindows>(Since.V4_2_5, HttpMethod.Get, $"/api/v1/restore/windows", source.Complete(), options, cancellationToken);
    }

    /// <summary>The tenant that a backup was made of, and the moments that it can be restored to.</summary>
    /// <param name="source">Where the backup lies.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException"><paramref name="source"/> names no place.</exception>
    /// <exception cref="ObShellApiException">Refused, e.g. the place cannot be read.</exception>
    /// <remarks><c>POST /api/v1/restore/source-tenant-info</c>, obshell 4.3.2 and later. A read, in spite of its verb.</remarks>
    public Task<RestoreTenantInfo> GetSourceTenantAsync(RestoreSource source, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        source.Validate(nameof(source));
        return _connection.QueryAsync<RestoreSource, RestoreTenantInfo>(Since.V4_3_2, HttpMethod.Post, $"/api/v1/restore/source-tenant-info", source.Complete(), options, cancellationToken);
    }

    /// <summary>Starts a restore into a new tenant; comes back once the agent has accepted it.</summary>
    /// <param name="request">What to restore, to which moment, and into which tenant.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call, not the work.</param>
    /// <returns>The DAG that carries it out, as accepted. Await its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> lacks what is required, is out of range, or names both a moment and an SCN.</exception>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TenantExisted"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, ask <see cref="ObShellException.FindStartedOperationAsync"/> before you start again.</exception>
    /// <remarks><c>POST /api/v1/tenant/restore</c>, obshell 4.2.4 and later. Never repeated once an agent may have it.</remarks>
    public Task<DagOperation> StartAsync(RestoreRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.StartDagAsync(Since.V4_2_4, HttpMethod.Post, $"/api/v1/tenant/restore", request, Search(request.TenantName), options, cancellationToken);
    }

    /// <summary>
    /// The safe way for scripts: attaches to the restore into that tenant that runs, or starts it. When the outcome of the start is unknown,
    /// it looks for what was started, and attaches to that. A restore that runs may be one to another moment: see <see cref="StartedRestore.IsToAnotherMoment"/>. Where
    /// the request names a moment, an attaching call comes back only once the database says where the restore goes, some time after its start. Whether it is
    /// one of another backup cannot be told: the agent does not say it of a restore that runs.
    /// </summary>
    /// <param name="request">What to restore, if nothing runs.</param>
    /// <param name="options">What differs for each of the calls. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call, not the work.</param>
    /// <returns>The restore, to wait for by <see cref="StartedWork{TProgress}.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> lacks what is required, is out of range, or names both a moment and an SCN.</exception>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TenantExisted"/> when the tenant is there already and is not being restored.</exception>
    /// <exception cref="ObShellException">Neither could be done. If <see cref="ObShellException.MayHaveRun"/>, nothing was found yet that the lost start may have begun: call again.</exception>
    /// <remarks>
    /// Several calls: <c>GET /api/v1/task/dag/unfinish</c>, <c>GET /api/v1/tenant/{name}/restore/overview</c>, <c>POST /api/v1/tenant/restore</c>;
    /// obshell 4.2.4 and later. The agent locks the tenant's name while it restores: of two starters one is refused, and attaches to the other's.
    /// </remarks>
    public async Task<StartedRestore> StartOrAttachAsync(RestoreRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        DagSearch search = Search(request.TenantName);
        if (await FindRunningAsync(request, search, options, cancellationToken).ConfigureAwait(false) is { } running)
        {
            return running;
        }

        try
        {
            return Started(request, await StartAsync(request, options, cancellationToken).ConfigureAwait(false));
        }
        catch (ObShellException exception) when (exception.MayHaveRun)
        {
            if (await exception.FindStartedOperationAsync(cancellationToken).ConfigureAwait(false) is { } found)
            {
                return Started(request, found);
            }

            throw;
        }
        catch (ObShellApiException exception) when (exception.Code is ObShellErrorCodes.TenantUnderMaintenance or ObShellErrorCodes.TenantExisted)
        {
            // Somebody else may have started it since the look.
            if (await FindRunningAsync(request, search, options, cancellationToken).ConfigureAwait(false) is { } theirs)
            {
                return theirs;
            }

            throw;
        }
    }

    /// <summary>Follows a restore again that was started earlier, perhaps by another process. Nothing is sent.</summary>
    /// <param name="dagId">The <see cref="DagOperation.Id"/> of the restore.</param>
    /// <returns>As <see cref="TaskClient.GetOperation"/> gives it; its <see cref="DagOperation.WaitAsync"/> looks at the database's record as well.</returns>
    /// <exception cref="ArgumentException"><paramref name="dagId"/> is no generic id.</exception>
    public DagOperation GetOperation(string dagId)
    {
        TaskId.ThrowIfNone(dagId, nameof(dagId));
        return new DagOperation(_connection.Connection, new DagDetail { Id = dagId }) { Work = new RestoreWork(this) };
    }

    /// <summary>The restores of the cluster, running and past.</summary>
    /// <param name="filter">Which restores. Default: all.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ObShellApiException">Refused.</exception>
    /// <remarks><c>GET /api/v1/restore/tasks</c>, obshell 4.3.2 and later. The agent accepts a page and a size and ignores both: the list comes whole.</remarks>
    public async Task<IReadOnlyList<RestoreTask>> ListTasksAsync(
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

    /// <summary>The running or last restore into a tenant.</summary>
    /// <param name="tenantName">The tenant that is being restored; it must exist already.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TenantNotExist"/>, or not found when the tenant was never restored.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/restore/overview</c>, obshell 4.2.4 and later.</remarks>
    public Task<RestoreTask> GetOverviewAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<RestoreTask>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/restore/overview", options, cancellationToken);

    /// <summary>Follows the restore into a tenant by the database's own figures, until it ends.</summary>
    /// <param name="tenantName">The tenant that is being restored; it may not exist yet.</param>
    /// <param name="options">How often to ask. Default: see <see cref="RestoreWatchOptions"/>.</param>
    /// <param name="cancellationToken">Ends the watching; the restore goes on.</param>
    /// <returns>
    /// A snapshot at each look, the last one with <see cref="JobProgress.IsFinished"/>, failed ones included: look at
    /// <see cref="JobProgress.IsSuccess"/>. Nothing at all when there is no restore and none is awaited.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty.</exception>
    /// <exception cref="ObShellException">The agent refused, or was away for longer than the options allow.</exception>
    /// <remarks>
    /// <c>GET /api/v1/tenant/{name}/restore/overview</c>, obshell 4.2.4 and later; when the tenant is gone, as after a cancellation, how it ended: <c>GET /api/v1/restore/tasks</c>,
    /// obshell 4.3.2 and later.
    /// </remarks>
    public IAsyncEnumerable<RestoreProgress> WatchTenantRestoreAsync(
        string tenantName, RestoreWatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenantName);
        options ??= new RestoreWatchOptions();
        var followed = new FollowedRestore(this, tenantName);
        JobSight<RestoreSight>? first = null;
        return new JobWatch<RestoreSight, RestoreProgress>
        {
            Look = followed.LookAsync,
            Describe = (sight, before, now, outage) =>
            {
                first ??= sight is null ? null : new JobSight<RestoreSight>(sight, now);
                return RestoreProgress.Of(sight, first, before, now, outage);
            },
            IsFinished = sight => sight.IsFinished,
            AwaitsJob = options.AwaitsStart,
            PollInterval = options.PollInterval,
            OutageTolerance = options.OutageTolerance,
            Clock = _connection.Settings.TimeProvider,
            AgentNow = () => _connection.AgentNow,
        }.RunAsync(cancellationToken);
    }

    /// <summary>Cancels the restore into a tenant, which drops the tenant.</summary>
    /// <param name="tenantName">The tenant that is being restored.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call, not the work.</param>
    /// <returns>
    /// The DAG that carries it out, which may be that of the restore itself, rolled back: <see cref="DagOperation.WaitAsync"/> then gives
    /// <see cref="DagOutcome.RolledBack"/>. An operation that has ended already when no restore was running.
    /// </returns>
    /// <exception cref="ObShellApiException">Refused.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, ask <see cref="ObShellException.FindStartedOperationAsync"/> before you cancel again.</exception>
    /// <remarks><c>DELETE /api/v1/tenant/{name}/restore</c>, obshell 4.2.4 and later. Never repeated once an agent may have it.</remarks>
    public Task<DagOperation> CancelAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.StartDagAsync(Since.V4_2_4, HttpMethod.Delete, $"/api/v1/tenant/{tenantName}/restore", RestoreDags.CancellationOf(tenantName), options, cancellationToken);

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

    private DagSearch Search(string tenantName) => RestoreDags.Into(tenantName) with { Work = new RestoreWork(this) { Tenant = tenantName } };

    private async Task<StartedRestore?> FindRunningAsync(RestoreRequest request, DagSearch search, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        DagOperation? dag = await search.FindRunningAsync(_connection.Connection, options, cancellationToken).ConfigureAwait(false);
        if (dag is not null && request.Point is null)
        {
            return Attached(request, dag, running: null);
        }

        RestoreTask? running = await FindRunningTaskAsync(request.TenantName, dag, options, cancellationToken).ConfigureAwait(false);
        if (dag is null && running is not null)
        {
            dag = new DagOperation(_connection.Connection, null) { Work = new RestoreWork(this) { Tenant = request.TenantName, Seen = running } };
        }

        // Where the restore goes stands in no DAG, and in the database only some time after it has begun: not to know would be to wait for another moment unawares.
        var pause = new Pause(new DagWaitOptions(), _connection.Settings.TimeProvider);
        while (running is null && dag is { HasEnded: false })
        {
            await pause.TakeAsync(cancellationToken).ConfigureAwait(false);
            await dag.RefreshAsync(options, cancellationToken).ConfigureAwait(false);
            running = await FindRunningTaskAsync(request.TenantName, dag, options, cancellationToken).ConfigureAwait(false);
        }

        return dag is null ? null : Attached(request, dag, running);
    }

    /// <summary>The record of the restore that runs, or of the one that a DAG has just ended well. Any other is of an earlier restore into such a tenant.</summary>
    private async Task<RestoreTask?> FindRunningTaskAsync(string tenantName, DagOperation? dag, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        await FindTaskAsync(tenantName, options, cancellationToken).ConfigureAwait(false) is { } task && (!task.IsFinished || dag?.Dag is { Outcome: DagOutcome.Succeeded }) ? task : null;

    private StartedRestore Started(RestoreRequest request, DagOperation operation) => new(attached: false, operation, Watch(request), request.Point, running: null);

    private StartedRestore Attached(RestoreRequest request, DagOperation operation, RestoreTask? running) =>
        new(attached: true, operation, Watch(request), request.Point, running is { RestoreScn.Value: > 0 } ? running.RestoreScn : null);

    private Func<DagWaitOptions, CancellationToken, IAsyncEnumerable<RestoreProgress>> Watch(RestoreRequest request) => (options, token) => WatchTenantRestoreAsync(
        request.TenantName, new RestoreWatchOptions { PollInterval = options.JobPollInterval, OutageTolerance = options.OutageTolerance }, token);
}
