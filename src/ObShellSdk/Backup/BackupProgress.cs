using ObShellSdk.Tasks;

namespace ObShellSdk.Backup;

/// <summary>What <see cref="BackupClient.StartOrAttachAsync"/> did.</summary>
public sealed record StartedBackup
{
    /// <summary>True when a backup was running already; false when this call started one.</summary>
    public bool Attached { get; init; }

    /// <summary>
    /// The work to wait for; null when the backup that runs was not started through obshell: follow it with
    /// <see cref="BackupClient.WatchTenantBackupAsync"/>.
    /// </summary>
    public DagOperation? Operation { get; init; }
}

/// <summary>A backup at one moment, by the database's figures. What is not known is null.</summary>
public sealed record BackupProgress
{
    /// <summary>The task; null while the backup that is awaited has not begun.</summary>
    public CdbObBackupTask? Task { get; init; }

    /// <summary>The share that is done, from 0 to 100, by macro blocks.</summary>
    public double? Percent { get; init; }

    /// <summary>Bytes written so far.</summary>
    public long? OutputBytes { get; init; }

    /// <summary>Bytes written a second since the look before.</summary>
    public double? CurrentRate { get; init; }

    /// <summary>Bytes written a second since the task began.</summary>
    public double? MeanRate { get; init; }

    /// <summary>How long the task has been running, or took.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>How long it may still take at the pace so far.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>True in the last snapshot: the task has ended, as its status says.</summary>
    public bool IsFinished { get; init; }

    /// <summary>For how long the agent has not been able to tell; null while it answers.</summary>
    public TimeSpan? Outage { get; init; }

    internal static BackupProgress Of(CdbObBackupTask? task, JobSight<CdbObBackupTask>? before, DateTimeOffset now, TimeSpan? outage)
    {
        if (task is null)
        {
            return new BackupProgress { Outage = outage };
        }

        TimeSpan? elapsed = task.ElapsedAt(now);
        return new BackupProgress
        {
            Task = task,
            Percent = 100 * task.MacroBlockProgress,
            OutputBytes = task.OutputBytes,
            CurrentRate = before is { } last && IsSameSet(last.Job, task) && now > last.Time
                ? Math.Max(0, (task.OutputBytes - last.Job.OutputBytes) / (now - last.Time).TotalSeconds)
                : null,
            MeanRate = elapsed is { TotalSeconds: > 0 } time ? task.OutputBytes / time.TotalSeconds : null,
            Elapsed = elapsed,
            Remaining = task.EstimateRemaining(now),
            IsFinished = outage is null && task.IsFinished,
            Outage = outage,
        };
    }

    /// <summary>The figures of the next backup set begin at zero again: no rate can be reckoned over the change.</summary>
    private static bool IsSameSet(CdbObBackupTask left, CdbObBackupTask right) =>
        (left.JobId, left.TaskId, left.BackupSetId) == (right.JobId, right.TaskId, right.BackupSetId);
}

/// <summary>How a backup is watched.</summary>
public sealed record BackupWatchOptions
{
    /// <summary>The pause between two looks, from 100 ms to 1 h. Default: 2 s.</summary>
    public TimeSpan PollInterval
    {
        get;
        init => field = value >= TimeSpan.FromMilliseconds(100) && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(PollInterval), value, "From 100 ms to 1 h.");
    } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Passes over tasks that began before this moment and waits for one that began later: after a start, the moment of the start by the
    /// agent's clock. Default: null, whatever task is there counts.
    /// </summary>
    public DateTimeOffset? StartedAfter { get; init; }

    /// <summary>For how long the agent may be away in one piece before the watching fails. Default: 3 min.</summary>
    public TimeSpan OutageTolerance
    {
        get;
        init => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(OutageTolerance), value, "Zero or more.");
    } = TimeSpan.FromMinutes(3);
}
