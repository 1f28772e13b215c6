using System.Globalization;
using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk;

/// <summary>
/// A system change number of OceanBase: nanoseconds since 1970-01-01T00:00:00Z, in 64 bits.
/// </summary>
/// <param name="Value">The number as the agent sends it; it exceeds 2^53, so never pass it through <see cref="double"/>.</param>
/// <remarks>Zero means that no SCN is known (yet). Ordered by value.</remarks>
[JsonConverter(typeof(ScnConverter))]
public readonly record struct Scn(long Value) : IComparable<Scn>
{
    private const long NanosecondsPerTick = 100;

    /// <summary>The moment that this SCN stands for, in UTC and cut to 100 ns; null for zero and for negative numbers.</summary>
    public DateTimeOffset? ToDateTimeOffset() =>
        Value > 0 ? DateTimeOffset.UnixEpoch.AddTicks(Value / NanosecondsPerTick) : null;

    /// <summary>The SCN of a moment from 1970 to 2262.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the years that 64 bits of nanoseconds can hold.</exception>
    public static Scn FromDateTimeOffset(DateTimeOffset moment)
    {
        long ticks = (moment - DateTimeOffset.UnixEpoch).Ticks;
        if (ticks is < 0 or > long.MaxValue / NanosecondsPerTick)
        {
            throw new ArgumentOutOfRangeException(nameof(moment), moment, "An SCN holds moments from 1970-01-01 to 2262-04-11, both UTC.");
        }

        return new Scn(ticks * NanosecondsPerTick);
    }

    /// <inheritdoc />
    public int CompareTo(Scn other) => Value.CompareTo(other.Value);

    /// <summary>The number in decimal digits.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Earlier than.</summary>
    public static bool operator <(Scn left, Scn right) => left.Value < right.Value;

    /// <summary>Earlier than or equal to.</summary>
    public static bool operator <=(Scn left, Scn right) => left.Value <= right.Value;

    /// <summary>Later than.</summary>
    public static bool operator >(Scn left, Scn right) => left.Value > right.Value;

    /// <summary>Later than or equal to.</summary>
    public static bool operator >=(Scn left, Scn right) => left.Value >= right.Value;
}
