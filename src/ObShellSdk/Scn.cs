using System.Globalization;
using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk;

/// <summary>
/// A system change number of OceanBase: nanoseconds since 1970-01-01T00:00:00Z, in 64 bits.
/// </summary>
/// <param name="Value">The number as the agent sends it; it exceeds 2^53, so never pass it through <see cref="double"/>.</param>
/// <remarks>Zero means that no SCN is known. Ordered by value.</remarks>
[JsonConverter(typeof(ScnConverter))]
public readonly record struct Scn(long Value) : IComparable<Scn>
{
    private const long NanosecondsPerTick = 100;

    /// <summary>Converts the SCN to a time in UTC, truncated to 100 ns.</summary>
    /// <returns>The time, or null if the value is zero or negative.</returns>
    public DateTimeOffset? ToDateTimeOffset() =>
        Value > 0 ? DateTimeOffset.UnixEpoch.AddTicks(Value / NanosecondsPerTick) : null;

    /// <summary>Converts a time from 1970 to 2262 to an SCN.</summary>
    /// <param name="moment">The time, from 1970-01-01 to 2262-04-11, both UTC.</param>
    /// <returns>The SCN.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="moment"/> is out of that range.</exception>
    public static Scn FromDateTimeOffset(DateTimeOffset moment)
    {
        long ticks = (moment - DateTimeOffset.UnixEpoch).Ticks;
        if (ticks is < 0 or > long.MaxValue / NanosecondsPerTick)
        {
            throw new ArgumentOutOfRangeException(nameof(moment), moment, "The time of an SCN must be from 1970-01-01 to 2262-04-11, both UTC.");
        }

        return new Scn(ticks * NanosecondsPerTick);
    }

    /// <inheritdoc />
    public int CompareTo(Scn other) => Value.CompareTo(other.Value);

    /// <summary>Returns the number in decimal digits.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns whether the first SCN is earlier.</summary>
    /// <returns><see langword="true"/> if the first is earlier.</returns>
    public static bool operator <(Scn left, Scn right) => left.Value < right.Value;

    /// <summary>Returns whether the first SCN is earlier or equal.</summary>
    /// <returns><see langword="true"/> if the first is earlier or equal.</returns>
    public static bool operator <=(Scn left, Scn right) => left.Value <= right.Value;

    /// <summary>Returns whether the first SCN is later.</summary>
    /// <returns><see langword="true"/> if the first is later.</returns>
    public static bool operator >(Scn left, Scn right) => left.Value > right.Value;

    /// <summary>Returns whether the first SCN is later or equal.</summary>
    /// <returns><see langword="true"/> if the first is later or equal.</returns>
    public static bool operator >=(Scn left, Scn right) => left.Value >= right.Value;
}
