using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObShellSdk;

/// <summary>A size as OceanBase writes it: a whole number and a unit, such as <c>2G</c> or <c>512M</c>. A unit is 1024 times the one below.</summary>
/// <remarks>
/// Converts from text: <c>MemorySize = "2G"</c>. Two sizes are equal if they have the same number of bytes, whatever the unit. A request can carry only multiples of
/// 1024 bytes; a response may have any size.
/// </remarks>
[JsonConverter(typeof(Converter))]
public readonly record struct ObSize : IComparable<ObSize>
{
    // From large to small, so that the first that fits without remainder is the shortest text.
    private static readonly (string Unit, int Bits)[] _units = [("P", 50), ("T", 40), ("G", 30), ("M", 20), ("K", 10)];

    private long Bytes { get; init; }

    /// <summary>Initializes a size from a number of bytes.</summary>
    /// <param name="bytes">The number of bytes, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is negative.</exception>
    public ObSize(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Bytes = bytes;
    }

    /// <summary>Whether a request can carry the size.</summary>
    internal bool CanBeSent => Bytes > 0 && Bytes % 1024 == 0;

    /// <summary>Accepts any number from a server, so that an unexpected one does not make the whole response unreadable.</summary>
    internal static ObSize Received(long bytes) => new() { Bytes = bytes };

    /// <summary>Returns the size in bytes.</summary>
    /// <returns>The number of bytes.</returns>
    public long ToBytes() => Bytes;

    /// <summary>Parses a text such as <c>2G</c> or <c>512MB</c>. The units are <c>K</c>, <c>M</c>, <c>G</c>, <c>T</c> and <c>P</c>, in either case.</summary>
    /// <param name="text">A whole number from 1 and a unit.</param>
    /// <returns>The size.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException"><paramref name="text"/> is not a whole number from 1 with one of the units, or is more than 2^63 bytes.</exception>
    public static ObSize Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out ObSize size)
            ? size
            : throw new FormatException("A size must be a whole number and one of the units K, M, G, T, P, such as 2G or 512M.");
    }

    /// <summary>Parses a text such as <c>2G</c> or <c>512MB</c>.</summary>
    /// <param name="text">A whole number from 1 and a unit.</param>
    /// <param name="size">The size, or the default if the text cannot be parsed.</param>
    /// <returns><see langword="true"/> if the text was parsed.</returns>
    public static bool TryParse(string? text, out ObSize size)
    {
        size = default;
        if (text is null)
        {
            return false;
        }

        int digits = text.TakeWhile(char.IsAsciiDigit).Count();
        (string? unit, int bits) = _units.FirstOrDefault(unit =>
            text.AsSpan(digits).Equals(unit.Unit, StringComparison.OrdinalIgnoreCase) || text.AsSpan(digits).Equals(unit.Unit + "B", StringComparison.OrdinalIgnoreCase));
        if (unit is null || !long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out long count) || count <= 0 || count > long.MaxValue >> bits)
        {
            return false;
        }

        size = new ObSize(count << bits);
        return true;
    }

    /// <summary>Converts a text such as <c>2G</c>.</summary>
    /// <param name="text">As for <see cref="Parse"/>.</param>
    /// <returns>The size.</returns>
    /// <exception cref="FormatException">As for <see cref="Parse"/>.</exception>
    public static implicit operator ObSize(string text) => Parse(text);

    /// <summary>Converts a text such as <c>2G</c>.</summary>
    /// <param name="text">As for <see cref="Parse"/>.</param>
    /// <returns>The size.</returns>
    /// <exception cref="FormatException">As for <see cref="Parse"/>.</exception>
    public static ObSize FromString(string text) => Parse(text);

    /// <inheritdoc />
    public int CompareTo(ObSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>Compares two sizes.</summary>
    /// <returns><see langword="true"/> if the first is smaller.</returns>
    public static bool operator <(ObSize left, ObSize right) => left.Bytes < right.Bytes;

    /// <summary>Compares two sizes.</summary>
    /// <returns><see langword="true"/> if the first is smaller or equal.</returns>
    public static bool operator <=(ObSize left, ObSize right) => left.Bytes <= right.Bytes;

    /// <summary>Compares two sizes.</summary>
    /// <returns><see langword="true"/> if the first is larger.</returns>
    public static bool operator >(ObSize left, ObSize right) => left.Bytes > right.Bytes;

    /// <summary>Compares two sizes.</summary>
    /// <returns><see langword="true"/> if the first is larger or equal.</returns>
    public static bool operator >=(ObSize left, ObSize right) => left.Bytes >= right.Bytes;

    /// <summary>Returns the shortest exact text: one and a half gigabytes are <c>1536M</c>. A size that is not a multiple of 1024 is given in bytes, such as <c>1500B</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        long bytes = Bytes;
        (string unit, int bits) = bytes == 0 ? _units[^1] : _units.FirstOrDefault(unit => bytes % (1L << unit.Bits) == 0, (Unit: "B", Bits: 0));
        return (bytes >> bits).ToString(CultureInfo.InvariantCulture) + unit;
    }

    internal sealed class Converter : JsonConverter<ObSize>
    {
        public override ObSize Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, ObSize value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
