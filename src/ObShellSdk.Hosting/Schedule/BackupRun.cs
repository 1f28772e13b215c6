using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ObShellSdk.Backup;
using ObShellSdk.Errors;

namespace ObShellSdk.Hosting.Schedule;

/// <summary>One due time of a schedule: each tenant is backed up once for it, by this host or another one.</summary>
internal sealed class BackupRun
{
    private readonly HostedClient _hosted;
    private readonly ObShellBackupScheduleOptions _options;
    private readonly BackupPlan _plan;
    private readonly bool _isCatchUp;
    private readonly DateTimeOffset _startsUntil;
    private readonly ILogger _logger;
    private readonly Func<ObShellBackupResult, CancellationToken, ValueTask> _report;
    private readonly ConcurrentDictionary<string, (long Tenant, long Job)> _before = new(StringComparer.Ordinal);

    /// <param name="hosted">The client.</param>
    /// <param name="options">The schedule.</param>
    /// <param name="plan">Its due times.</param>
    /// <param name="due">The due time.</param>
    /// <param name="isCatchUp">Whether the due time passed before the host could work on it.</param>
    /// <param name="startsUntil">The moment after which nothing is started any more.</param>
    /// <param name="logger">The log of the schedule.</param>
    /// <param name="report">Receives each outcome.</param>
    public BackupRun(
        HostedClient hosted, ObShellBackupScheduleOptions options, BackupPlan plan, DateTimeOffset due, bool isCatchUp, DateTimeOffset startsUntil, ILogger logger,
        Func<ObShellBackupResult, CancellationToken, ValueTask> report)
    {
        (_hosted, _options, _plan, Due, _isCatchUp, _startsUntil, _logger, _report) = (hosted, options, plan, due, isCatchUp, startsUntil, logger, report);
    }

    public DateTimeOffset Due { get; }

    private TimeProvider Time => _hosted.Time;

    /// <summary>Backs up the tenants.</summary>
    /// <param name="tenants">The tenants.</param>
    /// <param name="ending">Canceled when the next due time has come, or the host stops.</param>
    /// <param name="stopping">Canceled when the host stops.</param>
    public async Task BackUpAsync(IReadOnlyList<string> tenants, CancellationToken ending, CancellationToken stopping)
    {
        if (!_isCatchUp)
        {
            await DelayStartAsync(tenants, ending).ConfigureAwait(false);
        }

        await Parallel.ForEachAsync(
            tenants, new ParallelOptions { MaxDegreeOfParallelism = _options.Parallel, CancellationToken = stopping }, async (tenant, _) => await BackUpAsync(tenant, ending, stopping).ConfigureAwait(false))
            .ConfigureAwait(false);
    }

    /// <summary>Reports that a backup could not be started in time.</summary>
    public ValueTask ReportMissedAsync(string? tenant, int attempts, Exception? exception, CancellationToken cancellationToken) => _report(
        new ObShellBackupResult { Outcome = ObShellBackupOutcome.Missed, TenantName = tenant, ClientName = _hosted.Name, DueAt = Due, Attempts = attempts, Exception = exception }, cancellationToken);

    /// <summary>
    /// Waits for a random part of the jitter. The jobs that exist now are remembered: a higher id is a backup that another host starts meanwhile, whatever the clocks say.
    /// </summary>
    private async Task DelayStartAsync(IReadOnlyList<string> tenants, CancellationToken ending)
    {
        if (_options.Jitter == TimeSpan.Zero)
        {
            return;
        }

        foreach (string tenant in tenants)
        {
            try
            {
                CdbObBackupTask? latest = await _hosted.Client.Backup.FindTaskAsync(tenant, cancellationToken: ending).ConfigureAwait(false);
                _before[tenant] = (latest?.TenantId ?? 0, latest?.JobId ?? 0);
            }
            catch (ObShellException)
            {
                // Then the times decide.
            }
        }

        await Task.Delay(_options.Jitter * Random.Shared.NextDouble(), Time, ending).ConfigureAwait(false);
    }

    private async Task BackUpAsync(string tenant, CancellationToken ending, CancellationToken stopping)
    {
        var work = new TenantWork(tenant);
        try
        {
            ObShellBackupResult? result;
            do
            {
                result = await TryAsync(work, ending).ConfigureAwait(false);
            }
            while (result is null && !work.IsOver);

            if (result is not null)
            {
                await _report(result, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            if (work.IsFollowing)
            {
                _logger.LeftRunning(tenant, Due);
            }
            else if (!stopping.IsCancellationRequested)
            {
                await ReportMissedAsync(tenant, work.Attempts, work.Failure, stopping).ConfigureAwait(false);
            }
        }
    }

    /// <summary>One attempt.</summary>
    /// <returns>The outcome, or null if another attempt follows or there is nothing to report.</returns>
    private async Task<ObShellBackupResult?> TryAsync(TenantWork work, CancellationToken ending)
    {
        ending.ThrowIfCancellationRequested();
        try
        {
            BackupState before = await _hosted.ReadBackupAsync(work.Tenant, null, ending).ConfigureAwait(false);
            if (Judge(work, before) is { } outcome)
            {
                return Result(outcome, work, before.Latest);
            }

            if (Time.GetUtcNow() >= _startsUntil && before.Latest is not { IsFinished: false })
            {
                work.IsOver = true;
                // A due time that passed while the host was not running, and is not to be caught up, is none of its outcomes.
                return _isCatchUp && work.Attempts == 0 ? null : Result(ObShellBackupOutcome.Missed, work, before.Latest);
            }

            BackupOperation? operation = await OpenAsync(work, before, ending).ConfigureAwait(false);
            if (operation is null)
            {
                return null;
            }

            work.IsFollowing = true;
            work.DagId = operation.DagId;
            await operation.WaitAsync(_options.Wait, cancellationToken: ending).ConfigureAwait(false);
            work.IsFollowing = false;
            BackupState after = await _hosted.ReadBackupAsync(work.Tenant, null, ending).ConfigureAwait(false);
            return Result(ObShellBackupOutcome.Succeeded, work, after.Latest);
        }
        catch (ObShellException exception) when (_isCatchUp && work.Attempts == 0 && !exception.IsTransient && Time.GetUtcNow() >= _startsUntil)
        {
            // Nothing was to be started, only to be found running.
            _logger.NotFollowed(work.Tenant, Due, exception.Message);
            work.IsOver = true;
            return null;
        }
        catch (ObShellException exception)
        {
            work.IsFollowing = false;
            work.Failure = exception;
            work.Failures += exception.IsTransient ? 0 : 1;
        }
        catch (ArgumentException exception)
        {
            // A name that cannot be backed up: no attempt would change that.
            work.Failure = exception;
            work.Failures = _options.MaxAttempts;
        }

        if (work.Failures >= _options.MaxAttempts)
        {
            return Result(ObShellBackupOutcome.Failed, work, await TryReadAsync(work.Tenant, ending).ConfigureAwait(false));
        }

        _logger.AttemptFailed(work.Tenant, Due, work.Attempts, work.Failure.Message, _options.RetryDelay);
        await Task.Delay(_options.RetryDelay, Time, ending).ConfigureAwait(false);
        return null;
    }

    /// <summary>The running backup, or a new one. Null if the running one ended meanwhile and nothing is to be started any more.</summary>
    private async Task<BackupOperation?> OpenAsync(TenantWork work, BackupState before, CancellationToken ending)
    {
        if (Time.GetUtcNow() >= _startsUntil)
        {
            BackupOperation? running = await _hosted.Client.Backup.FindOperationAsync(work.Tenant, cancellationToken: ending).ConfigureAwait(false);
            work.Attempts += running is null ? 0 : 1;
            return running;
        }

        work.Attempts++;
        if (_isCatchUp && work.Attempts == 1 && before.Latest is not { IsFinished: false })
        {
            _logger.CaughtUp(Due);
        }

        BackupMode mode = _plan.ModeAt(Due, before.LastSuccess);
        var request = new StartBackupRequest { Mode = mode, PlusArchive = _options.PlusArchive ? true : null, Encryption = _options.Encryption };
        BackupOperation operation = await _hosted.Client.Backup.StartOrAttachAsync(work.Tenant, request, cancellationToken: ending).ConfigureAwait(false);
        if (operation.IsAttached)
        {
            _logger.Attached(work.Tenant, Due, operation.DagId);
        }
        else
        {
            _logger.Started(work.Tenant, Due, mode.Value, operation.DagId);
        }

        return operation;
    }

    /// <summary>What the latest backup means for this due time; null if the tenant has to be backed up.</summary>
    private ObShellBackupOutcome? Judge(TenantWork work, BackupState state)
    {
        if (state.Latest is not { IsFinished: true } latest)
        {
            return null;
        }

        bool isNewer = _before.TryGetValue(work.Tenant, out (long Tenant, long Job) before) && (latest.TenantId != before.Tenant || latest.JobId > before.Job);
        bool isOurs = isNewer || state.Start >= Due - _plan.Tolerance(Due);
        return latest.Status == BackupTaskStatus.Completed && (isOurs || state.End >= Due) ? work.Attempts > 0 ? ObShellBackupOutcome.Succeeded : ObShellBackupOutcome.AlreadyBackedUp
            : latest.Status == BackupTaskStatus.Canceled && isOurs ? ObShellBackupOutcome.Canceled
            : null;
    }

    private async Task<CdbObBackupTask?> TryReadAsync(string tenant, CancellationToken ending)
    {
        try
        {
            return (await _hosted.ReadBackupAsync(tenant, null, ending).ConfigureAwait(false)).Latest;
        }
        catch (Exception exception) when (exception is ObShellException or ArgumentException)
        {
            return null;
        }
    }

    private ObShellBackupResult Result(ObShellBackupOutcome outcome, TenantWork work, CdbObBackupTask? task) => new()
    {
        Outcome = outcome,
        TenantName = work.Tenant,
        ClientName = _hosted.Name,
        DueAt = Due,
        Attempts = work.Attempts,
        DagId = work.DagId,
        Task = task,
        Exception = outcome is ObShellBackupOutcome.Succeeded or ObShellBackupOutcome.AlreadyBackedUp ? null : work.Failure,
    };

    /// <summary>How far the work for one tenant has come.</summary>
    private sealed class TenantWork(string tenant)
    {
        public string Tenant { get; } = tenant;

        public int Attempts { get; set; }

        public int Failures { get; set; }

        public Exception? Failure { get; set; }

        public string? DagId { get; set; }

        /// <summary>A backup is running, and this host waits for its end.</summary>
        public bool IsFollowing { get; set; }

        /// <summary>Nothing is to be done or reported any more.</summary>
        public bool IsOver { get; set; }
    }
}
