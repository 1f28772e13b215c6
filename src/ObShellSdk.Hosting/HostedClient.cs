using System.Collections.Concurrent;
using ObShellSdk.Backup;
using ObShellSdk.Errors;

namespace ObShellSdk.Hosting;

/// <summary>A client of the host, with what is known of the backups that it manages.</summary>
internal sealed class HostedClient
{
    private readonly BackupMetrics _metrics;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _lastSuccess = new(StringComparer.Ordinal);

    public HostedClient(string? name, ObShellClient client, ObShellClientOptions options, TimeProvider time, BackupMetrics metrics)
    {
        Name = name;
        Client = client;
        Options = options;
        Time = time;
        Times = new DatabaseTimes(client, options.CorrectDatabaseTimes, time);
        _metrics = metrics;
    }

    public string? Name { get; }

    public ObShellClient Client { get; }

    public ObShellClientOptions Options { get; }

    public TimeProvider Time { get; }

    public DatabaseTimes Times { get; }

    /// <summary>Reads the latest backup of a tenant and when the last successful one ended, and shows both in the gauges.</summary>
    public async Task<BackupState> ReadBackupAsync(string tenant, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        CdbObBackupTask? latest = await Client.Backup.FindTaskAsync(tenant, options, cancellationToken).ConfigureAwait(false);
        TimeSpan shift = latest is null ? TimeSpan.Zero : await Times.GetShiftAsync(options, cancellationToken).ConfigureAwait(false);
        DateTimeOffset? end = latest is null ? null : latest.EndTimestamp - shift;
        if (latest?.Status == BackupTaskStatus.Completed)
        {
            if (end is { } ended)
            {
                _lastSuccess[tenant] = ended;
            }
        }
        else if (latest is not null && !_lastSuccess.ContainsKey(tenant) && await FindLastSuccessAsync(tenant, options, cancellationToken).ConfigureAwait(false) is { } earlier)
        {
            _lastSuccess.TryAdd(tenant, earlier - shift);
        }

        DateTimeOffset? success = _lastSuccess.TryGetValue(tenant, out DateTimeOffset known) ? known : null;
        _metrics.Set(Name, tenant, success, latest is { IsFinished: true } ? latest.Status == BackupTaskStatus.Completed : null);
        return new BackupState(latest, latest is null ? null : latest.StartTimestamp - shift, end, success);
    }

    /// <summary>The end of the last successful backup, as the agent labels it; null if there is none, and from agents before 4.3.2, which have no list.</summary>
    private async Task<DateTimeOffset?> FindLastSuccessAsync(string tenant, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            var filter = new BackupTaskFilter { Statuses = [BackupTaskStatus.Completed] };
            IReadOnlyList<BackupJob> jobs = (await Client.Backup.GetJobsPageAsync(tenant, filter, 1, 1, options, cancellationToken).ConfigureAwait(false)).Items;
            return jobs.Count > 0 ? jobs[0].EndTimestamp : null;
        }
        catch (ObShellVersionException)
        {
            return null;
        }
    }
}

/// <summary>The latest backup of a tenant, with times that are corrected by the difference of the time zones.</summary>
/// <param name="Latest">The record as the agent returned it, or null if the tenant was never backed up.</param>
/// <param name="Start">When it started.</param>
/// <param name="End">When it ended, or null while it runs.</param>
/// <param name="LastSuccess">When the last successful backup ended, or null if that is not known.</param>
internal sealed record BackupState(CdbObBackupTask? Latest, DateTimeOffset? Start, DateTimeOffset? End, DateTimeOffset? LastSuccess);
