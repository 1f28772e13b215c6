using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>The kind of an instance that alerts concern. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ObInstanceType>))]
public readonly record struct ObInstanceType(string Value) : IOpenValue<ObInstanceType>
{
    /// <summary>A cluster.</summary>
    public static ObInstanceType Cluster { get; } = new("obcluster");

    /// <summary>A zone.</summary>
    public static ObInstanceType Zone { get; } = new("obzone");

    /// <summary>A server.</summary>
    public static ObInstanceType Server { get; } = new("observer");

    /// <summary>A tenant.</summary>
    public static ObInstanceType Tenant { get; } = new("obtenant");

    /// <summary>An unknown kind.</summary>
    public static ObInstanceType Unknown { get; } = new("unknown");

    /// <inheritdoc />
    public bool Equals(ObInstanceType other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static ObInstanceType IOpenValue<ObInstanceType>.Create(string value) => new(value);
}
