using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk;

/// <summary>A flag that the database tells as a word. Reads as a <see cref="bool"/>: <c>if (tenant.Locked)</c>. Servers may send other words; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<YesNo>))]
public readonly record struct YesNo(string Value) : IOpenValue<YesNo>
{
    /// <summary>True.</summary>
    public static YesNo Yes { get; } = new("YES");

    /// <summary>False.</summary>
    public static YesNo No { get; } = new("NO");

    /// <inheritdoc />
    public bool Equals(YesNo other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    /// <summary>True for <see cref="Yes"/>; false for every other word, and for none.</summary>
    public static implicit operator bool(YesNo flag) => flag == Yes;

    /// <summary>The same, for languages without implicit conversions.</summary>
    public bool ToBoolean() => this;

    static YesNo IOpenValue<YesNo>.Create(string value) => new(value);
}
