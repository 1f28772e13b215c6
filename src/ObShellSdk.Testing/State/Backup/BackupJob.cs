namespace ObShellSdk.Testing.State.Backup;

/// <summary>A backup in the database. Its progress depends on the time only.</summary>
internal sealed class BackupJob
{
    private const long Tablets = 596;
    private const long MacroBlocks = 61;
    private const long InputBytes = 128825794;
    private const long OutputBytes = 22320897;
    private const long CanceledResult = -4072;

    /// <summary>The time the database takes to cancel a backup.</summary>
    private static readonly TimeSpan _stopping = TimeSpan.FromMilliseconds(200);

    private long _failure;
    private string _comment = "";

    public required long Id { get; init; }

    public required string Path { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required TimeSpan Duration { get; init; }

    public string Type { get; init; } = "FULL";

    public bool PlusArchive { get; init; }

    public bool IsEncrypted { get; init; }

    public DateTimeOffset? CanceledAt { get; private set; }

    public DateTimeOffset? FailedAt { get; private set; }

    public DateTimeOffset EndsAt => FailedAt ?? CanceledAt + _stopping ?? StartedAt + Duration;

    public bool RunsAt(DateTimeOffset now) => now < EndsAt;

    /// <summary>Whether it has completed successfully.</summary>
    public bool IsWholeAt(DateTimeOffset now) => CanceledAt is null && FailedAt is null && !RunsAt(now);

    public void Cancel(DateTimeOffset now) => CanceledAt ??= RunsAt(now) ? now : null;

    /// <summary>Ends the job with an error of the database.</summary>
    public void Fail(DateTimeOffset now, long result, string comment)
    {
        if (RunsAt(now))
        {
            (FailedAt, _failure, _comment) = (now, result, comment);
        }
    }

    public FakeBackupTask TaskAt(DateTimeOffset now, StoredTimes stored)
    {
        var runs = RunsAt(now);
        var stopsAt = FailedAt ?? CanceledAt ?? EndsAt;
        var until = now < stopsAt ? now : stopsAt;
        var share = Duration > TimeSpan.Zero ? Math.Clamp((until - StartedAt) / Duration, 0, 1) : 1;
        var seconds = (until - StartedAt).TotalSeconds;
        var scn = ScnTime.Of(StartedAt);
        return new FakeBackupTask
        {
            TaskId = Id,
            JobId = Id,
            BackupSetId = Id,
            StartTimestamp = stored.Show(StartedAt),
            EndTimestamp = runs ? null : stored.Show(EndsAt),
            Status = (CanceledAt, runs) switch
            {
                _ when FailedAt is not null => "FAILED",
                (null, true) => "DOING",
                (null, false) => "COMPLETED",
                (_, true) => "CANCELING",
                _ => "CANCELED",
            },
            StartScn = scn,
            EndScn = runs || CanceledAt is not null || FailedAt is not null ? 0 : ScnTime.Of(EndsAt),
            UserLsStartScn = scn,
            EncryptionMode = IsEncrypted ? "PASSWORD" : "NONE",
            InputBytes = (long)(InputBytes * share),
            OutputBytes = (long)(OutputBytes * share),
            OutputRateBytes = seconds > 0 ? Math.Round(OutputBytes * share / seconds, 4) : 0,
            TabletCount = Tablets,
            FinishTabletCount = (long)(Tablets * share),
            MacroBlockCount = MacroBlocks,
            FinishMacroBlockCount = (long)(MacroBlocks * share),
            Result = FailedAt is not null ? _failure : CanceledAt is not null && !runs ? CanceledResult : 0,
            Comment = _comment,
            Path = Path,
        };
    }
}
