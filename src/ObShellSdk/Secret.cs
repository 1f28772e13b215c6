using System.Diagnostics;
using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk;

/// <summary>
/// A password, key or token that does not show itself: <see cref="ToString"/>, debuggers and loggers see <c>***</c>.
/// </summary>
/// <remarks>Converts from <see cref="string"/> without ceremony; only <see cref="Reveal"/> gives the text back.</remarks>
[JsonConverter(typeof(MaskingSecretConverter))]
[DebuggerDisplay("***")]
public sealed class Secret : IEquatable<Secret>
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Wraps a text; the empty text is a value of its own (obshell knows the empty password).</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="value"/> holds half of a surrogate pair, which cannot be sent as UTF-8.</exception>
    public Secret(string value)
    {
        ArgumentNullException.ThrowIfNull(value);

        // Neither the text nor the position is told.
        if (!IsWellFormed(value))
        {
            throw new ArgumentException("The text must be valid UTF-16, but holds half of a surrogate pair.", nameof(value));
        }

        _value = value;
    }

    /// <summary>The text itself. Keep it out of logs and messages.</summary>
    public string Reveal() => _value;

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";

    /// <inheritdoc />
    public bool Equals(Secret? other) => other is not null && string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc />
    public override int GetHashCode() => string.GetHashCode(_value, StringComparison.Ordinal);

    /// <summary>Wraps a text; null stays null.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(value))]
    public static implicit operator Secret?(string? value) => value is null ? null : new Secret(value);

    /// <summary>Wraps a text, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public static Secret FromString(string value) => new(value);

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (System.Text.Rune.DecodeFromUtf16(text, out _, out int consumed) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            text = text[consumed..];
        }

        return true;
    }
}
