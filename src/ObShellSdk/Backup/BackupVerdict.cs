using ObShellSdk.Tasks;

namespace ObShellSdk.Backup;

/// <summary>
/// Whether the backups that a DAG started came out well. Its last node waits until no backup job is left, and succeeds then however the
/// jobs ended: only the database's records tell.
/// </summary>
internal static class BackupVerdict
{
    // The DAG is dated by the agent and the task by the database; a backup from before is older than this, as it had to end first.
    private static readonly TimeSpan _slack = TimeSpan.FromSeconds(3);

    public static WorkFailure? Of(DagDetail dag, IEnumerable<CdbObBackupTask> tasks) => tasks
        .Where(task => dag.StartTime is not { } start || task.StartTimestamp >= start - _slack)
        .Select(Judge)
        .FirstOrDefault(failure => failure is not null);

    private static WorkFailure? Judge(CdbObBackupTask task)
    {
        if (task.Status == BackupTaskStatus.Completed && task.Result == 0)
        {
            return null;
        }

        string comment = task.Comment.Length == 0 ? "" : $", {task.Comment}";
        return new WorkFailure(
            task.Status == BackupTaskStatus.Canceled ? DagOutcome.Canceled : DagOutcome.Failed,
            $"backup task {task.TaskId} of tenant {task.TenantId} is {task.Status} (result {task.Result}{comment})");
    }
}
