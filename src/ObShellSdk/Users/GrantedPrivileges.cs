using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Users;

/// <summary>Privileges on one database, of MySQL mode.</summary>
public sealed record DatabasePrivilege : ObShellRecord
{
    /// <summary>The database.</summary>
    public string DbName { get; init => field = value ?? ""; } = "";

    /// <summary>What is allowed there: <see cref="MySqlPrivileges"/>, but for the global ones.</summary>
    public IReadOnlyList<Privilege> Privileges { get; init => field = value ?? []; } = [];

    /// <summary>A list on its way to the agent.</summary>
    /// <exception cref="ArgumentException">The list is null, or names no database, or an empty privilege.</exception>
    internal static IReadOnlyList<DatabasePrivilege> ForAgent(IReadOnlyList<DatabasePrivilege> privileges, string name)
    {
        ArgumentNullException.ThrowIfNull(privileges, name);
        return privileges.Any(privilege => string.IsNullOrEmpty(privilege?.DbName))
            ? throw new ArgumentException($"A {nameof(DbName)} is missing.", name)
            : [.. privileges.Select(privilege => privilege with { Privileges = Privilege.ForAgent(privilege.Privileges, name) })];
    }
}

/// <summary>Privileges on one object, of Oracle mode.</summary>
public sealed record ObjectPrivilege : ObShellRecord
{
    /// <summary>The object. A request must name it and its owner.</summary>
    [JsonPropertyName("object")]
    public DatabaseObject Target { get; init => field = value ?? new(); } = new();

    /// <summary>What is allowed: <see cref="OracleObjectPrivileges"/>.</summary>
    public IReadOnlyList<Privilege> Privileges { get; init => field = value ?? []; } = [];
}

/// <summary>A table, view or procedure, of Oracle mode.</summary>
public sealed record DatabaseObject : ObShellRecord
{
    /// <summary>What it is. The agent does not need it in a request.</summary>
    public DatabaseObjectType Type { get; init; }

    /// <summary>Its name, in the case that the database keeps.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The user whose schema it lies in.</summary>
    public string Owner { get; init => field = value ?? ""; } = "";

    /// <summary>Owner and name, with a point between. Not part of a request.</summary>
    public string FullName { get; init => field = value ?? ""; } = "";
}

/// <summary>What a database object is. Servers may send others than the named ones; case does not count.</summary>
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

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static DatabaseObjectType IOpenValue<DatabaseObjectType>.Create(string value) => new(value);
}
