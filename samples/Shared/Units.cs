using System.Globalization;

namespace ObShellSdk.Samples;

/// <summary>Figures for people.</summary>
public static class Units
{
    private static readonly string[] _units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    public static string Bytes(double count)
    {
        int unit = 0;
        while (count >= 1024 && unit < _units.Length - 1)
        {
            count /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{count:0.##} {_units[unit]}");
    }

    public static string Duration(TimeSpan duration) =>
        duration.ToString(duration.TotalDays >= 1 ? @"d\.hh\:mm\:ss" : @"hh\:mm\:ss", CultureInfo.InvariantCulture);

    /// <summary>A past time in words, such as "3 hours ago".</summary>
    public static string Ago(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } => Count((int)age.TotalMinutes, "minute"),
        { TotalDays: < 2 } => Count((int)age.TotalHours, "hour"),
        _ => Count((int)age.TotalDays, "day"),
    };

    private static string Count(int number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}{(number == 1 ? "" : "s")} ago");

    /// <summary>As RFC 3339 has it, so that it can be given back to a program.</summary>
    public static string Moment(DateTimeOffset moment) => moment.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    /// <summary>How far a job is, as far as that is known.</summary>
    public static string Progress(long? bytes, double? rate, TimeSpan? remaining) => string.Join(", ", new[]
    {
        bytes is { } count ? $"{Bytes(count)} done" : null,
        rate is { } speed ? $"{Bytes(speed)}/s" : null,
        remaining is { } rest ? $"about {Duration(rest)} left" : null,
    }.OfType<string>());
}
