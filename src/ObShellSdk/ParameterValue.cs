using System.Globalization;
using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk;

/// <summary>What a parameter or a variable is set to: a text, a number or a truth value. Converts from all of these.</summary>
/// <remarks>
/// The value is sent as the JSON kind of what it was made from: a text as a string, also if it looks like a number; a number as a number; a truth value as <c>true</c> or <c>false</c>. An
/// integer beyond 2^53 is sent as a string, because the agent reads numbers as floating point. The kind matters for variables: the agent writes a string between quotes into its statement, and a
/// number or truth value without. For parameters it makes no difference.
/// </remarks>
[JsonConverter(typeof(ParameterValueConverter))]
public readonly record struct ParameterValue
{
    // The agent reads numbers as floating point, so that larger ones would arrive changed; as text they are the same to it.
    private const long LargestExactNumber = 1L << 53;

    private readonly string? _text;

    /// <summary>Takes a text.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public ParameterValue(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>Takes a whole number.</summary>
    public ParameterValue(long number)
    {
        _text = number.ToString(CultureInfo.InvariantCulture);
        IsLiteral = number is >= -LargestExactNumber and <= LargestExactNumber;
    }

    /// <summary>Takes a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Infinite, or not a number.</exception>
    public ParameterValue(double number)
    {
        if (!double.IsFinite(number))
        {
            throw new ArgumentOutOfRangeException(nameof(number), number, "A value is a finite number.");
        }

        _text = number.ToString("R", CultureInfo.InvariantCulture);
        IsLiteral = true;
    }

    /// <summary>Takes a truth value.</summary>
    public ParameterValue(bool flag)
    {
        _text = flag ? "true" : "false";
        IsLiteral = true;
    }

    /// <summary>Whether it travels as number or truth value, and not as text.</summary>
    internal bool IsLiteral { get; }

    /// <summary>The value as text.</summary>
    public override string ToString() => _text ?? "";

    /// <summary>Takes a text.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static implicit operator ParameterValue(string text) => new(text);

    /// <summary>Takes a whole number.</summary>
    public static implicit operator ParameterValue(long number) => new(number);

    /// <summary>Takes a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Infinite, or not a number.</exception>
    public static implicit operator ParameterValue(double number) => new(number);

    /// <summary>Takes a truth value.</summary>
    public static implicit operator ParameterValue(bool flag) => new(flag);

    /// <summary>Takes a text, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static ParameterValue FromString(string text) => new(text);

    /// <summary>Takes a whole number, for languages without implicit conversions.</summary>
    public static ParameterValue FromInt64(long number) => new(number);

    /// <summary>Takes a number, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Infinite, or not a number.</exception>
    public static ParameterValue FromDouble(double number) => new(number);

    /// <summary>Takes a truth value, for languages without implicit conversions.</summary>
    public static ParameterValue FromBoolean(bool flag) => new(flag);
}
