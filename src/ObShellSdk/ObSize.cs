using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk;

/// <summary>A size as OceanBase writes it: a whole number and a unit, such as <c>2G</c> or <c>512M</c>. A unit is 1024 times the one below.</summary>
/// <remarks>Equal when the bytes are equal, whatever the unit.</remarks>
[JsonConverter(typeof(Converter))]
public readonly record struct ObSize
{
    // From large to small, so that the first that fits without remainder is the shortest text.
    private static readonly (string Unit, int Bits)[] _units = [("P", 50), ("T", 40), ("G", 30), ("M", 20), ("K", 10)];

    private readonly long _bytes;

    /// <summary>Takes a number of bytes: the least that can be written is one K, and anything finer than that cannot.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or less, or no multiple of 1024.</exception>
    public ObSize(long bytes)
    {
        if (bytes <= 0 || bytes % 1024 != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "A size is a multiple of 1024 bytes, and not zero.");
        }

        _bytes = bytes;
    }

    /// <summary>The size in bytes.</summary>
    public long ToBytes() => _bytes;

    /// <summary>Reads a text such as <c>2G</c> or <c>512MB</c>; the units are <c>K</c>, <c>M</c>, <c>G</c>, <c>T</c>, <c>P</c>.</summary>
    /// <exception cref="FormatException">Not a whole number from 1 on with one of the units, or more than 2^63 bytes.</exception>
    public static ObSize Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int digits = text.TakeWhile(char.IsAsciiDigit).Count();
        (string? unit, int bits) = _units.FirstOrDefault(unit =>
            text.AsSpan(digits).Equals(unit.Unit, StringComparison.OrdinalIgnoreCase) || text.AsSpan(digits).Equals(unit.Unit + "B", StringComparison.OrdinalIgnoreCase));
        return unit is not null && long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out long count) && count > 0 && count <= long.MaxValue >> bits
            ? new ObSize(count << bits)
            : throw new FormatException("A size is a whole number with a unit out of K, M, G, T, P, such as 2G or 512M.");
    }

    /// <summary>The shortest text that is exact: one and a half gigabytes are <c>1536M</c>.</summary>
    public override string ToString()
    {
        long bytes = _bytes;
        (string unit, int bits) = bytes == 0 ? _units[^1] : _units.First(unit => bytes % (1L << unit.Bits) == 0);
        return (bytes >> bits).ToString(CultureInfo.InvariantCulture) + unit;
    }

    internal sealed class Converter : JsonConverter<ObSize>
    {
        public override ObSize Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, ObSize value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
