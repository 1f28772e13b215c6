using System.Globalization;
using System.Text.RegularExpressions;

namespace ObShellSdk.Testing.Protocol;

/// <summary>Writes and reads times as Go does.</summary>
internal static partial class GoTime
{
    /// <summary>The zero time of Go.</summary>
    public const string Zero = "0001-01-01T00:00:00Z";

    /// <summary>Writes nine fraction digits, more than .NET has, because readers must accept them.</summary>
    public static string Write(DateTimeOffset time)
        => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture) + "21" + WriteOffset(time);

    /// <summary>Writes a time from a database: microseconds, without trailing zeros.</summary>
    public static string WriteStored(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + WriteOffset(time);

    /// <summary>Writes a time as the database prints it.</summary>
    public static string WriteText(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    /// <summary>Reads RFC 3339 with a required zone. Go clients send nine fraction digits, of which .NET keeps seven.</summary>
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
