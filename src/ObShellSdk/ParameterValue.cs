using System.Globalization;
using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk;

/// <summary>The value of a parameter or variable: a text, a number or a Boolean. Converts from all of these.</summary>
/// <remarks>
/// The value is sent with the JSON type that it was created from: a text as a string, even if it looks like a number; a number as a number; a Boolean as <c>true</c> or <c>false</c>. An
/// integer beyond 2^53 is sent as a string, because the agent reads numbers as floating point. The type matters for variables: the agent writes a string between quotes into its statement, and a
/// number or Boolean without. For parameters it makes no difference.
/// </remarks>
[JsonConverter(typeof(ParameterValueConverter))]
public readonly record struct ParameterValue
{
    // The agent reads numbers as floating point, so larger ones would change; it accepts them as text too.
    private const long LargestExactNumber = 1L << 53;

    private readonly string? _text;

    /// <summary>Initializes a value from a text.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public ParameterValue(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>Initializes a value from a whole number.</summary>
    public ParameterValue(long number)
    {
        _text = number.ToString(CultureInfo.InvariantCulture);
        IsLiteral = number is >= -LargestExactNumber and <= LargestExactNumber;
    }

    /// <summary>Initializes a value from a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is infinite or not a number.</exception>
    public ParameterValue(double number)
    {
        if (!double.IsFinite(number))
        {
            throw new ArgumentOutOfRangeException(nameof(number), number, "A parameter value must be a finite number.");
        }

        _text = number.ToString("R", CultureInfo.InvariantCulture);
        IsLiteral = true;
    }

    /// <summary>Initializes a value from a Boolean.</summary>
    public ParameterValue(bool flag)
    {
        _text = flag ? "true" : "false";
        IsLiteral = true;
    }

    /// <summary>Whether it is sent as a number or Boolean, not as text.</summary>
    internal bool IsLiteral { get; }

    /// <summary>Returns the value as text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _text ?? "";

    /// <summary>Converts a text.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static implicit operator ParameterValue(string text) => new(text);

    /// <summary>Converts a whole number.</summary>
    /// <returns>The value.</returns>
    public static implicit operator ParameterValue(long number) => new(number);

    /// <summary>Converts a number.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is infinite or not a number.</exception>
    public static implicit operator ParameterValue(double number) => new(number);

    /// <summary>Converts a Boolean.</summary>
    /// <returns>The value.</returns>
    public static implicit operator ParameterValue(bool flag) => new(flag);

    /// <summary>Converts a text, for languages without implicit conversions.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static ParameterValue FromString(string text) => new(text);

    /// <summary>Converts a whole number, for languages without implicit conversions.</summary>
    /// <returns>The value.</returns>
    public static ParameterValue FromInt64(long number) => new(number);

    /// <summary>Converts a number, for languages without implicit conversions.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is infinite or not a number.</exception>
    public static ParameterValue FromDouble(double number) => new(number);

    /// <summary>Converts a Boolean, for languages without implicit conversions.</summary>
    /// <returns>The value.</returns>
    public static ParameterValue FromBoolean(bool flag) => new(flag);
}
