using ObShellSdk.Tasks;

namespace ObShellSdk.Restore;

/// <summary>A restore at one moment, by the database's figures. What is not known is null.</summary>
public sealed record RestoreProgress
{
    /// <summary>The restore; null while it is awaited.</summary>
    public RestoreTask? Task { get; init; }

    /// <summary>The share of bytes that is restored, from 0 to 100. The replay of the log comes on top: 100 is not the end.</summary>
    public double? Percent { get; init; }

    /// <summary>Bytes restored so far.</summary>
    public long? FinishBytes { get; init; }

    /// <summary>Bytes restored a second since the look before.</summary>
    public double? CurrentRate { get; init; }

    /// <summary>Bytes restored a second since the first look; the database tells the start only as text without a zone.</summary>
    public double? MeanRate { get; init; }

    /// <summary>How long the bytes may still take at the mean rate.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>True in the last snapshot: the restore has ended, or its tenant is gone.</summary>
    public bool IsFinished { get; init; }

    /// <summary>Whether the restore ended well; null before, and where its end was not seen: an agent before 4.3.2 forgets a restore with its tenant.</summary>
    public bool? IsSuccess { get; init; }

    /// <summary>For how long the agent has not been able to tell; null while it answers.</summary>
    public TimeSpan? Outage { get; init; }

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
public sealed record RestoreWatchOptions
{
    /// <summary>The pause between two looks, from 100 ms to 1 h. Default: 2 s.</summary>
    public TimeSpan PollInterval
    {
        get;
        init => field = value >= TimeSpan.FromMilliseconds(100) && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(PollInterval), value, "From 100 ms to 1 h.");
    } = TimeSpan.FromSeconds(2);

    /// <summary>Whether to wait when there is no restore yet, as after a start. Default: true.</summary>
    public bool AwaitsStart { get; init; } = true;

    /// <summary>For how long the agent may be away in one piece before the watching fails. Default: 3 min.</summary>
    public TimeSpan OutageTolerance
    {
        get;
        init => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(OutageTolerance), value, "Zero or more.");
    } = TimeSpan.FromMinutes(3);
}
