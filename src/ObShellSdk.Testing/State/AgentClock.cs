using ObShellSdk.Testing.Http;

namespace ObShellSdk.Testing.State;

/// <summary>The agent's clock: the given one, shifted.</summary>
internal sealed class AgentClock(TimeProvider time)
{
    private static readonly TimeSpan _zone = TimeSpan.FromHours(8);

    private long _offsetTicks;

    public TimeProvider Time { get; } = time;

    public TimeSpan Offset
    {
        get => new(Interlocked.Read(ref _offsetTicks));
        set => Interlocked.Exchange(ref _offsetTicks, value.Ticks);
    }

    /// <summary>The agent's time in its zone, which is that of most OceanBase clusters, not the test's.</summary>
    public DateTimeOffset Now => Show(Time.GetUtcNow());

    /// <summary>A moment as this clock would have shown it: a wrong clock writes wrong times, yet makes no work go faster.</summary>
    public DateTimeOffset Show(DateTimeOffset moment) => (moment + Offset).ToOffset(_zone);
}
