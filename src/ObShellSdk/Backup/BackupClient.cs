using System.Runtime.CompilerServices;
using ObShellSdk.Http;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;

namespace ObShellSdk.Backup;

/// <summary>Backup and log archive, of one tenant and of all user tenants of the cluster. Safe for concurrent use.</summary>
/// <remarks>
/// Calls that change the backup or log archive of a tenant throw an <see cref="ArgumentException"/> for a name that needs quotes in SQL: see
/// <see cref="Tenants.CreateTenantRequest.Name"/>.
/// </remarks>
public partial class BackupClient
{
    private readonly FacetConnection _connection;

    internal BackupClient(ObShellConnection connection) => _connection = connection.ForFacet<BackupJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected BackupClient()
    {
    }

    internal TimeProvider Clock => _connection.Settings.TimeProvider;

    /// <summary>Gets the tenant's running backup task, or else its latest one.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The task, with the figures of the database.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path.</exception>
    /// <exception cref="ObShellApiException">
    /// Refused: <see cref="ObShellErrorCodes.TenantNotExist"/>; <see cref="ObShellErrorCodes.TaskNotFound"/> when the tenant was never backed up.
    /// </exception>
    /// <exception cref="ObShellTransportException">No answer, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/backup/overview</c>, obshell 4.2.4 and later, asked of an agent of an initialized cluster.</remarks>
    public virtual Task<TenantBackupOverview> GetOverviewAsync(
        string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<TenantBackupOverview>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/backup/overview", options, cancellationToken);

    /// <summary>Gets the tenant's running or latest backup task, or null if the tenant was never backed up.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The task, or null if the tenant was never backed up.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path.</exception>
    /// <exception cref="ObShellApiException">Refused, e.g. <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <exception cref="ObShellTransportException">No answer, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/backup/overview</c>, obshell 4.2.4 and later, asked of an agent of an initialized cluster.</remarks>
    public virtual async Task<CdbObBackupTask?> FindTaskAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return (await GetOverviewAsync(tenantName, options, cancellationToken).ConfigureAwait(false)).Task;
        }
        catch (ObShellApiException exception) when (exception.Code is ObShellErrorCodes.TaskNotFound or "2300")
        {
            return null;
        }
    }

    /// <summary>Gets the running or latest backup task of each user tenant that was ever backed up.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>One task for each tenant that was ever backed up.</returns>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.CommonNotFound"/> when no tenant was ever backed up.</exception>
    /// <exception cref="ObShellTransportException">No answer, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/obcluster/backup/overview</c>, obshell 4.2.4 and later, asked of an agent of an initialized cluster.</remarks>
    public virtual Task<ClusterBackupOverview> GetClusterOverviewAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<ClusterBackupOverview>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/obcluster/backup/overview", options, cancellationToken);

    /// <summary>Sets up backup and log archive of a tenant.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="configuration">What to set; the places are required.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries it out, as accepted. Await its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="configuration"/> lacks what is required or is out of range.</exception>
    /// <exception cref="ObShellApiException">Refused, e.g. <see cref="ObShellErrorCodes.TenantUnderMaintenance"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, call <see cref="TaskClient.FindStartedAsync"/> before you start again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/tenant/{name}/backup/config</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.
    /// <para>
    /// A destination of the log archive, or <see cref="BackupSettings.LogArchiveConcurrency"/>, stops the log archive and leaves it stopped, although the DAG reports success: until it is started
    /// again, the tenant cannot be restored to later moments. A new destination for data cancels a backup that is running.
    /// <see cref="ConfigureAndArchiveAsync"/> starts the archive again and verifies that it runs.
    /// </para>
    /// </remarks>
    public virtual Task<DagOperation> SetConfigurationAsync(
        string tenantName, TenantBackupConfiguration configuration, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.Validate(isNew: true);
        TenantName.ThrowIfNeedsQuotes(tenantName, nameof(tenantName));
        return _connection.StartDagAsync(Since.V4_2_4, HttpMethod.Post, $"/api/v1/tenant/{tenantName}/backup/config", configuration, BackupDags.ConfigurationOfTenant(tenantName), options, cancellationToken);
    }

    /// <summary>Changes parts of the backup set-up of a tenant.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="configuration">What to set.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries it out, as accepted. Await its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="configuration"/> lacks what is required or is out of range.</exception>
    /// <exception cref="ObShellApiException">Refused, e.g. <see cref="ObShellErrorCodes.TenantUnderMaintenance"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, call <see cref="TaskClient.FindStartedAsync"/> before you start again.</exception>
    /// <remarks>
    /// <c>PATCH /api/v1/tenant/{name}/backup/config</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.
    /// <para>
    /// A destination of the log archive, or <see cref="BackupSettings.LogArchiveConcurrency"/>, stops the log archive and leaves it stopped, although the DAG reports success: until it is started
    /// again, the tenant cannot be restored to later moments. A new destination for data cancels a backup that is running.
    /// <see cref="ConfigureAndArchiveAsync"/> starts the archive again and verifies that it runs.
    /// </para>
    /// </remarks>
    public virtual Task<DagOperation> UpdateConfigurationAsync(
        string tenantName, TenantBackupConfiguration configuration, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.Validate(isNew: false);
        TenantName.ThrowIfNeedsQuotes(tenantName, nameof(tenantName));
        return _connection.StartDagAsync(Since.V4_2_4, HttpMethod.Patch, $"/api/v1/tenant/{tenantName}/backup/config", configuration, BackupDags.ConfigurationOfTenant(tenantName), options, cancellationToken);
    }

    /// <summary>Where the backups and archive logs of a tenant go.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The places without access keys; null when the agent keeps them to itself, as one has the name of an access key in what would be left of it.</returns>
    /// <exception cref="ObShellApiException">Refused, e.g. <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/backup/config/storage</c>, obshell 4.3.2 and later.</remarks>
    public virtual Task<BackupDestinations?> GetDestinationsAsync(
        string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<BackupDestinations?>(
            ApiOperation.Query(Since.V4_3_2, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/backup/config/storage").With(OperationTraits.MayBeEmpty), options, cancellationToken);

    /// <summary>Starts a data backup of a tenant. Returns once the agent has accepted it.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="request">What to back up, or null for a full backup without logs.</param>
    /// <param name="options">Options for each request, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request; a backup that was started continues.</param>
    /// <returns>The backup, to wait for with <see cref="DatabaseOperation{TProgress}.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path, or <paramref name="request"/> is out of range.</exception>
    /// <exception cref="ObShellApiException">Refused, e.g. <see cref="ObShellErrorCodes.BackupArchiveDestEmpty"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, call <see cref="FindStartedAsync"/> before you start again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/tenant/{name}/backup</c>, after reads of the overview and of <c>GET /api/v1/task/dag/ob/unfinish</c> that show what exists before;
    /// obshell 4.2.4 and later. Not retried once the request may have reached an agent. obshell does not prevent a second backup: see <see cref="StartOrAttachAsync"/>.
    /// </remarks>
    public virtual async Task<BackupOperation> StartAsync(
        string tenantName, StartBackupRequest? request = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        RequestBody body = WriteStart(tenantName, request ?? new StartBackupRequest());
        (DagDetail[] unfinished, CdbObBackupTask? latest) = await LookAsync(tenantName, options, cancellationToken).ConfigureAwait(false);
        return await SendStartAsync(tenantName, body, unfinished, latest, takesOthers: false, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Attaches to the running backup of the tenant, or starts one: the safe way for scripts. When the outcome of the start is unknown, it looks for what was started
    /// and returns that.
    /// </summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="request">What to back up if nothing is running, or null for a full backup without logs.</param>
    /// <param name="options">Options for each request, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the requests; a backup that was started continues.</param>
    /// <returns>The backup, to wait for with <see cref="DatabaseOperation{TProgress}.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path, or <paramref name="request"/> is out of range.</exception>
    /// <exception cref="ObShellException">
    /// The backup could be neither found nor started. If <see cref="ObShellException.MayHaveRun"/> is true, the request was sent and nothing was found yet: call
    /// <see cref="FindStartedAsync"/> with the exception, or call this method again.
    /// </exception>
    /// <remarks>
    /// Several calls: <c>GET /api/v1/task/dag/ob/unfinish</c>, the overview, <c>POST /api/v1/tenant/{name}/backup</c>, and the first again; obshell 4.2.4 and later. A backup whose
    /// record is final is not attached to, even when its DAG still waits for an agent that is away. obshell does not prevent a second backup: of two callers
    /// that look at the same moment and both start, the one with the younger DAG cancels it and attaches to the other.
    /// </remarks>
    public virtual async Task<BackupOperation> StartOrAttachAsync(
        string tenantName, StartBackupRequest? request = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        RequestBody body = WriteStart(tenantName, request ?? new StartBackupRequest());
        (DagDetail[] unfinished, CdbObBackupTask? latest) = await LookAsync(tenantName, options, cancellationToken).ConfigureAwait(false);
        if (await FindRunningAsync(tenantName, body.Secrets, unfinished, latest, options, cancellationToken).ConfigureAwait(false) is { } running)
        {
            return running;
        }

        try
        {
            BackupOperation started = await SendStartAsync(tenantName, body, unfinished, latest, takesOthers: true, options, cancellationToken).ConfigureAwait(false);
            return await YieldToOlderAsync(tenantName, started, unfinished, latest, options, cancellationToken).ConfigureAwait(false);
        }
        catch (ObShellException exception) when (exception is { MayHaveRun: true, LostStart: { } lost })
        {
            if (await DagStart.TryFindAsync(() => FindLostAsync(lost, body.Secrets, options, cancellationToken)).ConfigureAwait(false) is { } found)
            {
                return found;
            }

            throw;
        }
    }

    /// <summary>
    /// Finds the backup that a call began whose outcome is unknown (<see cref="ObShellException.MayHaveRun"/>): a DAG or a job that did not exist before the call.
    /// </summary>
    /// <param name="exception">The exception of <see cref="StartAsync"/>, <see cref="StartOrAttachAsync"/> or <see cref="StartClusterAsync"/>.</param>
    /// <param name="options">Options for each request, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the requests.</param>
    /// <returns>The backup, or null when nothing was started as far as the agent knows now. While the request may still be on its way, look again a little later.</returns>
    /// <exception cref="InvalidOperationException">The exception is not that of a backup's start, or its outcome is known.</exception>
    /// <exception cref="ObShellException">The search failed.</exception>
    /// <remarks>Several calls: <c>GET /api/v1/task/dag/ob/unfinish</c> and the overview of the backup, obshell 4.2.4 and later.</remarks>
    public virtual Task<BackupOperation?> FindStartedAsync(ObShellException exception, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.LostStart is { Kind: LostStartKind.Backup or LostStartKind.ClusterBackup } lost
            ? FindLostAsync(lost, null, options, cancellationToken)
            : throw new InvalidOperationException("The exception must be that of a call that starts a backup, and MayHaveRun must be true.");
    }

    /// <summary>Opens a backup that was started earlier, perhaps by another process. Sends nothing.</summary>
    /// <param name="dagId">The <see cref="DatabaseOperation{TProgress}.DagId"/> of the backup of a tenant or of the cluster.</param>
    /// <returns>The backup; its first read shows whether the DAG exists.</returns>
    /// <exception cref="ArgumentException"><paramref name="dagId"/> is no generic id.</exception>
    public virtual BackupOperation GetOperation(string dagId)
    {
        TaskId.ThrowIfNone(dagId, nameof(dagId));
        return new BackupOperation(new LongRunningWork(_connection.Connection, new DagDetail { Id = dagId }, [], WorkOf, 0), isAttached: true);
    }

    /// <summary>Finds the backup of a tenant that is running, or else the last one, by the database's record.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="options">Options for each request, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The backup, without a DAG; null when the tenant was never backed up.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path.</exception>
    /// <exception cref="ObShellApiException">Refused, e.g. <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/backup/overview</c>, obshell 4.2.4 and later.</remarks>
    public virtual async Task<BackupOperation?> FindOperationAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        await FindTaskAsync(tenantName, options, cancellationToken).ConfigureAwait(false) is { } task ? Open(null, new BackupWork(this, tenantName) { Seen = task }, null, isAttached: true) : null;

    /// <summary>Watches the backup of a tenant that is running, or else the last one, by the database's figures until it ends.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="options">How often to poll, and how long an outage may last, or null for the defaults of <see cref="WaitOptions"/>.</param>
    /// <param name="cancellationToken">A token to stop watching; the backup continues.</param>
    /// <returns>
    /// A snapshot for each change, the last one with <see cref="JobProgress.IsFinished"/>, failed ones included: check <see cref="JobProgress.IsSuccess"/>. Nothing when
    /// the tenant was never backed up.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path.</exception>
    /// <exception cref="ObShellException">The agent refused, or was away for longer than the options tolerate.</exception>
    /// <remarks>
    /// <c>GET /api/v1/tenant/{name}/backup/overview</c>, obshell 4.2.4 and later; and when a task has ended, whether its job has:
    /// <c>GET /api/v1/tenant/{name}/backup/tasks</c>, obshell 4.3.2 and later. Before that, a job ends with its first backup set.
    /// </remarks>
    public virtual IAsyncEnumerable<BackupProgress> WatchAsync(string tenantName, WaitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenantName);
        return ReadAsync(this, tenantName, options, cancellationToken);

        static async IAsyncEnumerable<BackupProgress> ReadAsync(BackupClient backups, string tenantName, WaitOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            BackupOperation operation = backups.Open(null, new BackupWork(backups, tenantName), null, isAttached: true);
            await foreach (BackupProgress progress in operation.WatchAsync(options, cancellationToken).ConfigureAwait(false))
            {
                if (progress is { IsFinished: true, Task: null })
                {
                    yield break; // The tenant was never backed up.
                }

                yield return progress;
            }
        }
    }

    /// <summary>Asks the database to cancel the running backup of a tenant. Returns once the agent has accepted it.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A task that completes when the agent has accepted the request.</returns>
    /// <exception cref="ObShellApiException">Refused, e.g. <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks>
    /// <c>PATCH /api/v1/tenant/{name}/backup</c>, obshell 4.2.4 and later. The agent also reports success when the database has no running backup: in the first seconds
    /// after a start this call cancels nothing, and the backup runs to its end. It does not wait for the end of the cancellation either. To be certain, use
    /// <see cref="BackupOperation.CancelAsync"/>. Not retried: sent later, it might hit the next backup. Rolling back the DAG of a backup does not end the backup.
    /// </remarks>
    public virtual Task CancelAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TenantName.ThrowIfNeedsQuotes(tenantName, nameof(tenantName));
        return _connection.CommandAsync(Since.V4_2_4, HttpMethod.Patch, $"/api/v1/tenant/{tenantName}/backup", new BackupStatusRequest(), options, cancellationToken);
    }

    /// <summary>Starts, stops or suspends the log archive of a tenant; returns once the database has accepted it. To wait until it runs, use <see cref="StartArchiveLogAsync"/>.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="status"><see cref="ArchiveLogStatus.Doing"/>, <see cref="ArchiveLogStatus.Stop"/> or, from obshell 4.3.2 on, <see cref="ArchiveLogStatus.Suspend"/>.</param>
    /// <param name="options">Options for each request, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A task that completes when the database has accepted the request.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="status"/> is none of the three, or <paramref name="tenantName"/> is empty or needs quotes in SQL (see <see cref="Tenants.CreateTenantRequest.Name"/>).
    /// </exception>
    /// <exception cref="ArchiveLogNotRunningException">
    /// <see cref="ArchiveLogStatus.Doing"/> had no effect: the tenant has never archived, so only a backup can start its archive (<see cref="StartOrAttachAsync"/>), or the archive is interrupted.
    /// </exception>
    /// <exception cref="ObShellApiException">
    /// Refused, for example with <see cref="ObShellErrorCodes.TenantNotExist"/>. While the archive is <see cref="ArchiveLogStatus.Interrupted"/>, the agent refuses to stop it with
    /// HTTP 500 and <see cref="ObShellErrorCodes.CommonUnexpected"/>: use SQL then.
    /// </exception>
    /// <remarks>
    /// <c>PATCH /api/v1/tenant/{name}/backup/log</c>, obshell 4.2.4 and later. For a tenant that has never archived, the agent reports success and does nothing, so after
    /// <see cref="ArchiveLogStatus.Doing"/> this method reads <c>GET /api/v1/tenant/{name}/backup/log/tasks</c>, and <c>GET /api/v1/tenant/{name}/backup/info</c> if no archive is listed. Agents before
    /// 4.3.2 have neither: there the method returns, and the archive of such a tenant does not run.
    /// </remarks>
    public virtual async Task SetArchiveLogAsync(string tenantName, ArchiveLogStatus status, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TenantName.ThrowIfNeedsQuotes(tenantName, nameof(tenantName));
        if (status == ArchiveLogStatus.Doing)
        {
            await OpenArchiveLogAsync(tenantName, options, cancellationToken).ConfigureAwait(false);
            await ThrowIfNeverArchivedAsync([tenantName], options, cancellationToken).ConfigureAwait(false);
            return;
        }

        await SendArchiveLogAsync(tenantName, status, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the backup jobs of a tenant, fetching pages as they are read. A job that appears during the enumeration is not returned twice.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="filter">Which jobs. Default: all, the newest first.</param>
    /// <param name="pageSize">Jobs a call, from 1. Default: 100.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The jobs, the newest first unless the filter says otherwise.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or <paramref name="pageSize"/> is less than 1.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/backup/tasks</c>, obshell 4.3.2 and later.</remarks>
    public virtual IAsyncEnumerable<BackupJob> ListJobsAsync(
        string tenantName, BackupTaskFilter? filter = null, int pageSize = 100, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenantName);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        return Paging.ReadAllAsync(
            pageSize, (number, token) => GetJobsPageAsync(tenantName, filter, number, pageSize, options, token), job => job.JobId, cancellationToken);
    }

    /// <summary>Gets one page of the backup jobs of a tenant.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="page">The page, from 1.</param>
    /// <param name="pageSize">Jobs a page, from 1.</param>
    /// <param name="filter">Which jobs. Default: all, the newest first.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The jobs of the page, and how many there are in all.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or a number is less than 1.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/backup/tasks</c>, obshell 4.3.2 and later.</remarks>
    public virtual Task<Page<BackupJob>> GetJobsPageAsync(
        string tenantName, BackupTaskFilter? filter = null, int page = 1, int pageSize = 100, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        filter ??= new BackupTaskFilter();
        QueryString query = new QueryString()
            .Add("start_time", filter.StartedFrom)
            .Add("end_time", filter.StartedUntil)
            .Add("page", page)
            .Add("size", pageSize)
            .Add("status", filter.Statuses.Count == 0 ? null : string.Join(',', filter.Statuses))
            .Add("sort", filter.OldestFirst ? "start_timestamp,asc" : "start_timestamp,desc");
        return _connection.QueryAsync<Page<BackupJob>>(Since.V4_3_2, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/backup/tasks{query}", options, cancellationToken);
    }

    /// <summary>Gets how recent the backups of a tenant are.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The time of the latest data backup, and how far the log archive lags behind.</returns>
    /// <exception cref="ObShellApiException">Refused, e.g. <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/backup/info</c>, obshell 4.3.2 and later.</remarks>
    public virtual Task<TenantBackupInfo> GetInfoAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<TenantBackupInfo>(Since.V4_3_2, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/backup/info", options, cancellationToken);

    /// <summary>Gets the rounds of log archiving of a tenant that are running, starting, stopping or suspended.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>Empty where the archive has never run, and also while it is stopped, suspending or interrupted: the agent does not list those rounds.</returns>
    /// <exception cref="ObShellApiException">Refused, e.g. <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks>
    /// <c>GET /api/v1/tenant/{name}/backup/log/tasks</c>, obshell 4.3.2 and later. An alert on an interrupted archive cannot use this list: use <c>oceanbase.CDB_OB_ARCHIVELOG</c>, or alert when
    /// no round is <see cref="ArchiveLogStatus.Doing"/> or when <see cref="TenantBackupInfo.LatestArchiveLogCheckpoint"/> of <see cref="GetInfoAsync"/> does not advance.
    /// </remarks>
    public virtual Task<IReadOnlyList<ArchiveLogTask>> ListArchiveLogTasksAsync(
        string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<ArchiveLogTask>(Since.V4_3_2, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/backup/log/tasks", options, cancellationToken);

    /// <summary>Sets up backup and log archive of all user tenants.</summary>
    /// <param name="configuration">What to set; the places are required.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries it out, as accepted. Await its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="configuration"/> lacks what is required or is out of range.</exception>
    /// <exception cref="TenantNameNotSupportedException">The name of a user tenant needs quotes in SQL, so that obshell would fail at it or change another tenant. Nothing was sent but a read.</exception>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.BackupNoUserTenants"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, call <see cref="TaskClient.FindStartedAsync"/> before you start again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/obcluster/backup/config</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.
    /// <para>
    /// A destination of the log archive, or <see cref="BackupSettings.LogArchiveConcurrency"/>, stops the log archive and leaves it stopped, although the DAG reports success: until it is started
    /// again, the tenants cannot be restored to later moments. A new destination for data cancels a backup that is running.
    /// Call <see cref="StartArchiveLogAsync"/> for each tenant afterwards.
    /// </para>
    /// <para>Reads <c>GET /api/v1/tenants/overview</c> first, to check the names.</para>
    /// </remarks>
    public virtual async Task<DagOperation> SetClusterConfigurationAsync(
        ClusterBackupConfiguration configuration, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.Validate(isNew: true);
        await UserTenants.CheckAsync(_connection, "POST /api/v1/obcluster/backup/config", options, cancellationToken).ConfigureAwait(false);
        return await _connection.StartDagAsync(Since.V4_2_4, HttpMethod.Post, $"/api/v1/obcluster/backup/config", configuration, BackupDags.ConfigurationOfCluster(), options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes parts of the backup set-up of all user tenants.</summary>
    /// <param name="configuration">What to set.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries it out, as accepted. Await its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="configuration"/> lacks what is required or is out of range.</exception>
    /// <exception cref="TenantNameNotSupportedException">The name of a user tenant needs quotes in SQL, so that obshell would fail at it or change another tenant. Nothing was sent but a read.</exception>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.BackupNoUserTenants"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, call <see cref="TaskClient.FindStartedAsync"/> before you start again.</exception>
    /// <remarks>
    /// <c>PATCH /api/v1/obcluster/backup/config</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.
    /// <para>
    /// A destination of the log archive, or <see cref="BackupSettings.LogArchiveConcurrency"/>, stops the log archive and leaves it stopped, although the DAG reports success: until it is started
    /// again, the tenants cannot be restored to later moments. A new destination for data cancels a backup that is running.
    /// Call <see cref="StartArchiveLogAsync"/> for each tenant afterwards.
    /// </para>
    /// <para>Reads <c>GET /api/v1/tenants/overview</c> first, to check the names.</para>
    /// </remarks>
    public virtual async Task<DagOperation> UpdateClusterConfigurationAsync(
        ClusterBackupConfiguration configuration, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.Validate(isNew: false);
        await UserTenants.CheckAsync(_connection, "PATCH /api/v1/obcluster/backup/config", options, cancellationToken).ConfigureAwait(false);
        return await _connection.StartDagAsync(Since.V4_2_4, HttpMethod.Patch, $"/api/v1/obcluster/backup/config", configuration, BackupDags.ConfigurationOfCluster(), options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts a data backup of all user tenants. Returns once the agent has accepted it.</summary>
    /// <param name="request">What to back up, or null for full backups without logs.</param>
    /// <param name="options">Options for each request, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request; backups that were started continue.</param>
    /// <returns>The backups as one operation, to wait for with <see cref="DatabaseOperation{TProgress}.WaitAsync"/>.</returns>
    /// <exception cref="TenantNameNotSupportedException">The name of a user tenant needs quotes in SQL, so that obshell would fail at it or change another tenant. Nothing was sent but a read.</exception>
    /// <exception cref="ObShellApiException">
    /// Refused: <see cref="ObShellErrorCodes.BackupArchiveDestEmpty"/> or <see cref="ObShellErrorCodes.BackupDataDestEmpty"/> if a tenant has no destination,
    /// <see cref="ObShellErrorCodes.BackupNoUserTenants"/> if there is no user tenant. A tenant under maintenance is no reason to refuse.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, call <see cref="FindStartedAsync"/> before you start again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/obcluster/backup</c>, after reads of <c>GET /api/v1/tenants/overview</c> that show the names of the tenants, and of the overview and
    /// <c>GET /api/v1/task/dag/ob/unfinish</c> that show what exists before; obshell 4.2.4 and later. Not retried once the request may have reached an agent.
    /// </remarks>
    public virtual async Task<BackupOperation> StartClusterAsync(StartBackupRequest? request = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        request ??= new StartBackupRequest();
        request.Validate(nameof(request));
        RequestBody body = _connection.BodyOf(request);
        DagKind kind = BackupDags.OfCluster();
        ApiOperation operation = ApiOperation.Command(Since.V4_2_4, HttpMethod.Post, $"/api/v1/obcluster/backup");
        await UserTenants.CheckAsync(_connection, operation.Route, options, cancellationToken).ConfigureAwait(false);
        DagDetail[] unfinished = await new DagFinder(_connection.Connection, kind).ListUnfinishedAsync(options, cancellationToken).ConfigureAwait(false);
        Dictionary<long, long> jobs = (await FindClusterTasksAsync(options, cancellationToken).ConfigureAwait(false))
            .GroupBy(task => task.TenantId).ToDictionary(tasks => tasks.Key, tasks => tasks.Max(task => task.JobId));
        var before = new LostStart
        {
            Kind = LostStartKind.ClusterBackup,
            DagNames = kind.Names,
            Recognizer = kind,
            LastDagId = unfinished.Select(dag => dag.DagId).DefaultIfEmpty().Max(),
            LastJobIds = jobs,
        };
        return await SendStartAsync(operation, body, before, new ClusterBackupWork(this) { AfterJobIds = jobs }, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks the database to cancel the running backups of all user tenants. Returns once the agent has accepted it.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A task that completes when the agent has accepted the request.</returns>
    /// <exception cref="ObShellApiException">Refused.</exception>
    /// <remarks>
    /// <c>PATCH /api/v1/obcluster/backup</c>, obshell 4.2.4 and later. As <see cref="CancelAsync"/>, it cancels nothing in the first seconds after a start. Not retried:
    /// sent later, it might hit the next backup. If a tenant whose name needs quotes in SQL has a running backup, the agent fails there with HTTP 500, and the tenants after it continue:
    /// cancel theirs with <see cref="CancelAsync"/>.
    /// </remarks>
    public virtual Task CancelClusterAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_2_4, HttpMethod.Patch, $"/api/v1/obcluster/backup", new BackupStatusRequest(), options, cancellationToken);

    /// <summary>Starts, stops or suspends the log archive of all user tenants, one after the other.</summary>
    /// <param name="status"><see cref="ArchiveLogStatus.Doing"/>, <see cref="ArchiveLogStatus.Stop"/> or, from obshell 4.3.2 on, <see cref="ArchiveLogStatus.Suspend"/>.</param>
    /// <param name="options">Options for each request, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A task that completes when the database has accepted the request.</returns>
    /// <exception cref="ArgumentException"><paramref name="status"/> is none of the three.</exception>
    /// <exception cref="TenantNameNotSupportedException">The name of a user tenant needs quotes in SQL, so that obshell would fail at it or change another tenant. Nothing was sent but a read.</exception>
    /// <exception cref="ArchiveLogNotRunningException">
    /// <see cref="ArchiveLogStatus.Doing"/> had no effect at one tenant or several, which the message names: they have never archived, so only a backup can start their archives. The others are done.
    /// </exception>
    /// <exception cref="ObShellApiException">
    /// Refused at one tenant, for example because its archive is <see cref="ArchiveLogStatus.Interrupted"/>. The tenants before it are done, those after it are not: use
    /// <see cref="StartArchiveLogAsync"/> for each tenant instead.
    /// </exception>
    /// <remarks>
    /// <c>PATCH /api/v1/obcluster/backup/log</c>, after a read of <c>GET /api/v1/tenants/overview</c> that shows the names of the tenants; obshell 4.2.4 and later. The agent passes over tenants that
    /// have never archived. After <see cref="ArchiveLogStatus.Doing"/> this method looks for them with one or two reads for each tenant, as <see cref="SetArchiveLogAsync"/> does; agents before 4.3.2
    /// cannot tell them.
    /// </remarks>
    public virtual async Task SetClusterArchiveLogAsync(ArchiveLogStatus status, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArchiveLogStatusRequest request = ArchiveRequest(status);
        IReadOnlyList<string> tenants = await UserTenants.CheckAsync(_connection, "PATCH /api/v1/obcluster/backup/log", options, cancellationToken).ConfigureAwait(false);
        await _connection.CommandAsync(Since.V4_2_4, HttpMethod.Patch, $"/api/v1/obcluster/backup/log", request, options, cancellationToken).ConfigureAwait(false);
        if (status == ArchiveLogStatus.Doing)
        {
            await ThrowIfNeverArchivedAsync(tenants, options, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The newest task of every user tenant; empty when no tenant was ever backed up.</summary>
    internal async Task<IReadOnlyList<CdbObBackupTask>> FindClusterTasksAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return (await GetClusterOverviewAsync(options, cancellationToken).ConfigureAwait(false)).Tasks;
        }
        catch (ObShellApiException exception) when (exception.Code is ObShellErrorCodes.CommonNotFound or "1003" or "2300")
        {
            return [];
        }
    }

    /// <summary>Which backup a DAG starts; null when it starts none.</summary>
    internal IDatabaseWork? WorkOf(DagDetail dag) =>
        BackupDags.IsOfTenant(dag, out string tenant) ? new BackupWork(this, tenant) { TakesOthers = true } : BackupDags.IsBackup(dag) ? new ClusterBackupWork(this) : null;

    private static ArchiveLogStatusRequest ArchiveRequest(ArchiveLogStatus status) =>
        status == ArchiveLogStatus.Doing || status == ArchiveLogStatus.Stop || status == ArchiveLogStatus.Suspend
            ? new ArchiveLogStatusRequest { Status = status.Value }
            : throw new ArgumentException($"The status must be {ArchiveLogStatus.Doing}, {ArchiveLogStatus.Stop} or {ArchiveLogStatus.Suspend}, but was {status}.", nameof(status));
}
