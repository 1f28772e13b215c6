using ObShellSdk.Testing.State.Backup;

namespace ObShellSdk.Testing.State.Restore;

/// <summary>A restore in the database. Its progress depends on the time only.</summary>
internal sealed class RestoreJob
{
    public required long Id { get; init; }

    public required string TenantName { get; init; }

    public required long TenantId { get; init; }

    public required FakeRestoreSource Source { get; init; }

    public required StoragePlace DataUri { get; init; }

    public required StoragePlace ArchiveUri { get; init; }

    /// <summary>The SCN to restore to.</summary>
    public required long RestoreScn { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required TimeSpan Duration { get; init; }

    public string Option { get; init; } = "";

    public DateTimeOffset? CanceledAt { get; private set; }

    public DateTimeOffset? FailedAt { get; private set; }

    public string Comment { get; private set; } = "";

    public DateTimeOffset EndsAt => FailedAt ?? CanceledAt ?? StartedAt + Duration;

    /// <summary>Whether it has completed successfully.</summary>
    public bool IsWholeAt(DateTimeOffset now) => CanceledAt is null && FailedAt is null && !RunsAt(now);

    public bool RunsAt(DateTimeOffset now) => now < EndsAt;

    public string StatusAt(DateTimeOffset now) => CanceledAt is not null || FailedAt is not null ? "FAIL" : RunsAt(now) ? "RESTORING" : "SUCCESS";

    public double ShareAt(DateTimeOffset now)
    {
        var until = RunsAt(now) ? now : EndsAt;
        return Duration > TimeSpan.Zero ? Math.Clamp((until - StartedAt) / Duration, 0, 1) : 1;
    }

    /// <summary>Ends the job with an error of the database.</summary>
    public void Fail(DateTimeOffset now, string comment)
    {
        if (RunsAt(now))
        {
            (FailedAt, Comment) = (now, comment);
        }
    }

    public void Cancel(DateTimeOffset now) => CanceledAt ??= RunsAt(now) ? now : null;
}
