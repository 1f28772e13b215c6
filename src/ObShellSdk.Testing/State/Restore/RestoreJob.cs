using ObShellSdk.Testing.State.Backup;

namespace ObShellSdk.Testing.State.Restore;

/// <summary>A restore that the database does: how far it is follows from the time alone.</summary>
internal sealed class RestoreJob
{
    public required long Id { get; init; }

    public required string TenantName { get; init; }

    public required long TenantId { get; init; }

    public required FakeRestoreSource Source { get; init; }

    public required StoragePlace DataUri { get; init; }

    public required StoragePlace ArchiveUri { get; init; }

    /// <summary>The moment that is restored.</summary>
    public required long RestoreScn { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required TimeSpan Duration { get; init; }

    public string Option { get; init; } = "";

    public DateTimeOffset? CanceledAt { get; private set; }

    public DateTimeOffset EndsAt => CanceledAt ?? StartedAt + Duration;

    public bool RunsAt(DateTimeOffset now) => now < EndsAt;

    public string StatusAt(DateTimeOffset now) => CanceledAt is not null ? "FAIL" : RunsAt(now) ? "RESTORING" : "SUCCESS";

    public double ShareAt(DateTimeOffset now)
    {
        var until = RunsAt(now) ? now : EndsAt;
        return Duration > TimeSpan.Zero ? Math.Clamp((until - StartedAt) / Duration, 0, 1) : 1;
    }

    public void Cancel(DateTimeOffset now) => CanceledAt ??= RunsAt(now) ? now : null;
}
