using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk;

/// <summary>A duration in the notation of OceanBase: a whole number and a unit, such as <c>1d</c>, <c>600s</c>, <c>30m</c>.</summary>
/// <remarks>Converts from <see cref="TimeSpan"/>. Two intervals are equal if they have the same duration, whatever the unit.</remarks>
[JsonConverter(typeof(Converter))]
public readonly struct ObInterval : IEquatable<ObInterval>
{
    // From large to small, so that the first unit that divides without remainder gives the shortest text.
    private static readonly (string Unit, long Ticks)[] _units =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute), ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond), ("us", TimeSpan.TicksPerMicrosecond),
    ];

    private readonly TimeSpan _time;

    /// <summary>Initializes an interval.</summary>
    /// <param name="time">The duration, zero or more, in whole microseconds.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative, or not a whole number of microseconds.</exception>
    public ObInterval(TimeSpan time)
    {
        if (time < TimeSpan.Zero || time.Ticks % TimeSpan.TicksPerMicrosecond != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(time), time, "An interval must be zero or more, in whole microseconds.");
        }

        _time = time;
    }

    /// <summary>Returns the duration.</summary>
    /// <returns>The duration.</returns>
    public TimeSpan ToTimeSpan() => _time;

    /// <summary>Parses a text such as <c>1d</c>. The units are <c>us</c>, <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c> and <c>d</c>, in either case.</summary>
    /// <param name="text">A whole number and a unit.</param>
    /// <returns>The interval.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is null, is not a whole number with one of the units, or is longer than <see cref="TimeSpan"/> can represent.</exception>
    public static ObInterval Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out ObInterval interval)
            ? interval
            : throw new ArgumentException("An interval must be a whole number and one of the units us, ms, s, m, h, d, such as 1d or 600s.", nameof(text));
    }

    /// <summary>Parses a text such as <c>1d</c>; see <see cref="Parse"/>.</summary>
    /// <param name="text">A whole number and a unit.</param>
    /// <param name="interval">The interval, or zero if the text cannot be parsed.</param>
    /// <returns><see langword="true"/> if the text was parsed.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ObInterval interval)
    {
        text ??= "";
        int digits = text.TakeWhile(char.IsAsciiDigit).Count();
        long ticks = _units.FirstOrDefault(unit => unit.Unit.Equals(text[digits..], StringComparison.OrdinalIgnoreCase)).Ticks;
        bool isOne = long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out long count) && ticks > 0 && count <= long.MaxValue / ticks;
        interval = isOne ? new ObInterval(new TimeSpan(count * ticks)) : default;
        return isOne;
    }

    /// <summary>Returns the shortest exact text: a day and a half is <c>36h</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        TimeSpan time = _time;
        (string unit, long ticks) = time == TimeSpan.Zero ? _units[3] : _units.First(unit => time.Ticks % unit.Ticks == 0);
        return (time.Ticks / ticks).ToString(CultureInfo.InvariantCulture) + unit;
    }

    /// <inheritdoc />
    public bool Equals(ObInterval other) => _time == other._time;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ObInterval other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => _time.GetHashCode();

    /// <summary>Returns whether two intervals have the same duration.</summary>
    /// <returns><see langword="true"/> if they are equal.</returns>
    public static bool operator ==(ObInterval left, ObInterval right) => left.Equals(right);

    /// <summary>Returns whether two intervals have different durations.</summary>
    /// <returns><see langword="true"/> if they are not equal.</returns>
    public static bool operator !=(ObInterval left, ObInterval right) => !left.Equals(right);

    /// <summary>Converts a duration.</summary>
    /// <returns>The interval.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative, or not a whole number of microseconds.</exception>
    public static implicit operator ObInterval(TimeSpan time) => new(time);

    /// <summary>Converts a duration, for languages without implicit conversions.</summary>
    /// <param name="time">The duration, zero or more, in whole microseconds.</param>
    /// <returns>The interval.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative, or not a whole number of microseconds.</exception>
    public static ObInterval FromTimeSpan(TimeSpan time) => new(time);

    internal sealed class Converter : JsonConverter<ObInterval>
    {
        public override ObInterval Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out ObInterval interval) ? interval : throw new JsonException("The value must be an interval, such as 1d.");

        public override void Write(Utf8JsonWriter writer, ObInterval value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
