using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk;

/// <summary>A flag that the database returns as a word. Converts to <see cref="bool"/>: <c>if (tenant.Locked)</c>. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<YesNo>))]
public readonly record struct YesNo(string Value) : IOpenValue<YesNo>
{
    /// <summary>The value for true.</summary>
    public static YesNo Yes { get; } = new("YES");

    /// <summary>The value for false.</summary>
    public static YesNo No { get; } = new("NO");

    /// <inheritdoc />
    public bool Equals(YesNo other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    /// <summary>Converts to a Boolean.</summary>
    /// <param name="flag">The flag.</param>
    /// <returns><see langword="true"/> for <see cref="Yes"/>; <see langword="false"/> for every other word, or none.</returns>
    public static implicit operator bool(YesNo flag) => flag == Yes;

    /// <summary>Converts to a Boolean, for languages without implicit conversions.</summary>
    /// <returns><see langword="true"/> for <see cref="Yes"/>; <see langword="false"/> for every other word, or none.</returns>
    public bool ToBoolean() => this;

    static YesNo IOpenValue<YesNo>.Create(string value) => new(value);
}
