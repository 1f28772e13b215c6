using ObShellSdk.Errors;
using ObShellSdk.Http;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;

namespace ObShellSdk.Backup;

// The log archive of one tenant, from its start to the proof that it runs. The agent says success also where it did nothing.
public partial class BackupClient
{
    /// <summary>Starts the log archive of a tenant that has archived before, and waits until it runs.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="waitOptions">How long to wait, and how often to look. Default: see <see cref="ArchiveLogWaitOptions"/>.</param>
    /// <param name="options">Options for each of the calls, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to stop waiting; the archive itself continues to start.</param>
    /// <returns>The round of the archive that runs.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or needs quotes in SQL (see <see cref="Tenants.CreateTenantRequest.Name"/>).</exception>
    /// <exception cref="ArchiveLogNotRunningException">
    /// The archive does not run: the tenant has never archived, so only a backup can start its archive (<see cref="StartOrAttachAsync"/>), or the archive is interrupted.
    /// </exception>
    /// <exception cref="ObShellApiException">Refused, for example with <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <exception cref="ObShellVersionException">The agent is older than 4.3.2 and cannot list archives, so the start could not be verified. Nothing was sent but a look.</exception>
    /// <remarks>
    /// Several calls: <c>GET /api/v1/tenant/{name}/backup/log/tasks</c>, <c>PATCH /api/v1/tenant/{name}/backup/log</c>, and the first again; obshell 4.3.2 and later.
    /// </remarks>
    public virtual async Task<ArchiveLogTask> StartArchiveLogAsync(
        string tenantName, ArchiveLogWaitOptions? waitOptions = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TenantName.ThrowIfNeedsQuotes(tenantName, nameof(tenantName));
        ArchiveLogTask? task = await FindArchiveLogAsync(tenantName, options, cancellationToken).ConfigureAwait(false);
        if (task is { Status: var status } && status == ArchiveLogStatus.Doing)
        {
            return task;
        }

        await OpenArchiveLogAsync(tenantName, options, cancellationToken).ConfigureAwait(false);
        return await WaitForArchiveLogAsync(tenantName, waitOptions ?? new ArchiveLogWaitOptions(), options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Changes the backup configuration of a tenant, waits for it, and starts the log archive again, which such a change stops: the safe way for scripts.
    /// </summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="configuration">What to set; members that are null keep what is set.</param>
    /// <param name="waitOptions">How long to wait for the archive, and how often to look. Default: see <see cref="ArchiveLogWaitOptions"/>.</param>
    /// <param name="options">Options for each of the calls, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to stop waiting; the change itself continues, and the archive is then not started again.</param>
    /// <returns>
    /// The round of the archive that runs, or null if the tenant has never archived logs, so that there was no archive to start again: its first backup starts one.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="configuration"/> is out of range, or <paramref name="tenantName"/> is empty or needs quotes in SQL (see <see cref="Tenants.CreateTenantRequest.Name"/>).
    /// </exception>
    /// <exception cref="ArchiveLogNotRunningException">The configuration is set, and the archive does not run.</exception>
    /// <exception cref="DagFailedException">The change failed. It may have stopped the archive before: solve the cause, then call again or call <see cref="StartArchiveLogAsync"/>.</exception>
    /// <exception cref="ObShellVersionException">The agent is older than 4.3.2 and cannot list archives, so the start could not be verified. Nothing was changed.</exception>
    /// <exception cref="ObShellException">
    /// The agent refused, or was unavailable for too long. If <see cref="ObShellException.MayHaveRun"/> is true, call again: the same configuration may be set twice.
    /// </exception>
    /// <remarks>
    /// Several calls: <c>GET /api/v1/tenant/{name}/backup/log/tasks</c>, <c>GET /api/v1/tenant/{name}/backup/info</c>, <c>POST</c> (with both places) or <c>PATCH</c>
    /// <c>/api/v1/tenant/{name}/backup/config</c>, its DAG, and those of <see cref="StartArchiveLogAsync"/>; obshell 4.3.2 and later. A new data destination cancels a backup that
    /// is running.
    /// </remarks>
    public virtual async Task<ArchiveLogTask?> ConfigureAndArchiveAsync(
        string tenantName,
        TenantBackupConfiguration configuration,
        ArchiveLogWaitOptions? waitOptions = null,
        ObShellCallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.Validate(isNew: false);
        TenantName.ThrowIfNeedsQuotes(tenantName, nameof(tenantName));

        // Also proves, before anything is changed, that the agent can tell whether the archive runs.
        bool hasArchived = await FindArchiveLogAsync(tenantName, options, cancellationToken).ConfigureAwait(false) is not null
            || await HasArchivedAsync(tenantName, options, cancellationToken).ConfigureAwait(false);
        DagOperation change = await ChangeOrFindAsync(tenantName, configuration, options, cancellationToken).ConfigureAwait(false);
        await change.WaitAsync(cancellationToken: cancellationToken).ConfigureAwait(false);

        // obshell opens the first archive of a tenant only with a backup (ob/agent/executor/ob/backup_status.go:118, backup.go:254).
        return hasArchived ? await StartArchiveLogAsync(tenantName, waitOptions, options, cancellationToken).ConfigureAwait(false) : null;
    }

    private async Task<DagOperation> ChangeOrFindAsync(string tenantName, TenantBackupConfiguration configuration, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            // The same DAG; POST wants both places, PATCH takes any part.
            return configuration is { DataBaseUri: not null, ArchiveBaseUri: not null }
                ? await SetConfigurationAsync(tenantName, configuration, options, cancellationToken).ConfigureAwait(false)
                : await UpdateConfigurationAsync(tenantName, configuration, options, cancellationToken).ConfigureAwait(false);
        }
        catch (ObShellException exception) when (exception is { MayHaveRun: true, LostStart: { } lost })
        {
            var tasks = new TaskClient(_connection.Connection, _ => null);
            if (await DagStart.TryFindAsync(() => tasks.FindLostAsync(lost, _connection.BodyOf(configuration).Secrets, options, cancellationToken)).ConfigureAwait(false) is { } started)
            {
                return started;
            }

            throw;
        }
    }

    /// <summary>The newest round that the agent lists: it leaves out those that are stopped, suspending or interrupted (ob/agent/service/tenant/backup.go:60).</summary>
    private async Task<ArchiveLogTask?> FindArchiveLogAsync(string tenantName, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        IReadOnlyList<ArchiveLogTask> tasks = await ListArchiveLogTasksAsync(tenantName, options, cancellationToken).ConfigureAwait(false);
        return tasks.MaxBy(task => task.RoundId);
    }

    private Task SendArchiveLogAsync(string tenantName, ArchiveLogStatus status, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        _connection.CommandAsync(Since.V4_2_4, HttpMethod.Patch, $"/api/v1/tenant/{tenantName}/backup/log", ArchiveRequest(status), options, cancellationToken);

    private async Task OpenArchiveLogAsync(string tenantName, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            await SendArchiveLogAsync(tenantName, ArchiveLogStatus.Doing, options, cancellationToken).ConfigureAwait(false);
        }
        catch (ObShellApiException exception) when (exception.Code == ObShellErrorCodes.CommonUnexpected)
        {
            // An interrupted archive is refused so (backup_status.go:133), as are other faults. The archive was stopped or interrupted before: whether it runs now decides.
            if (await ReadArchiveAsync(tenantName, options, cancellationToken).ConfigureAwait(false) == ArchiveLook.NotListed)
            {
                throw NotRunning([tenantName], null, hasArchived: true, exception);
            }

            throw;
        }
    }

    /// <summary>The agent starts no first archive, and says success all the same (backup_status.go:118).</summary>
    private async Task ThrowIfNeverArchivedAsync(IReadOnlyList<string> tenants, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        var never = new List<string>();
        foreach (string tenant in tenants)
        {
            switch (await ReadArchiveAsync(tenant, options, cancellationToken).ConfigureAwait(false))
            {
                case ArchiveLook.Unknown:
                    return;
                case ArchiveLook.NeverArchived:
                    never.Add(tenant);
                    break;
            }
        }

        if (never.Count > 0)
        {
            throw NotRunning(never, null, hasArchived: false, null);
        }
    }

    private async Task<ArchiveLook> ReadArchiveAsync(string tenantName, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return await FindArchiveLogAsync(tenantName, options, cancellationToken).ConfigureAwait(false) is not null ? ArchiveLook.Listed
                : await HasArchivedAsync(tenantName, options, cancellationToken).ConfigureAwait(false) ? ArchiveLook.NotListed
                : ArchiveLook.NeverArchived;
        }
        catch (ObShellVersionException)
        {
            return ArchiveLook.Unknown;
        }
    }

    private async Task<ArchiveLogTask> WaitForArchiveLogAsync(string tenantName, ArchiveLogWaitOptions waitOptions, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        TimeProvider clock = _connection.Settings.TimeProvider;
        long begun = clock.GetTimestamp();
        while (true)
        {
            ArchiveLogTask? task = await FindArchiveLogAsync(tenantName, options, cancellationToken).ConfigureAwait(false);
            if (task is { Status: var status } && status == ArchiveLogStatus.Doing)
            {
                return task;
            }

            if (clock.GetElapsedTime(begun) >= (task is null ? waitOptions.AppearTimeout : waitOptions.StartTimeout))
            {
                bool hasArchived = task is not null || await HasArchivedAsync(tenantName, options, cancellationToken).ConfigureAwait(false);
                throw NotRunning([tenantName], task, hasArchived, null);
            }

            await Task.Delay(waitOptions.PollInterval, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> HasArchivedAsync(string tenantName, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        (await GetInfoAsync(tenantName, options, cancellationToken).ConfigureAwait(false)).LatestArchiveLogCheckpoint is { } checkpoint && checkpoint > DateTimeOffset.UnixEpoch;

    private ArchiveLogNotRunningException NotRunning(List<string> tenants, ArchiveLogTask? task, bool hasArchived, Exception? cause)
    {
        string what = task is { } seen ? $"it is {seen.Status}"
            : hasArchived ? "no round of it is listed, so it is stopped or interrupted. Look at oceanbase.CDB_OB_ARCHIVELOG; an interrupted archive must be stopped and started by SQL"
            : "the tenant has never archived logs, and obshell starts the first archive only with a backup. Start a backup";
        return new ArchiveLogNotRunningException(
            $"The log archive of tenant {string.Join(", ", tenants.Select(tenant => $"'{tenant}'"))} does not run: {what}.",
            new CallFacts("PATCH /api/v1/tenant/{tenantName}/backup/log", _connection.Connection.Endpoint, MayHaveRun: false),
            tenants[0], task, hasArchived, cause);
    }

    private enum ArchiveLook
    {
        /// <summary>The agent is older than 4.3.2.</summary>
        Unknown,

        /// <summary>It runs, or is about to.</summary>
        Listed,

        /// <summary>It ran before, and is stopped, interrupted or not listed yet.</summary>
        NotListed,
        NeverArchived,
    }
}
