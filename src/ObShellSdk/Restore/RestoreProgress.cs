using ObShellSdk.Diagnostics;
using ObShellSdk.Tasks;

namespace ObShellSdk.Restore;

/// <summary>A restore at one moment, by the database's figures. What is not known is null.</summary>
public sealed record RestoreProgress : JobProgress
{
    /// <summary>The restore; null while it is awaited.</summary>
    public RestoreTask? Task { get; init; }

    /// <summary>Bytes restored so far.</summary>
    public long? FinishBytes { get; init; }

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(RestoreProgress), PrintMembers);

    internal static RestoreProgress Of(RestoreSight? sight, JobSight<RestoreSight>? first, JobSight<RestoreSight>? before, DateTimeOffset now, TimeSpan? outage)
    {
        if (sight is not { Task: { } task })
        {
            return new RestoreProgress { Outage = outage };
        }

        double? mean = RateSince(first, task, now);
        return new RestoreProgress
        {
            Task = task,
            Percent = 100 * task.BytesProgress,
            FinishBytes = task.FinishBytes,
            CurrentRate = RateSince(before, task, now),
            MeanRate = mean,
            Remaining = !sight.IsFinished && task.TotalBytes > 0 && mean > 0
                ? TimeSpan.FromSeconds(Math.Min((task.TotalBytes - task.FinishBytes) / mean.Value, TimeSpan.FromDays(3650).TotalSeconds))
                : null,
            IsFinished = outage is null && sight.IsFinished,
            IsSuccess = outage is null ? sight.IsSuccess : null,
            Outage = outage,
        };
    }

    private static double? RateSince(JobSight<RestoreSight>? sight, RestoreTask task, DateTimeOffset now) =>
        sight is { Job.Task: var last } && last.JobId == task.JobId && now > sight.Time
            ? Math.Max(0, (task.FinishBytes - last.FinishBytes) / (now - sight.Time).TotalSeconds)
            : null;
}

/// <summary>How a restore is watched.</summary>
public sealed record RestoreWatchOptions : JobWatchOptions
{
    /// <summary>Whether to wait when there is no restore yet, as after a start. Default: true.</summary>
    public bool AwaitsStart { get; init; } = true;
}
