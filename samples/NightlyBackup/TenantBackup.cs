using ObShellSdk;
using ObShellSdk.Backup;
using ObShellSdk.Samples;

namespace NightlyBackup;

/// <summary>The backup of one tenant, from its set-up to its end.</summary>
internal sealed class TenantBackup(ObShellClient client, NightlyRequest request, Report report, JobRun run)
{
    public async Task RunAsync(string tenant, CancellationToken cancellationToken)
    {
        if (request.Places is { } places && await new BackupSetup(client, places).EnsureAsync(tenant, cancellationToken))
        {
            report.Tell(tenant, JobEvent.Configured, $"data to {places.DataOf(tenant)}, logs to {places.ArchiveOf(tenant)}");
        }

        BackupOperation backup = await client.Backup.StartOrAttachAsync(tenant, new StartBackupRequest { Mode = request.Mode }, cancellationToken: cancellationToken);
        report.Tell(tenant, backup.IsAttached ? JobEvent.Attached : JobEvent.Started, backup.IsAttached ? "to the backup that runs" : $"{request.Mode} backup");
        await backup.WaitAsync(JobRun.Looks, run.Follow<BackupProgress>(tenant, Describe), cancellationToken);
        report.Tell(tenant, JobEvent.Completed, "", 100);
    }

    private static string? Describe(BackupProgress progress) =>
        progress.Task is { IsFinished: false } ? Units.Progress(progress.OutputBytes, progress.CurrentRate, progress.Remaining) : null;
}
