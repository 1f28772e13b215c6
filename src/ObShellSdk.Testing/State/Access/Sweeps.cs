namespace ObShellSdk.Testing.State.Access;

/// <summary>The regular sweeps, counted from the agent's start, that remove expired entries. Until the next one the agent reports them as expired.</summary>
internal readonly record struct Sweeps(DateTimeOffset StartedAt, TimeSpan Interval)
{
    /// <summary>Whether a sweep took place after the expiry.</summary>
    public bool AnyBetween(DateTimeOffset over, DateTimeOffset now) => StartedAt + (Interval * Math.Floor((now - StartedAt) / Interval)) > over;
}
