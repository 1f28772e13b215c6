using System.Globalization;
using System.Text.RegularExpressions;
using ObShellSdk.Tenants;

namespace RestoreTenant;

/// <summary>Moments and zones as users write them.</summary>
internal static partial class RestoreText
{
    private static readonly string[] _forms =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd' 'HH:mmK",
    ];

    /// <summary>With an offset or Z, exactly that moment. Without one, the time of the given zone, unless its clocks show that time twice or never.</summary>
    public static DateTimeOffset ReadMoment(string text, TimeZoneInfo zone)
    {
        if (!DateTime.TryParseExact(text, _forms, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime time))
        {
            throw new ArgumentException("--to takes a moment such as 2026-03-01T02:00:00+08:00, 2026-02-28T18:00:00Z, or 2026-03-01T02:00:00 in local time.");
        }

        if (time.Kind != DateTimeKind.Unspecified)
        {
            return DateTimeOffset.ParseExact(text, _forms, CultureInfo.InvariantCulture, DateTimeStyles.None);
        }

        return zone.IsAmbiguousTime(time) || zone.IsInvalidTime(time)
            ? throw new ArgumentException("--to needs an offset here: local clocks were changed around that time, and showed it twice or never.")
            : new DateTimeOffset(time, zone.GetUtcOffset(time));
    }

    public static IReadOnlyList<TenantZone> ReadZones(IEnumerable<string> texts)
    {
        TenantZone[] zones = [.. texts.Select(ReadZone)];
        return zones.DistinctBy(zone => zone.Name).Count() < zones.Length ? throw new ArgumentException("--zone names a zone twice.")
            : zones.DistinctBy(zone => zone.UnitNum).Count() > 1 ? throw new ArgumentException("--zone wants the same COUNT in all zones.")
            : zones;
    }

    private static TenantZone ReadZone(string text) =>
        Zone().Match(text) is { Success: true } match
        && int.TryParse(match.Groups["count"] is { Success: true } given ? given.Value : "1", NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? new TenantZone { Name = match.Groups["name"].Value, UnitConfigName = match.Groups["unit"].Value, UnitNum = count }
            : throw new ArgumentException("--zone takes NAME=UNIT or NAME=UNIT*COUNT, such as zone1=small*2.");

    [GeneratedRegex(@"^(?<name>[^=*\s]+)=(?<unit>[^=*\s]+)(\*(?<count>[0-9]+))?$")]
    private static partial Regex Zone();
}
