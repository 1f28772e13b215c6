using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tenants;

/// <summary>How a connection reaches a tenant. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<TenantConnectionType>))]
public readonly record struct TenantConnectionType(string Value) : IOpenValue<TenantConnectionType>
{
    /// <summary>Straight to an observer.</summary>
    public static TenantConnectionType Direct { get; } = new("DIRECT");

    /// <summary>By way of an OBProxy.</summary>
    public static TenantConnectionType Proxy { get; } = new("PROXY");

    /// <inheritdoc />
    public bool Equals(TenantConnectionType other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static TenantConnectionType IOpenValue<TenantConnectionType>.Create(string value) => new(value);
}
