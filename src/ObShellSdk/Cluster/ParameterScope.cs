using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Cluster;

/// <summary>The scope of a parameter. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ParameterScope>))]
public readonly record struct ParameterScope(string Value) : IOpenValue<ParameterScope>
{
    /// <summary>The cluster, or some of its zones or observers.</summary>
    public static ParameterScope Cluster { get; } = new("CLUSTER");

    /// <summary>Tenants.</summary>
    public static ParameterScope Tenant { get; } = new("TENANT");

    /// <inheritdoc />
    public bool Equals(ParameterScope other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static ParameterScope IOpenValue<ParameterScope>.Create(string value) => new(value);
}
