using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Backup;

/// <summary>How recent the backups of a tenant are.</summary>
public sealed record TenantBackupInfo : ObShellRecord
{
    /// <summary>The tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>The time up to which the logs are archived, or null if they were never archived.</summary>
    [JsonPropertyName("lastest_archive_log_checkpoint")]
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? LatestArchiveLogCheckpoint { get; init; }

    /// <summary>The time the running or latest data backup started, or null if there was none.</summary>
    [JsonPropertyName("lastest_data_backup_time")]
    [JsonConverter(typeof(TaskTimeConverter))]
    public DateTimeOffset? LatestDataBackupTime { get; init; }

    /// <summary>How far the log archive lags behind, in seconds, or null if that is unknown because there is no checkpoint.</summary>
    /// <remarks>Without a checkpoint, agents count from 1970 or send nothing. With one, they omit a delay of 0.</remarks>
    public double? ArchiveLogDelay { get => LatestArchiveLogCheckpoint is null ? null : field ?? 0; init; }

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) =>
        this with { LatestArchiveLogCheckpoint = Corrected(LatestArchiveLogCheckpoint, correct), LatestDataBackupTime = Corrected(LatestDataBackupTime, correct) };
}
