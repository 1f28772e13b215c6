using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Users;

/// <summary>The type of a database object. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<DatabaseObjectType>))]
public readonly record struct DatabaseObjectType(string Value) : IOpenValue<DatabaseObjectType>
{
    /// <summary>A table.</summary>
    public static DatabaseObjectType Table { get; } = new("TABLE");

    /// <summary>A view.</summary>
    public static DatabaseObjectType View { get; } = new("VIEW");

    /// <summary>A procedure.</summary>
    public static DatabaseObjectType Procedure { get; } = new("PROCEDURE");

    /// <inheritdoc />
    public bool Equals(DatabaseObjectType other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static DatabaseObjectType IOpenValue<DatabaseObjectType>.Create(string value) => new(value);
}
