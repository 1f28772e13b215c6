namespace ObShellSdk.Testing.State.Contents;

/// <summary>The major compaction of a tenant. Its progress depends on the time only.</summary>
internal sealed class Compaction(DateTimeOffset createdAt)
{
    private static readonly TimeSpan _duration = TimeSpan.FromSeconds(2);

    public DateTimeOffset StartedAt { get; private set; } = createdAt;

    public DateTimeOffset EndsAt { get; private set; } = createdAt;

    /// <summary>The end of the last completed compaction.</summary>
    public DateTimeOffset LastEnd { get; private set; } = createdAt;

    public bool HasError { get; set; }

    public bool RunsAt(DateTimeOffset now) => now < EndsAt;

    public DateTimeOffset LastEndAt(DateTimeOffset now) => RunsAt(now) ? LastEnd : EndsAt;

    public void Start(DateTimeOffset now, double speed) => (LastEnd, StartedAt, EndsAt) = (EndsAt, now, now + (_duration / speed));
}
