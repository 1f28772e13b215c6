namespace ObShellSdk.Tests.Docs;

// snippet: watch
using ObShellSdk;
using ObShellSdk.Backup;

public sealed class BackupWatch(ObShellClient client)
{
    public async Task<string> DescribeAsync(string tenant, CancellationToken ct)
    {
        try
        {
            CdbObBackupTask task = (await client.Backup.GetOverviewAsync(tenant, cancellationToken: ct)).Task;
            return task.IsFinished ? $"{task.Status}" : $"{task.Status} {task.MacroBlockPercent:F0} %";
        }
        catch (ObShellApiException e) when (e.Code == ObShellErrorCodes.TaskNotFound)
        {
            return "never backed up";
        }
    }
}
// end-snippet
