using ObShellSdk.Restore;
using ObShellSdk.Tasks;

namespace ObShellSdk;

/// <summary>A restore at one moment, by the database's figures. What is not known is null.</summary>
public sealed record RestoreProgress : JobProgress
{
    /// <summary>The restore; null while it has not begun.</summary>
    public RestoreTask? Task { get; init; }

    /// <summary>Bytes restored so far.</summary>
    public long? FinishBytes { get; init; }

    private protected override string Subject => Task is null ? "restore that has not begun" : $"restore into {Task.RestoreTenantName}, {Task.Status}";

    internal static RestoreProgress Of(WorkSnapshot now, TimeProvider clock)
    {
        bool isFinal = now.Outage is null && now.IsFinal;
        bool? isSuccess = !isFinal || now.Record?.IsFound == false ? null : now.IsDone;
        if (now.Record?.Figures is not RestoreTask task)
        {
            return new RestoreProgress { Outage = now.Outage, OutageReason = now.OutageReason, IsFinished = isFinal, IsSuccess = isSuccess };
        }

        double? mean = RateSince(now.First ?? now, now, task, clock);
        return new RestoreProgress
        {
            Task = task,
            Percent = task.BytesPercent,
            FinishBytes = task.FinishBytes,
            CurrentRate = now.Before is null ? null : RateSince(now.Before, now, task, clock),
            MeanRate = mean,
            Remaining = !task.IsFinished && task.TotalBytes > 0 ? TimeFor(task.TotalBytes - task.FinishBytes, mean) : null,
            IsFinished = isFinal,
            IsSuccess = isSuccess,
            Outage = now.Outage,
            OutageReason = now.OutageReason,
        };
    }

    private static double? RateSince(WorkSnapshot since, WorkSnapshot now, RestoreTask task, TimeProvider clock) =>
        since.Record?.Figures is RestoreTask last && last.JobId == task.JobId ? Rate(last.FinishBytes, task.FinishBytes, clock.GetElapsedTime(since.ReadAt, now.ReadAt)) : null;
}
