using ObShellSdk.Diagnostics;
using ObShellSdk.Tasks;

namespace ObShellSdk.Backup;

/// <summary>A backup at one moment, by the database's figures. What is not known is null.</summary>
public sealed record BackupProgress : JobProgress
{
    /// <summary>The task, which writes one backup set; null while the backup that is awaited has not begun.</summary>
    public CdbObBackupTask? Task { get; init; }

    /// <summary>
    /// The job that the task belongs to; a job may write one backup set after the other. Null while a set is being written, and from agents before
    /// 4.3.2, which tell only of tasks.
    /// </summary>
    public BackupJob? Job { get; init; }

    /// <summary>Bytes written so far.</summary>
    public long? OutputBytes { get; init; }

    /// <summary>How long the task has been running, or took.</summary>
    public TimeSpan? Elapsed { get; init; }

    internal static BackupProgress Of(BackupSight? sight, JobSight<BackupSight>? before, DateTimeOffset now, TimeSpan? outage)
    {
        if (sight is null)
        {
            return new BackupProgress { Outage = outage };
        }

        CdbObBackupTask task = sight.Task;
        TimeSpan? elapsed = task.ElapsedAt(now);
        return new BackupProgress
        {
            Task = task,
            Job = sight.Job,
            Percent = 100 * task.MacroBlockProgress,
            OutputBytes = task.OutputBytes,
            CurrentRate = before is { } last && IsSameSet(last.Job.Task, task) && now > last.Time
                ? Math.Max(0, (task.OutputBytes - last.Job.Task.OutputBytes) / (now - last.Time).TotalSeconds)
                : null,
            MeanRate = elapsed is { TotalSeconds: > 0 } time ? task.OutputBytes / time.TotalSeconds : null,
            Elapsed = elapsed,
            Remaining = task.EstimateRemaining(now),
            IsFinished = outage is null && sight.IsFinished,
            IsSuccess = outage is null ? sight.IsSuccess : null,
            Outage = outage,
        };
    }

    /// <summary>The figures of the next backup set begin at zero again: no rate can be reckoned over the change.</summary>
    private static bool IsSameSet(CdbObBackupTask left, CdbObBackupTask right) =>
        (left.JobId, left.TaskId, left.BackupSetId) == (right.JobId, right.TaskId, right.BackupSetId);

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(BackupProgress), PrintMembers);
}

/// <summary>How a backup is watched.</summary>
public sealed record BackupWatchOptions : JobWatchOptions
{
    /// <summary>
    /// Passes over tasks that began before this moment and waits for one that began later: after a start, the moment of the start by the
    /// agent's clock. Default: null, whatever task is there counts.
    /// </summary>
    public DateTimeOffset? StartedAfter { get; init; }

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(BackupWatchOptions), PrintMembers);
}
