using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Compaction;

/// <summary>Where the major compaction of a tenant stands.</summary>
public sealed record TenantCompaction : ObShellRecord
{
    /// <summary>The id of the tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>Up to where the latest compaction goes.</summary>
    public Scn FrozenScn { get; init; }

    /// <summary>The time of <see cref="FrozenScn"/>, or null if there was no compaction.</summary>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? FrozenTime { get; init; }

    /// <summary>Up to where the compaction goes that the observers were told to do.</summary>
    public Scn GlobalBroadcastScn { get; init; }

    /// <summary>Up to where the last finished compaction went.</summary>
    public Scn LastScn { get; init; }

    /// <summary>The time the last compaction ended, or null if there was none.</summary>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? LastFinishTime { get; init; }

    /// <summary>The time the latest compaction started, or null if there was none.</summary>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>What it is doing.</summary>
    public CompactionStatus Status { get; init; }

    /// <summary>Whether an error stopped it: see <see cref="CompactionClient.ClearErrorAsync"/>.</summary>
    public YesNo IsError { get; init; }

    /// <summary>Whether the compaction is suspended.</summary>
    public YesNo IsSuspended { get; init; }

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) =>
        this with { LastFinishTime = Corrected(LastFinishTime, correct), StartTime = Corrected(StartTime, correct) };
}
