using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Backup;

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

    /// <summary>The comment given at the start.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>Where the backup set lies. Prints no access keys.</summary>
    public StorageUri Path { get; init => field = value ?? new StorageUri(""); } = new("");

    /// <summary>True once the job will not change any more.</summary>
    [JsonIgnore]
    public bool IsFinished => Status == BackupTaskStatus.Completed || Status == BackupTaskStatus.Failed || Status == BackupTaskStatus.Canceled;

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) =>
        this with { StartTimestamp = Corrected(StartTimestamp, correct), EndTimestamp = Corrected(EndTimestamp, correct) };
}
