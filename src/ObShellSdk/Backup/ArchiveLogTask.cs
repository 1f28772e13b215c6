using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Backup;

/// <summary>One round of log archiving of a tenant.</summary>
public sealed record ArchiveLogTask : ObShellRecord
{
    /// <summary>The tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>Never filled by the agent.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The round.</summary>
    public long RoundId { get; init; }

    /// <summary>What the archive is doing.</summary>
    public ArchiveLogStatus Status { get; init; }

    /// <summary>Where the logs lie. Prints no access keys.</summary>
    public StorageUri Path { get; init => field = value ?? new StorageUri(""); } = new("");

    /// <summary>How far the log archive lags behind, in seconds, or null if that is unknown because there is no checkpoint.</summary>
    public double? Delay { get => Checkpoint is null ? null : field ?? 0; init; }

    /// <summary>The time up to which the logs are archived, or null if nothing is archived yet.</summary>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? Checkpoint { get; init; }

    /// <summary>The time the round started, or null if it has not started.</summary>
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) =>
        this with { Checkpoint = Corrected(Checkpoint, correct), StartTime = Corrected(StartTime, correct) };
}
