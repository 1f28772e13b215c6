using System.Diagnostics;
using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk;

/// <summary>
/// A password, key or token that does not reveal itself: <see cref="ToString"/>, debuggers and loggers show <c>***</c>.
/// </summary>
/// <remarks>Converts implicitly from <see cref="string"/>. Only <see cref="Reveal"/> returns the text.</remarks>
[JsonConverter(typeof(MaskingSecretConverter))]
[DebuggerDisplay("***")]
public sealed class Secret : IEquatable<Secret>
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Initializes a secret from a text.</summary>
    /// <param name="value">The text. It may be empty, because obshell supports empty passwords.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="value"/> has an unpaired surrogate, which cannot be sent as UTF-8.</exception>
    public Secret(string value)
    {
        ArgumentNullException.ThrowIfNull(value);

        // The message contains neither the text nor the position.
        if (!IsWellFormed(value))
        {
            throw new ArgumentException("The text must be valid UTF-16, but has an unpaired surrogate.", nameof(value));
        }

        _value = value;
    }

    /// <summary>Returns the text. Keep it out of logs and messages.</summary>
    /// <returns>The text in clear.</returns>
    public string Reveal() => _value;

    /// <summary>Returns <c>***</c>.</summary>
    /// <returns>The text <c>***</c>.</returns>
    public override string ToString() => "***";

    /// <inheritdoc />
    public bool Equals(Secret? other) => other is not null && string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc />
    public override int GetHashCode() => string.GetHashCode(_value, StringComparison.Ordinal);

    /// <summary>Converts a text; null stays null.</summary>
    /// <param name="value">The text, or null.</param>
    /// <returns>The secret, or null if <paramref name="value"/> is null.</returns>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(value))]
    public static implicit operator Secret?(string? value) => value is null ? null : new Secret(value);

    /// <summary>Converts a text, for languages without implicit conversions.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The secret.</returns>
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
