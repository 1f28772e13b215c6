
namespace ObShellSdk.Testing.State;

/// <summary>The clock of the agent's host: the given clock with an offset, in the time zone of the host.</summary>
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

    /// <summary>Returns a time as this clock shows it. A wrong clock writes wrong times but does not change the speed of tasks.</summary>
    public DateTimeOffset Show(DateTimeOffset moment) => InZone(moment + Offset);

    /// <summary>Returns the same time in the time zone of the host.</summary>
    public DateTimeOffset InZone(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone);

    /// <summary>
    /// Reads a time without offset as local time of the host. Where the offset of the zone changes, the result is that of
    /// Go's time.Date, which the agent's database driver uses for DATETIME and TIMESTAMP columns (it is opened with parseTime and
    /// the local location, ob/agent/config/oceanbase.go:33).
    /// </summary>
    public DateTimeOffset ReadLocal(DateTime wallClock)
    {
        var asUtc = new DateTimeOffset(wallClock, TimeSpan.Zero);
        var offset = zone.GetUtcOffset(asUtc - zone.GetUtcOffset(asUtc));
        return InZone(asUtc - offset);
    }
}
