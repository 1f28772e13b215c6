using ObShellSdk;
using ObShellSdk.Backup;
using ObShellSdk.Samples;

namespace NightlyBackup;

/// <summary>The backup of one tenant, from its set-up to its end.</summary>
internal sealed class TenantBackup(ObShellClient client, NightlyRequest request, Report report)
{
    // The DAG is dated by the agent in whole seconds, the backup by the database.
    private static readonly TimeSpan _slack = TimeSpan.FromSeconds(3);

    public async Task RunAsync(string tenant, CancellationToken cancellationToken)
    {
        if (request.Places is { } places && await new BackupSetup(client, places).EnsureAsync(tenant, cancellationToken))
        {
            report.Tell(tenant, JobEvent.Configured, $"data to {places.DataOf(tenant)}, logs to {places.ArchiveOf(tenant)}");
        }

        DateTimeOffset? now = null;
        var options = new ObShellCallOptions { OnResponse = response => now = response.AgentTime };
        StartedBackup backup = await client.Backup.StartOrAttachAsync(tenant, new StartBackupRequest { Mode = request.Mode }, options, cancellationToken);
        report.Tell(tenant, backup.Attached ? JobEvent.Attached : JobEvent.Started, backup.Attached ? "to the backup that runs" : $"{request.Mode} backup");
        if (backup.Operation is { } operation)
        {
            // The overview shows the last backup until this one has got that far.
            DateTimeOffset? after = (operation.Dag?.StartTime ?? now) - _slack;
            await JobRun.FollowAsync(operation, token => WatchAsync(tenant, after, token), cancellationToken);
        }
        else if (await WatchAsync(tenant, null, cancellationToken) is var last && last?.Status != BackupTaskStatus.Completed)
        {
            throw new JobFailedException($"The backup is {last?.Status.ToString() ?? "gone"}. {last?.Comment}".TrimEnd(), last?.Status == BackupTaskStatus.Canceled);
        }

        report.Tell(tenant, JobEvent.Completed, "", 100);
    }

    /// <summary>Shows how far the database is; comes back with the task as it ended, or null if it went away.</summary>
    private async Task<CdbObBackupTask?> WatchAsync(string tenant, DateTimeOffset? after, CancellationToken cancellationToken)
    {
        var options = new BackupWatchOptions { StartedAfter = after, PollInterval = TimeSpan.FromSeconds(1) };
        CdbObBackupTask? task = null;
        await foreach (BackupProgress progress in client.Backup.WatchTenantBackupAsync(tenant, options, cancellationToken))
        {
            task = progress.Task;
            if (progress.Outage is not null)
            {
                report.Tell(tenant, JobEvent.Progress, "the agent does not answer; the work goes on, as far as is known");
            }
            else if (task is { IsFinished: false })
            {
                report.Tell(tenant, JobEvent.Progress, Units.Progress(progress.OutputBytes, progress.CurrentRate, progress.Remaining), progress.Percent);
            }
        }

        return task is { IsFinished: true } ? task : null;
    }
}
