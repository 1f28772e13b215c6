using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk;

/// <summary>A length of time as OceanBase writes it: a whole number and a unit, such as <c>1d</c>, <c>600s</c>, <c>30m</c>.</summary>
/// <remarks>Converts from <see cref="TimeSpan"/>. Equal when the time is equal, whatever the unit.</remarks>
[JsonConverter(typeof(Converter))]
public readonly struct ObInterval : IEquatable<ObInterval>
{
    // From large to small, so that the first that fits without remainder is the shortest text.
    private static readonly (string Unit, long Ticks)[] _units =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute), ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond), ("us", TimeSpan.TicksPerMicrosecond),
    ];

    private readonly TimeSpan _time;

    /// <summary>Takes a time of whole microseconds, zero or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or finer than a microsecond.</exception>
    public ObInterval(TimeSpan time)
    {
        if (time < TimeSpan.Zero || time.Ticks % TimeSpan.TicksPerMicrosecond != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(time), time, "An interval is zero or more, in whole microseconds.");
        }

        _time = time;
    }

    /// <summary>The time itself.</summary>
    public TimeSpan ToTimeSpan() => _time;

    /// <summary>Reads a text such as <c>1d</c>; the units are <c>us</c>, <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c>, <c>d</c>, in any case.</summary>
    /// <exception cref="ArgumentException">Not a whole number with one of the units, or longer than .NET can express.</exception>
    public static ObInterval Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out ObInterval interval)
            ? interval
            : throw new ArgumentException("An interval is a whole number with a unit out of us, ms, s, m, h, d, such as 1d or 600s.", nameof(text));
    }

    /// <summary>Reads a text such as <c>1d</c>, if it is one; see <see cref="Parse"/>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ObInterval interval)
    {
        text ??= "";
        int digits = text.TakeWhile(char.IsAsciiDigit).Count();
        long ticks = _units.FirstOrDefault(unit => unit.Unit.Equals(text[digits..], StringComparison.OrdinalIgnoreCase)).Ticks;
        bool isOne = long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out long count) && ticks > 0 && count <= long.MaxValue / ticks;
        interval = isOne ? new ObInterval(new TimeSpan(count * ticks)) : default;
        return isOne;
    }

    /// <summary>The shortest text that is exact: a day and a half is <c>36h</c>.</summary>
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

    /// <summary>The same length of time.</summary>
    public static bool operator ==(ObInterval left, ObInterval right) => left.Equals(right);

    /// <summary>Another length of time.</summary>
    public static bool operator !=(ObInterval left, ObInterval right) => !left.Equals(right);

    /// <summary>Takes a time of whole microseconds, zero or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or finer than a microsecond.</exception>
    public static implicit operator ObInterval(TimeSpan time) => new(time);

    /// <summary>Takes a time, for languages without implicit conversions.</summary>
    public static ObInterval FromTimeSpan(TimeSpan time) => new(time);

    internal sealed class Converter : JsonConverter<ObInterval>
    {
        public override ObInterval Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out ObInterval interval) ? interval : throw new JsonException("No interval.");

        public override void Write(Utf8JsonWriter writer, ObInterval value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
