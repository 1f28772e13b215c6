namespace ObShellSdk.Testing.State.Access;

/// <summary>The agent forgets what is over at regular sweeps, counted from its start. Until the next one it still knows why it refuses.</summary>
internal readonly record struct Sweeps(DateTimeOffset StartedAt, TimeSpan Interval)
{
    /// <summary>True if there was a sweep after the one moment and not after the other.</summary>
    public bool AnyBetween(DateTimeOffset over, DateTimeOffset now) => StartedAt + (Interval * Math.Floor((now - StartedAt) / Interval)) > over;
}
