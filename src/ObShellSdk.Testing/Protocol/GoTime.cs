using System.Globalization;
using System.Text.RegularExpressions;

namespace ObShellSdk.Testing.Protocol;

/// <summary>Times as Go writes and reads them.</summary>
internal static partial class GoTime
{
    /// <summary>What Go calls no time at all.</summary>
    public const string Zero = "0001-01-01T00:00:00Z";

    /// <summary>Nine fraction digits: readers must cope with more than .NET has. The last two round away to nothing.</summary>
    public static string Write(DateTimeOffset time)
        => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture) + "21" + WriteOffset(time);

    /// <summary>A time that came out of a database: microseconds, and no zeros at the end.</summary>
    public static string WriteStored(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + WriteOffset(time);

    /// <summary>A time as the database itself prints it.</summary>
    public static string WriteText(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    /// <summary>Reads RFC 3339: the zone must be there. Clients in Go send nine fraction digits, of which .NET has seven.</summary>
    public static DateTimeOffset? Read(string text)
        => text is [.., 'Z'] or [.., '+' or '-', _, _, ':', _, _]
            && DateTimeOffset.TryParseExact(
                BeyondTicks().Replace(text, "$1"), "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;

    private static string WriteOffset(DateTimeOffset time)
        => time.Offset == TimeSpan.Zero ? "Z" : time.ToString("zzz", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\.[0-9]{7})[0-9]+")]
    private static partial Regex BeyondTicks();
}
