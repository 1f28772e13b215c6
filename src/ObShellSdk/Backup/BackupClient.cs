using ObShellSdk.Errors;
using ObShellSdk.Http;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;

namespace ObShellSdk.Backup;

/// <summary>Backup and log archive, of one tenant and of all user tenants of the cluster. Safe for concurrent use.</summary>
/// <remarks>
/// Calls that change the backup or log archive of a tenant throw an <see cref="ArgumentException"/> for a name that needs quotes in SQL: see
/// <see cref="Tenants.CreateTenantRequest.Name"/>.
/// </remarks>
public sealed partial class BackupClient
{
    private readonly FacetConnection _connection;

    internal BackupClient(ObShellConnection connection) => _connection = connection.ForRoom<BackupJson>();

    /// <summary>The backup task of a tenant that is running, or else the one that started last.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path.</exception>
    /// <exception cref="ObShellApiException">
    /// Refused: <see cref="ObShellErrorCodes.TenantNotExist"/>; <see cref="ObShellErrorCodes.TaskNotFound"/> when the tenant was never backed up.
    /// </exception>
    /// <exception cref="ObShellTransportException">No answer, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/backup/overview</c>, obshell 4.2.4 and later, asked of an agent of an initialized cluster.</remarks>
    public Task<TenantBackupOverview> GetOverviewAsync(
        string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<TenantBackupOverview>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/backup/overview", options, cancellationToken);

    /// <summary>The same where it is not certain that there is one: null when the tenant was never backed up.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path.</exception>
    /// <exception cref="ObShellApiException">Refused, e.g. <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <exception cref="ObShellTransportException">No answer, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/backup/overview</c>, obshell 4.2.4 and later, asked of an agent of an initialized cluster.</remarks>
    public async Task<CdbObBackupTask?> FindTaskAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return (await GetOverviewAsync(tenantName, options, cancellationToken).ConfigureAwait(false)).Status;
        }
        catch (ObShellApiException exception) when (exception.Code is ObShellErrorCodes.TaskNotFound or "2300")
        {
            return null;
        }
    }

    /// <summary>For each user tenant that was ever backed up, the backup task that is running, or else the one that started last.</summary>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.CommonNotFound"/> when no tenant was ever backed up.</exception>
    /// <exception cref="ObShellTransportException">No answer, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/obcluster/backup/overview</c>, obshell 4.2.4 and later, asked of an agent of an initialized cluster.</remarks>
    public Task<ClusterBackupOverview> GetClusterOverviewAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<ClusterBackupOverview>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/obcluster/backup/overview", options, cancellationToken);

    /// <summary>Sets up backup and log archive of a tenant.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="configuration">What to set; the places are required.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The DAG that carries it out, as accepted. Await its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="configuration"/> lacks what is required or is out of range.</exception>
    /// <exception cref="ObShellApiException">Refused, e.g. <see cref="ObShellErrorCodes.TenantUnderMaintenance"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, ask <see cref="ObShellException.FindStartedOperationAsync"/> before you start again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/tenant/{name}/backup/config</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.
    /// <para>
    /// A destination of the log archive, or <see cref="BackupSettings.LogArchiveConcurrency"/>, stops the log archive and leaves it stopped, although the DAG reports success: until it is started
    /// again, the tenant cannot be restored to later moments. A new destination for data cancels a backup that is running.
    /// <see cref="ConfigureAndArchiveAsync"/> starts the archive again and verifies that it runs.
    /// </para>
    /// </remarks>
    public Task<DagOperation> SetConfigurationAsync(
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
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The DAG that carries it out, as accepted. Await its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="configuration"/> lacks what is required or is out of range.</exception>
    /// <exception cref="ObShellApiException">Refused, e.g. <see cref="ObShellErrorCodes.TenantUnderMaintenance"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, ask <see cref="ObShellException.FindStartedOperationAsync"/> before you start again.</exception>
    /// <remarks>
    /// <c>PATCH /api/v1/tenant/{name}/backup/config</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.
    /// <para>
    /// A destination of the log archive, or <see cref="BackupSettings.LogArchiveConcurrency"/>, stops the log archive and leaves it stopped, although the DAG reports success: until it is started
    /// again, the tenant cannot be restored to later moments. A new destination for data cancels a backup that is running.
    /// <see cref="ConfigureAndArchiveAsync"/> starts the archive again and verifies that it runs.
    /// </para>
    /// </remarks>
    public Task<DagOperation> ChangeConfigurationAsync(
        string tenantName, TenantBackupConfiguration configuration, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.Validate(isNew: false);
        TenantName.ThrowIfNeedsQuotes(tenantName, nameof(tenantName));
        return _connection.StartDagAsync(Since.V4_2_4, HttpMethod.Patch, $"/api/v1/tenant/{tenantName}/backup/config", configuration, BackupDags.ConfigurationOfTenant(tenantName), options, cancellationToken);
    }

    /// <summary>Where the backups and archive logs of a tenant go.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The places without access keys; null when the agent keeps them to itself, as one has the name of an access key in what would be left of it.</returns>
    /// <exception cref="ObShellApiException">Refused, e.g. <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/backup/config/storage</c>, obshell 4.3.2 and later.</remarks>
    public Task<BackupDestinations?> GetDestinationsAsync(
        string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<BackupDestinations?>(
            ApiOperation.Query(Since.V4_3_2, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/backup/config/storage") with { MayBeEmpty = true }, options, cancellationToken);

    /// <summary>Starts a data backup of a tenant; comes back once the agent has accepted it.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="request">What to back up. Default: a full backup without logs.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The DAG that carries it out, as accepted. Await its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ObShellApiException">
    /// Refused: <see cref="ObShellErrorCodes.BackupArchiveDestEmpty"/> or <see cref="ObShellErrorCodes.BackupDataDestEmpty"/> if the backup is not configured; <see cref="ObShellErrorCodes.TenantNotExist"/>.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, ask <see cref="ObShellException.FindStartedOperationAsync"/> before you start again.</exception>
    /// <remarks><c>POST /api/v1/tenant/{name}/backup</c>, obshell 4.2.4 and later. Never repeated once an agent may have it. obshell does not prevent a second backup: see <see cref="StartOrAttachAsync"/>.</remarks>
    public Task<DagOperation> StartAsync(
        string tenantName, StartBackupRequest? request = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        request ??= new StartBackupRequest();
        request.Validate(nameof(request));
        TenantName.ThrowIfNeedsQuotes(tenantName, nameof(tenantName));
        return StartAsync(tenantName, request, BackupDags.OfTenant(tenantName) with { Work = new BackupWork(this) { Tenant = tenantName } }, options, cancellationToken);
    }

    /// <summary>
    /// The safe way for scripts: attaches to the backup of the tenant that runs, or starts one. When the outcome of the start is unknown, it
    /// looks for what was started, and attaches to that.
    /// </summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="request">What to back up, if nothing runs. Default: a full backup without logs.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call, not the work.</param>
    /// <returns>The backup, to wait for by <see cref="StartedWork{TProgress}.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path, or <paramref name="request"/> is out of range.</exception>
    /// <exception cref="ObShellException">Neither could be done. If <see cref="ObShellException.MayHaveRun"/>, nothing was found yet that the lost start may have begun: call again.</exception>
    /// <remarks>
    /// Several calls: <c>GET /api/v1/task/dag/unfinish</c>, the overview, <c>POST /api/v1/tenant/{name}/backup</c>, and the first again; obshell 4.2.4 and later.
    /// obshell does not prevent a second backup. Of two that look at the same moment and both start, the one whose DAG is younger cancels it and attaches to
    /// the other.
    /// </remarks>
    public async Task<StartedBackup> StartOrAttachAsync(
        string tenantName, StartBackupRequest? request = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenantName);
        request ??= new StartBackupRequest();
        request.Validate(nameof(request));
        TenantName.ThrowIfNeedsQuotes(tenantName, nameof(tenantName));
        DagSearch search = BackupDags.OfTenant(tenantName) with { Work = new BackupWork(this) { TakesOthers = true, Tenant = tenantName } };
        if (await search.FindRunningAsync(_connection.Connection, options, cancellationToken).ConfigureAwait(false) is { } running)
        {
            return Started(tenantName, running, attached: true);
        }

        if (await FindTaskAsync(tenantName, options, cancellationToken).ConfigureAwait(false) is { IsFinished: false } task)
        {
            var work = new BackupWork(this) { Tenant = tenantName, Seen = task };
            return Started(tenantName, new DagOperation(_connection.Connection, null) { Work = work }, attached: true);
        }

        try
        {
            DagOperation started = await StartAsync(tenantName, request, search, options, cancellationToken).ConfigureAwait(false);
            DagOperation kept = await YieldToOlderAsync(started, search, options, cancellationToken).ConfigureAwait(false);
            return Started(tenantName, kept, attached: kept != started);
        }
        catch (ObShellException exception) when (exception.MayHaveRun)
        {
            if (await exception.FindStartedOperationAsync(cancellationToken).ConfigureAwait(false) is { } found)
            {
                return Started(tenantName, found, attached: false);
            }

            throw;
        }
    }

    /// <summary>Follows a backup again that was started earlier, perhaps by another process. Nothing is sent.</summary>
    /// <param name="dagId">The <see cref="DagOperation.Id"/> of the backup of a tenant or of the cluster.</param>
    /// <returns>As <see cref="TaskClient.GetOperation"/> gives it; its <see cref="DagOperation.WaitAsync"/> looks at the database's record as well.</returns>
    /// <exception cref="ArgumentException"><paramref name="dagId"/> is no generic id.</exception>
    public DagOperation GetOperation(string dagId)
    {
        TaskId.ThrowIfNone(dagId, nameof(dagId));
        return new DagOperation(_connection.Connection, new DagDetail { Id = dagId }) { Work = new BackupWork(this) };
    }

    /// <summary>Follows the backup of a tenant by the database's own figures, from one backup set to the next, until its job ends.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="options">How often to ask, and which backup is meant. Default: see <see cref="BackupWatchOptions"/>.</param>
    /// <param name="cancellationToken">Ends the watching; the backup goes on.</param>
    /// <returns>
    /// A snapshot at each look, the last one with <see cref="JobProgress.IsFinished"/>, failed ones included: look at
    /// <see cref="JobProgress.IsSuccess"/>. Nothing at all when the tenant was never backed up and no start is awaited.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path.</exception>
    /// <exception cref="ObShellException">The agent refused, or was away for longer than the options allow.</exception>
    /// <remarks>
    /// <c>GET /api/v1/tenant/{name}/backup/overview</c>, obshell 4.2.4 and later; and when a task has ended, whether its job has: <c>GET /api/v1/tenant/{name}/backup/tasks</c>,
    /// obshell 4.3.2 and later. Before that, a job ends with its first backup set.
    /// </remarks>
    public IAsyncEnumerable<BackupProgress> WatchTenantBackupAsync(
        string tenantName, BackupWatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenantName);
        options ??= new BackupWatchOptions();
        var followed = new FollowedBackup(this, tenantName, options.StartedAfter);
        return new JobWatch<BackupSight, BackupProgress>
        {
            Look = followed.LookAsync,
            Describe = BackupProgress.Of,
            IsFinished = sight => sight.IsFinished,
            AwaitsJob = options.StartedAfter is not null,
            PollInterval = options.PollInterval,
            OutageTolerance = options.OutageTolerance,
            Clock = _connection.Settings.TimeProvider,
            AgentNow = () => _connection.AgentNow,
        }.RunAsync(cancellationToken);
    }

    /// <summary>Cancels the running backup of a tenant; comes back once the agent has accepted it.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ObShellApiException">Refused, e.g. <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>PATCH /api/v1/tenant/{name}/backup</c>, obshell 4.2.4 and later. Repeated later, it might hit the next backup. Rolling back the DAG of a backup does not end the backup.</remarks>
    public Task CancelAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TenantName.ThrowIfNeedsQuotes(tenantName, nameof(tenantName));
        return _connection.CommandAsync(Since.V4_2_4, HttpMethod.Patch, $"/api/v1/tenant/{tenantName}/backup", new BackupStatusRequest(), options, cancellationToken);
    }

    /// <summary>Starts, stops or suspends the log archive of a tenant; returns once the database has accepted it. To start it and be sure that it runs, use <see cref="StartArchiveLogAsync"/>.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="status"><see cref="ArchiveLogStatus.Doing"/>, <see cref="ArchiveLogStatus.Stop"/> or, from obshell 4.3.2 on, <see cref="ArchiveLogStatus.Suspend"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="status"/> is none of the three.</exception>
    /// <exception cref="ObShellApiException">
    /// Refused, for example with <see cref="ObShellErrorCodes.TenantNotExist"/>. While the archive is <see cref="ArchiveLogStatus.Interrupted"/>, the agent refuses to start and to stop it with
    /// HTTP 500 and <see cref="ObShellErrorCodes.CommonUnexpected"/>: use SQL then.
    /// </exception>
    /// <remarks>
    /// <c>PATCH /api/v1/tenant/{name}/backup/log</c>, obshell 4.2.4 and later. For a tenant that has never archived, the agent reports success and does nothing: the first backup starts the
    /// archive.
    /// </remarks>
    public Task SetArchiveLogAsync(string tenantName, ArchiveLogStatus status, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TenantName.ThrowIfNeedsQuotes(tenantName, nameof(tenantName));
        return _connection.CommandAsync(Since.V4_2_4, HttpMethod.Patch, $"/api/v1/tenant/{tenantName}/backup/log", ArchiveRequest(status), options, cancellationToken);
    }

    /// <summary>The backup jobs of a tenant, fetched page by page as they are read; jobs that appear meanwhile do not come twice.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="filter">Which jobs. Default: all, the newest first.</param>
    /// <param name="pageSize">Jobs a call, from 1. Default: 100.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or <paramref name="pageSize"/> is less than 1.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/backup/tasks</c>, obshell 4.3.2 and later.</remarks>
    public IAsyncEnumerable<BackupJob> ListTasksAsync(
        string tenantName, BackupTaskFilter? filter = null, int pageSize = 100, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenantName);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        return Paging.ReadAllAsync(
            pageSize, (number, token) => GetTasksPageAsync(tenantName, number, pageSize, filter, options, token), job => job.JobId, cancellationToken);
    }

    /// <summary>One page of the backup jobs of a tenant.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="page">The page, from 1.</param>
    /// <param name="pageSize">Jobs a page, from 1.</param>
    /// <param name="filter">Which jobs. Default: all, the newest first.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or a number is less than 1.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/backup/tasks</c>, obshell 4.3.2 and later.</remarks>
    public Task<Page<BackupJob>> GetTasksPageAsync(
        string tenantName, int page, int pageSize, BackupTaskFilter? filter = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
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

    /// <summary>How fresh the backups of a tenant are.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ObShellApiException">Refused, e.g. <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/backup/info</c>, obshell 4.3.2 and later.</remarks>
    public Task<TenantBackupInfo> GetInfoAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
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
    public Task<IReadOnlyList<ArchiveLogTask>> ListArchiveLogTasksAsync(
        string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<ArchiveLogTask>(Since.V4_3_2, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/backup/log/tasks", options, cancellationToken);

    /// <summary>Sets up backup and log archive of all user tenants.</summary>
    /// <param name="configuration">What to set; the places are required.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The DAG that carries it out, as accepted. Await its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="configuration"/> lacks what is required or is out of range.</exception>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.BackupNoUserTenants"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, ask <see cref="ObShellException.FindStartedOperationAsync"/> before you start again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/obcluster/backup/config</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.
    /// <para>
    /// A destination of the log archive, or <see cref="BackupSettings.LogArchiveConcurrency"/>, stops the log archive and leaves it stopped, although the DAG reports success: until it is started
    /// again, the tenants cannot be restored to later moments. A new destination for data cancels a backup that is running.
    /// Call <see cref="StartArchiveLogAsync"/> for each tenant afterwards. At a tenant whose name needs quotes in SQL (see <see cref="Tenants.CreateTenantRequest.Name"/>) the DAG fails, or applies
    /// to another tenant after a <c>#</c>.
    /// </para>
    /// </remarks>
    public Task<DagOperation> SetClusterConfigurationAsync(
        ClusterBackupConfiguration configuration, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.Validate(isNew: true);
        return _connection.StartDagAsync(Since.V4_2_4, HttpMethod.Post, $"/api/v1/obcluster/backup/config", configuration, BackupDags.ConfigurationOfCluster(), options, cancellationToken);
    }

    /// <summary>Changes parts of the backup set-up of all user tenants.</summary>
    /// <param name="configuration">What to set.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The DAG that carries it out, as accepted. Await its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="configuration"/> lacks what is required or is out of range.</exception>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.BackupNoUserTenants"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, ask <see cref="ObShellException.FindStartedOperationAsync"/> before you start again.</exception>
    /// <remarks>
    /// <c>PATCH /api/v1/obcluster/backup/config</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.
    /// <para>
    /// A destination of the log archive, or <see cref="BackupSettings.LogArchiveConcurrency"/>, stops the log archive and leaves it stopped, although the DAG reports success: until it is started
    /// again, the tenants cannot be restored to later moments. A new destination for data cancels a backup that is running.
    /// Call <see cref="StartArchiveLogAsync"/> for each tenant afterwards. At a tenant whose name needs quotes in SQL (see <see cref="Tenants.CreateTenantRequest.Name"/>) the DAG fails, or applies
    /// to another tenant after a <c>#</c>.
    /// </para>
    /// </remarks>
    public Task<DagOperation> ChangeClusterConfigurationAsync(
        ClusterBackupConfiguration configuration, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.Validate(isNew: false);
        return _connection.StartDagAsync(Since.V4_2_4, HttpMethod.Patch, $"/api/v1/obcluster/backup/config", configuration, BackupDags.ConfigurationOfCluster(), options, cancellationToken);
    }

    /// <summary>Starts a data backup of all user tenants; comes back once the agent has accepted it.</summary>
    /// <param name="request">What to back up. Default: full backups without logs.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The DAG that carries it out, as accepted. Await its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ObShellApiException">
    /// Refused: <see cref="ObShellErrorCodes.BackupNoUserTenants"/>; <see cref="ObShellErrorCodes.BackupArchiveDestEmpty"/> or <see cref="ObShellErrorCodes.BackupDataDestEmpty"/> if the backup of a tenant is
    /// not configured.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, ask <see cref="ObShellException.FindStartedOperationAsync"/> before you start again.</exception>
    /// <remarks><c>POST /api/v1/obcluster/backup</c>, obshell 4.2.4 and later. Never repeated once an agent may have it.</remarks>
    public Task<DagOperation> StartClusterAsync(
        StartBackupRequest? request = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        request ??= new StartBackupRequest();
        request.Validate(nameof(request));
        return _connection.StartDagAsync(Since.V4_2_4, HttpMethod.Post, $"/api/v1/obcluster/backup", request, BackupDags.OfCluster() with { Work = new BackupWork(this) }, options, cancellationToken);
    }

    /// <summary>Cancels the running backups of all user tenants; comes back once the agent has accepted it.</summary>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ObShellApiException">Refused.</exception>
    /// <remarks><c>PATCH /api/v1/obcluster/backup</c>, obshell 4.2.4 and later. Repeated later, it might hit the next backup.</remarks>
    public Task CancelClusterAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_2_4, HttpMethod.Patch, $"/api/v1/obcluster/backup", new BackupStatusRequest(), options, cancellationToken);

    /// <summary>Starts, stops or suspends the log archive of all user tenants, one after the other.</summary>
    /// <param name="status"><see cref="ArchiveLogStatus.Doing"/>, <see cref="ArchiveLogStatus.Stop"/> or, from obshell 4.3.2 on, <see cref="ArchiveLogStatus.Suspend"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="status"/> is none of the three.</exception>
    /// <exception cref="ObShellApiException">
    /// Refused at one tenant, for example because its archive is <see cref="ArchiveLogStatus.Interrupted"/>. The tenants before it are done, those after it are not: use
    /// <see cref="StartArchiveLogAsync"/> for each tenant instead.
    /// </exception>
    /// <remarks>
    /// <c>PATCH /api/v1/obcluster/backup/log</c>, obshell 4.2.4 and later. Tenants that have never archived are passed over: the first backup starts their archive.
    /// </remarks>
    public Task SetClusterArchiveLogAsync(ArchiveLogStatus status, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_2_4, HttpMethod.Patch, $"/api/v1/obcluster/backup/log", ArchiveRequest(status), options, cancellationToken);

    private Task<DagOperation> StartAsync(string tenantName, StartBackupRequest request, DagSearch search, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        _connection.StartDagAsync(Since.V4_2_4, HttpMethod.Post, $"/api/v1/tenant/{tenantName}/backup", request, search, options, cancellationToken);

    /// <summary>
    /// Two that found nothing running may both have started. Both see the older DAG, as it was there before the younger one: that one is kept. Where the
    /// younger one cannot be canceled any more, the database refuses one of them, and the waiting goes by the database.
    /// </summary>
    private async Task<DagOperation> YieldToOlderAsync(DagOperation started, DagSearch search, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        DagOperation? oldest = null;
        try
        {
            oldest = await search.FindRunningAsync(_connection.Connection, options, cancellationToken).ConfigureAwait(false);
            if (oldest is null || oldest.Id == started.Id || oldest.Dag!.DagId > started.Dag!.DagId)
            {
                return started;
            }

            await started.CancelAsync(options, cancellationToken).ConfigureAwait(false);
            return oldest;
        }
        catch (Exception exception) when (exception is ObShellException or InvalidOperationException)
        {
            return oldest ?? started;
        }
    }

    private StartedBackup Started(string tenantName, DagOperation operation, bool attached)
    {
        // A DAG that has no date yet has not come to its backup either.
        DateTimeOffset? since = operation.Dag is { } dag ? BackupWork.SinceOf(dag) ?? _connection.AgentNow - BackupWork.Slack : null;
        return new StartedBackup(attached, operation, (options, token) => WatchTenantBackupAsync(
            tenantName, new BackupWatchOptions { StartedAfter = since, PollInterval = options.JobPollInterval, OutageTolerance = options.OutageTolerance }, token));
    }

    private static ArchiveLogStatusRequest ArchiveRequest(ArchiveLogStatus status) =>
        status == ArchiveLogStatus.Doing || status == ArchiveLogStatus.Stop || status == ArchiveLogStatus.Suspend
            ? new ArchiveLogStatusRequest { Status = status.Value }
            : throw new ArgumentException($"{ArchiveLogStatus.Doing}, {ArchiveLogStatus.Stop} or {ArchiveLogStatus.Suspend}.", nameof(status));
}
