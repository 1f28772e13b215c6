using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tenants;

/// <summary>Whose SQL a tenant speaks. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<TenantMode>))]
public readonly record struct TenantMode(string Value) : IOpenValue<TenantMode>
{
    /// <summary>That of MySQL.</summary>
    public static TenantMode MySql { get; } = new("MYSQL");

    /// <summary>That of Oracle.</summary>
    public static TenantMode Oracle { get; } = new("ORACLE");

    /// <inheritdoc />
    public bool Equals(TenantMode other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static TenantMode IOpenValue<TenantMode>.Create(string value) => new(value);
}
