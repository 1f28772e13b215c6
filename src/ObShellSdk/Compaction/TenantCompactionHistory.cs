using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Compaction;

/// <summary>How long the latest major compaction of a tenant took.</summary>
public sealed record TenantCompactionHistory : ObShellRecord
{
    /// <summary>The id of the tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>The tenant.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>What it is doing.</summary>
    public CompactionStatus Status { get; init; }

    /// <summary>How long the compaction took, or has been running, in whole seconds.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public TimeSpan CostTime { get; init; }

    /// <summary>The time the latest compaction started, or null if there was none.</summary>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The time the last compaction ended, or null if there was none.</summary>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? LastFinishTime { get; init; }

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) =>
        this with { LastFinishTime = Corrected(LastFinishTime, correct), StartTime = Corrected(StartTime, correct) };
}
