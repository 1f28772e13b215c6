using System.Globalization;

namespace ObShellSdk.Testing.State;

/// <summary>The clock of the cluster's database, in the time zone of root@sys. It may differ from the clocks of the agents' hosts.</summary>
/// <param name="host">The clock of the first agent of the cluster, on whose host the database runs.</param>
/// <param name="zone">The time zone of root@sys.</param>
/// <param name="offset">The difference of the database's clock to the host's; positive if it is ahead.</param>
internal sealed class DatabaseClock(AgentClock host, TimeZoneInfo zone, TimeSpan offset)
{
    private volatile TimeZoneInfo _zone = zone;

    /// <summary>Returns <c>CURRENT_TIMESTAMP</c> at a time: local time without offset.</summary>
    public DateTime WallClockAt(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment + host.Offset + offset, _zone).DateTime;

    /// <summary>Sets the variable <c>time_zone</c>: an offset, or the name of a zone.</summary>
    /// <returns>False for any other value; the zone stays.</returns>
    public bool TrySetZone(string value)
    {
        var isOffset = TimeSpan.TryParseExact(value.TrimStart('+', '-'), @"hh\:mm", CultureInfo.InvariantCulture, out var size) && value is ['+' or '-', ..];
        var found = isOffset ? TimeZoneInfo.CreateCustomTimeZone(value, value[0] == '-' ? -size : size, value, value) : null;
        if (found is null && !TimeZoneInfo.TryFindSystemTimeZoneById(value, out found))
        {
            return false;
        }

        _zone = found;
        return true;
    }

    /// <summary>Returns the variable <c>time_zone</c> at a time, such as <c>+08:00</c>.</summary>
    public string OffsetAt(DateTimeOffset moment)
    {
        var difference = _zone.GetUtcOffset(moment);
        return (difference < TimeSpan.Zero ? "-" : "+") + difference.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
    }
}

/// <summary>The times of the database's records as one agent reads them.</summary>
/// <remarks>The agent reads the database's local time as its own, so the offset is that of its host, whatever the database's zone is.</remarks>
internal readonly record struct StoredTimes(AgentClock Reader, DatabaseClock Database)
{
    public DateTimeOffset Show(DateTimeOffset moment) => Reader.ReadLocal(Database.WallClockAt(moment));
}
