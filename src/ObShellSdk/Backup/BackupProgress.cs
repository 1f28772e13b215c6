using ObShellSdk.Backup;
using ObShellSdk.Tasks;

namespace ObShellSdk;

/// <summary>A backup at one moment, by the database's figures. What is not known is null.</summary>
public sealed record BackupProgress : JobProgress
{
    /// <summary>The task, which writes one backup set; null while the backup has not begun. For a backup of the cluster, a task that is running, or the last.</summary>
    public CdbObBackupTask? Task { get; init; }

    /// <summary>The tasks of all tenants for a backup of the cluster; else <see cref="Task"/> alone. Empty while the backup has not begun.</summary>
    public IReadOnlyList<CdbObBackupTask> Tasks { get; init => field = value ?? []; } = [];

    /// <summary>
    /// The job that the task belongs to; a job may write one backup set after the other. Null while a set is being written, and from agents before
    /// 4.3.2, which tell only of tasks.
    /// </summary>
    public BackupJob? Job { get; init; }

    /// <summary>Bytes written so far.</summary>
    public long? OutputBytes { get; init; }

    /// <summary>How long the operation has been watched, or how long a finished task took.</summary>
    public TimeSpan? Elapsed { get; init; }

    private protected override string Subject => Task is null ? "backup that has not begun" : $"backup {Task.TaskId} of tenant {Task.TenantId}, {Task.Status}";

    internal static BackupProgress Of(WorkSnapshot now, TimeProvider clock)
    {
        WorkSnapshot first = now.First ?? now;
        if (now.Record?.Figures is not BackupFigures figures)
        {
            return new BackupProgress
            {
                Outage = now.Outage, OutageReason = now.OutageReason, IsFinished = now.IsFinal, IsSuccess = now.IsFinal ? now.EndedWell : null,
            };
        }

        long output = figures.Tasks.Sum(task => task.OutputBytes);
        long blocks = figures.Tasks.Sum(task => task.MacroBlockCount);
        long finished = figures.Tasks.Sum(task => task.FinishMacroBlockCount);
        BackupFigures? start = first.Record?.Figures as BackupFigures;
        TimeSpan watched = clock.GetElapsedTime(first.ReadAt, now.ReadAt);
        bool isFinal = now.Outage is null && (now.IsFinal || figures.IsFinished);
        return new BackupProgress
        {
            Task = figures.Task,
            Tasks = figures.Tasks,
            Job = figures.Job,
            Percent = blocks > 0 ? Math.Clamp(100.0 * finished / blocks, 0, 100) : null,
            OutputBytes = output,
            CurrentRate = now.Before is { Record.Figures: BackupFigures last } before && IsSameSet(last, figures) ? Rate(last.Tasks.Sum(task => task.OutputBytes), output, clock.GetElapsedTime(before.ReadAt, now.ReadAt)) : null,
            MeanRate = start is not null && IsSameSet(start, figures) ? Rate(start.Tasks.Sum(task => task.OutputBytes), output, watched) : null,
            Elapsed = figures.Task.Elapsed ?? watched,
            Remaining = !figures.IsFinished && blocks > 0 && start is not null && IsSameSet(start, figures)
                ? TimeFor(blocks - finished, Rate(start.Tasks.Sum(task => task.FinishMacroBlockCount), finished, watched))
                : null,
            IsFinished = isFinal,
            IsSuccess = !isFinal || !now.Record.IsFound ? null : now.IsFinal ? now.IsDone : figures.IsSuccess,
            Outage = now.Outage,
            OutageReason = now.OutageReason,
        };
    }

    /// <summary>The figures of the next backup set begin at zero again: there is no rate across the change.</summary>
    private static bool IsSameSet(BackupFigures left, BackupFigures right) => left.Tasks.Select(SetOf).SequenceEqual(right.Tasks.Select(SetOf));

    private static (long, long, long, long) SetOf(CdbObBackupTask task) => (task.TenantId, task.JobId, task.TaskId, task.BackupSetId);
}
