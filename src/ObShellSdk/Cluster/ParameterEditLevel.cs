using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Cluster;

/// <summary>When a new value of a parameter takes effect. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ParameterEditLevel>))]
public readonly record struct ParameterEditLevel(string Value) : IOpenValue<ParameterEditLevel>
{
    /// <summary>At once.</summary>
    public static ParameterEditLevel Dynamic { get; } = new("DYNAMIC_EFFECTIVE");

    /// <summary>After a restart of the observer.</summary>
    public static ParameterEditLevel Static { get; } = new("STATIC_EFFECTIVE");

    /// <summary>Never: the parameter is read-only.</summary>
    public static ParameterEditLevel ReadOnly { get; } = new("READONLY");

    /// <inheritdoc />
    public bool Equals(ParameterEditLevel other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static ParameterEditLevel IOpenValue<ParameterEditLevel>.Create(string value) => new(value);
}
