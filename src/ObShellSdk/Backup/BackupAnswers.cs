using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Backup;

/// <summary>Where the backups of a tenant go.</summary>
public sealed record BackupDestinations : ObShellRecord
{
    /// <summary>The tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>Where archive logs go, without access keys; empty when unset.</summary>
    public StorageUri ArchiveBaseUri { get; init => field = value ?? new StorageUri(""); } = new("");

    /// <summary>Where data backups go, without access keys; empty when unset.</summary>
    public StorageUri DataBaseUri { get; init => field = value ?? new StorageUri(""); } = new("");
}

/// <summary>One backup job of a tenant.</summary>
public sealed record BackupJob : ObShellRecord
{
    /// <summary>The tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>The job.</summary>
    public long JobId { get; init; }

    /// <summary>The backup set that it writes.</summary>
    public long BackupSetId { get; init; }

    /// <summary><c>ON</c> or <c>OFF</c>: whether the log is in the backup set.</summary>
    public string PlusArchivelog { get; init => field = value ?? ""; } = "";

    /// <summary><c>FULL</c> or <c>INC</c>.</summary>
    public string BackupType { get; init => field = value ?? ""; } = "";

    /// <summary>When it began.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? StartTimestamp { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? EndTimestamp { get; init; }

    /// <summary>What it is doing, or how it ended.</summary>
    public BackupTaskStatus Status { get; init; }

    /// <summary>0 for success, else an error number of the database.</summary>
    public long Result { get; init; }

    /// <summary>What the database says about the job.</summary>
    public string Comment { get; init => field = value ?? ""; } = "";

    /// <summary>What whoever started it said about it.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>Where the backup set lies. Prints no access keys.</summary>
    public StorageUri Path { get; init => field = value ?? new StorageUri(""); } = new("");

    /// <summary>True once the job will not change any more.</summary>
    [JsonIgnore]
    public bool IsFinished => Status == BackupTaskStatus.Completed || Status == BackupTaskStatus.Failed || Status == BackupTaskStatus.Canceled;
}

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
}

/// <summary>How fresh the backups of a tenant are.</summary>
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
}
