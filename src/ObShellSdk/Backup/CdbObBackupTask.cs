using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Backup;

/// <summary>One data backup of one tenant into one backup set: a row of the view <c>CDB_OB_BACKUP_TASKS</c> or of its history.</summary>
public sealed record CdbObBackupTask : ObShellRecord
{
    /// <summary>The tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>The task, within the tenant.</summary>
    public long TaskId { get; init; }

    /// <summary>The job that the task belongs to.</summary>
    public long JobId { get; init; }

    /// <summary>The incarnation of the tenant; always 1 at present.</summary>
    public long Incarnation { get; init; }

    /// <summary>The backup set that is written.</summary>
    public long BackupSetId { get; init; }

    /// <summary>When the task began, with the agent's offset.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? StartTimestamp { get; init; }

    /// <summary>When the task ended; null while it runs.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? EndTimestamp { get; init; }

    /// <summary>What the task is doing, or how it ended.</summary>
    public BackupTaskStatus Status { get; init; }

    /// <summary>Where the backup begins.</summary>
    public Scn StartScn { get; init; }

    /// <summary>Where the backup ends; zero while that is not known.</summary>
    public Scn EndScn { get; init; }

    /// <summary>Where the backup of the user log streams begins.</summary>
    public Scn UserLsStartScn { get; init; }

    /// <summary>How the backup set is encrypted.</summary>
    public BackupEncryptionMode EncryptionMode { get; init; }

    /// <summary>Bytes read so far.</summary>
    public long InputBytes { get; init; }

    /// <summary>Bytes written so far, after compression.</summary>
    public long OutputBytes { get; init; }

    /// <summary>Bytes written a second, on average, with fraction.</summary>
    public double OutputRateBytes { get; init; }

    /// <summary>Bytes of additional metadata.</summary>
    public long ExtraMetaBytes { get; init; }

    /// <summary>Tablets to back up; 0 while that is not known.</summary>
    public long TabletCount { get; init; }

    /// <summary>Tablets backed up so far.</summary>
    public long FinishTabletCount { get; init; }

    /// <summary>Macro blocks to back up; 0 while that is not known.</summary>
    public long MacroBlockCount { get; init; }

    /// <summary>Macro blocks backed up so far.</summary>
    public long FinishMacroBlockCount { get; init; }

    /// <summary>Files written.</summary>
    public long FileCount { get; init; }

    /// <summary>The number of the run over metadata.</summary>
    public long MetaTurnId { get; init; }

    /// <summary>The number of the run over data.</summary>
    public long DataTurnId { get; init; }

    /// <summary>0 for success, else an error number of the database.</summary>
    public long Result { get; init; }

    /// <summary>What the database says about the task, such as the reason of a failure.</summary>
    public string Comment { get; init => field = value ?? ""; } = "";

    /// <summary>Where the backup set lies. Prints no access keys.</summary>
    public StorageUri Path { get; init => field = value ?? new StorageUri(""); } = new("");

    /// <summary>True once the task will not change any more.</summary>
    [JsonIgnore]
    public bool IsFinished => Status == BackupTaskStatus.Completed || Status == BackupTaskStatus.Failed || Status == BackupTaskStatus.Canceled;

    /// <summary>The share of macro blocks that are backed up, from 0 to 100; null while their number is not known.</summary>
    [JsonIgnore]
    public double? MacroBlockPercent => PercentOf(FinishMacroBlockCount, MacroBlockCount);

    /// <summary>The share of tablets that are backed up, from 0 to 100; null while their number is not known.</summary>
    [JsonIgnore]
    public double? TabletPercent => PercentOf(FinishTabletCount, TabletCount);

    /// <summary>Bytes read for each byte written (2 means half the size); null before anything was written.</summary>
    [JsonIgnore]
    public double? CompressionRatio => InputBytes > 0 && OutputBytes > 0 ? (double)InputBytes / OutputBytes : null;

    /// <summary>How long a finished task took; null while it runs.</summary>
    [JsonIgnore]
    public TimeSpan? Elapsed => EndTimestamp is { } end ? ElapsedAt(end) : null;

    /// <summary>How long the task has been running at a moment, or took in all if it had ended by then; null when it has not begun.</summary>
    /// <param name="now">The moment by the agent's clock (<see cref="ObShellResponseInfo.AgentTime"/>).</param>
    public TimeSpan? ElapsedAt(DateTimeOffset now)
    {
        if (StartTimestamp is not { } start)
        {
            return null;
        }

        DateTimeOffset until = EndTimestamp is { } end && end < now ? end : now;
        return until > start ? until - start : TimeSpan.Zero;
    }

    /// <summary>
    /// How long the task may still take, if macro blocks go on at the pace so far; null when it has ended, and while there is no
    /// progress to reckon with.
    /// </summary>
    /// <param name="now">The moment by the agent's clock (<see cref="ObShellResponseInfo.AgentTime"/>).</param>
    public TimeSpan? EstimateRemaining(DateTimeOffset now) =>
        !IsFinished && MacroBlockPercent is { } percent and > 0 && ElapsedAt(now) is { } elapsed
            ? TimeSpan.FromSeconds(Math.Min(elapsed.TotalSeconds * (100 - percent) / percent, TimeSpan.FromDays(3650).TotalSeconds))
            : null;

    private static double? PercentOf(long finished, long total) => total > 0 ? Math.Clamp(100.0 * finished / total, 0, 100) : null;

    internal override ObShellRecord CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct) =>
        this with { StartTimestamp = Corrected(StartTimestamp, correct), EndTimestamp = Corrected(EndTimestamp, correct) };
}
