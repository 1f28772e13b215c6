
namespace ObShellSdk.Testing.State;

/// <summary>The clock of the agent's host: the given one, shifted, in the time zone of the host.</summary>
internal sealed class AgentClock(TimeProvider time, TimeZoneInfo zone)
{
    private long _offsetTicks;

    public TimeProvider Time { get; } = time;

    public TimeSpan Offset
    {
        get => new(Interlocked.Read(ref _offsetTicks));
        set => Interlocked.Exchange(ref _offsetTicks, value.Ticks);
    }

    public DateTimeOffset Now => Show(Time.GetUtcNow());

    /// <summary>A moment as this clock would have shown it: a wrong clock writes wrong times, yet makes no work go faster.</summary>
    public DateTimeOffset Show(DateTimeOffset moment) => InZone(moment + Offset);

    /// <summary>The same moment in the time zone of the host.</summary>
    public DateTimeOffset InZone(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone);

    /// <summary>
    /// Reads a wall clock without offset as local time of the host. Where the host's zone changes its offset, the result is the one that
    /// Go's time.Date gives, by which the agent's database driver reads DATETIME and TIMESTAMP columns (it is opened with parseTime and
    /// the local location, ob/agent/config/oceanbase.go:33).
    /// </summary>
    public DateTimeOffset ReadLocal(DateTime wallClock)
    {
        var asUtc = new DateTimeOffset(wallClock, TimeSpan.Zero);
        var offset = zone.GetUtcOffset(asUtc - zone.GetUtcOffset(asUtc));
        return InZone(asUtc - offset);
    }
}
