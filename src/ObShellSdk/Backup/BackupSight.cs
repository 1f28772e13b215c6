using ObShellSdk.Errors;

namespace ObShellSdk.Backup;

/// <summary>A backup as it was seen at one look.</summary>
/// <param name="Task">The backup set that is written, or was written last.</param>
/// <param name="Job">The job that it belongs to, as far as it was asked for and the agent can tell.</param>
/// <param name="IsFinished">Whether the job has ended.</param>
internal sealed record BackupSight(CdbObBackupTask Task, BackupJob? Job, bool IsFinished)
{
    /// <summary>Whether it ended well; null while it goes on, and where its end was not seen.</summary>
    public bool? IsSuccess => !IsFinished ? null
        : Job is { } job ? job.IsFinished ? job.Status == BackupTaskStatus.Completed && job.Result == 0 : null
        : Task.IsFinished ? Task.Status == BackupTaskStatus.Completed && Task.Result == 0
        : null;

    public bool IsCanceled => (Job?.Status ?? Task.Status) == BackupTaskStatus.Canceled;

    /// <summary>One line for people.</summary>
    public override string ToString()
    {
        (string name, BackupTaskStatus status, long result, string comment) = Job is { } job
            ? ($"backup job {job.JobId}", job.Status, job.Result, job.Comment)
            : ($"backup task {Task.TaskId}", Task.Status, Task.Result, Task.Comment);
        comment = comment.Length > 0 ? comment : Task.Comment;
        return $"{name} of tenant {Task.TenantId} is {status} (result {result}{(comment.Length == 0 ? "" : $", {comment}")})";
    }
}

/// <summary>
/// The backup of a tenant that one call follows: from one backup set to the next of the same job, and no further. A job that ends while nobody looks is
/// not mistaken for the one after it.
/// </summary>
/// <param name="backups">What to ask with.</param>
/// <param name="tenant">The tenant.</param>
/// <param name="startedAfter">Passes over tasks that began before this moment; null: whatever task is there counts.</param>
/// <param name="seen">The task by which the backup was found; null: the first one that is seen.</param>
internal sealed class FollowedBackup(BackupClient backups, string tenant, DateTimeOffset? startedAfter, CdbObBackupTask? seen = null)
{
    private const int JobsToSearch = 100;

    private CdbObBackupTask? _last = seen;

    /// <summary>The backup as it is now; null when there is none (yet).</summary>
    public async Task<BackupSight?> LookAsync(CancellationToken cancellationToken)
    {
        CdbObBackupTask? task = await backups.FindTaskAsync(tenant, null, cancellationToken).ConfigureAwait(false);
        if (_last is null && (task is null || (startedAfter is { } after && task.StartTimestamp < after)))
        {
            return null;
        }

        if (_last is not null && (task is null || task.JobId != _last.JobId))
        {
            return await LookAtJobAsync(_last, cancellationToken).ConfigureAwait(false);
        }

        _last = task!;
        return task!.IsFinished ? await LookAtJobAsync(task, cancellationToken).ConfigureAwait(false) : new BackupSight(task, null, IsFinished: false);
    }

    /// <summary>After the last task that was seen. A backup set that is complete may be followed by another one of the same job: only the job tells.</summary>
    private async Task<BackupSight> LookAtJobAsync(CdbObBackupTask task, CancellationToken cancellationToken)
    {
        try
        {
            Page<BackupJob> newest = await backups.GetTasksPageAsync(tenant, 1, JobsToSearch, null, null, cancellationToken).ConfigureAwait(false);
            BackupJob? job = newest.Contents.FirstOrDefault(job => job.JobId == task.JobId);
            return new BackupSight(task, job, job is null or { IsFinished: true });
        }
        catch (ObShellVersionException)
        {
            // Older agents tell only of tasks.
            return new BackupSight(task, null, IsFinished: true);
        }
    }
}
