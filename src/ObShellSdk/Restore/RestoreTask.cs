using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Restore;

/// <summary>One restore of a tenant: a row of the database's restore progress, or of its history.</summary>
/// <remarks>
/// Agents send the times as RFC 3339, with the database's wall clock and the offset of their own host. A time without an offset, as the database itself prints it,
/// is read as UTC; text that is no time is read as null.
/// </remarks>
public sealed record RestoreTask : ObShellRecord
{
    /// <summary>The tenant that carries out the job: 1, sys.</summary>
    public long TenantId { get; init; }

    /// <summary>The job.</summary>
    public long JobId { get; init; }

    /// <summary>The new tenant.</summary>
    public string RestoreTenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The new tenant's number.</summary>
    public long RestoreTenantId { get; init; }

    /// <summary>The tenant that was backed up.</summary>
    public string BackupTenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The number that it had.</summary>
    public long BackupTenantId { get; init; }

    /// <summary>The cluster that it lived in.</summary>
    public string BackupClusterName { get; init => field = value ?? ""; } = "";

    /// <summary>The options of the restore, such as the pool list.</summary>
    public string RestoreOption { get; init => field = value ?? ""; } = "";

    /// <summary>The moment that is restored to.</summary>
    public Scn RestoreScn { get; init; }

    /// <summary>The same as text.</summary>
    public string RestoreScnDisplay { get; init => field = value ?? ""; } = "";

    /// <summary>What the restore is doing, or how it ended.</summary>
    public RestoreStatus Status { get; init; }

    /// <summary>The time the restore started, or null if it is unknown.</summary>
    [JsonConverter(typeof(DatabaseTimeConverter))]
    public DateTimeOffset? StartTimestamp { get; init; }

    /// <summary>The backup sets that are read, without access keys.</summary>
    public StorageUri BackupSetList { get; init => field = value ?? new StorageUri(""); } = new("");

    /// <summary>The archive pieces that are read, without access keys.</summary>
    public StorageUri BackupPieceList { get; init => field = value ?? new StorageUri(""); } = new("");

    /// <summary>The place of the data backup. Prints no access keys.</summary>
    public StorageUri BackupDataUri { get; init => field = value ?? new StorageUri(""); } = new("");

    /// <summary>The place of the log archive. Prints no access keys.</summary>
    public StorageUri BackupLogUri { get; init => field = value ?? new StorageUri(""); } = new("");

    /// <summary>Tablets to restore; 0 while that is not known.</summary>
    public long TabletCount { get; init; }

    /// <summary>Tablets restored so far.</summary>
    public long FinishTabletCount { get; init; }

    /// <summary>Bytes to restore; 0 while that is not known.</summary>
    public long TotalBytes { get; init; }

    /// <summary>The same as text.</summary>
    public string TotalBytesDisplay { get; init => field = value ?? ""; } = "";

    /// <summary>Bytes restored so far.</summary>
    public long FinishBytes { get; init; }

    /// <summary>The same as text.</summary>
    public string FinishBytesDisplay { get; init => field = value ?? ""; } = "";

    /// <summary>The comment given at the start.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>How far the log is replayed.</summary>
    public Scn RecoverScn { get; init; }

    /// <summary>The same as text.</summary>
    public string RecoverScnDisplay { get; init => field = value ?? ""; } = "";

    /// <summary>How far the replay is, as text; empty once ended.</summary>
    public string RecoverProgress { get; init => field = value ?? ""; } = "";

    /// <summary>How far the restore is, as text; empty once ended.</summary>
    public string RestoreProgress { get; init => field = value ?? ""; } = "";

    /// <summary>The version of the cluster that made the backup; 0 while running.</summary>
    public long BackupClusterVersion { get; init; }

    /// <summary>Log streams to restore; filled once ended.</summary>
    public long LsCount { get; init; }

    /// <summary>Log streams restored; filled once ended.</summary>
    public long FinishLsCount { get; init; }

    /// <summary>What the database says about the restore, such as the reason of a failure.</summary>
    public string Comment { get; init => field = value ?? ""; } = "";

    /// <summary>The time the restore ended, or null while it runs.</summary>
    [JsonConverter(typeof(DatabaseTimeConverter))]
    public DateTimeOffset? FinishTimestamp { get; init; }

    /// <summary>True once the restore will not change any more.</summary>
    [JsonIgnore]
    public bool IsFinished => FinishTimestamp is not null || Status == RestoreStatus.Success || Status == RestoreStatus.Fail;

    /// <summary>The share of bytes that is restored, from 0 to 100; null while their number is not known.</summary>
    [JsonIgnore]
    public double? BytesPercent => TotalBytes > 0 ? Math.Clamp(100.0 * FinishBytes / TotalBytes, 0, 100) : null;

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) =>
        this with { StartTimestamp = Corrected(StartTimestamp, correct), FinishTimestamp = Corrected(FinishTimestamp, correct) };
}
