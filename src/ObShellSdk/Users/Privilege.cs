using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Users;

/// <summary>
/// A privilege, as a word: <see cref="MySqlPrivileges"/>, <see cref="OraclePrivileges"/> and <see cref="OracleObjectPrivileges"/> name the known ones.
/// Servers may have others; case does not count.
/// </summary>
/// <param name="Value">The word as the agent sends it: capitals, and in global and database privileges underscores for blanks.</param>
[JsonConverter(typeof(OpenValueConverter<Privilege>))]
public readonly record struct Privilege(string Value) : IOpenValue<Privilege>
{
    /// <inheritdoc />
    public bool Equals(Privilege other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static Privilege IOpenValue<Privilege>.Create(string value) => new(value);

    /// <summary>
    /// A list on its way to the agent, in capitals: it compares them letter by letter with those that are granted, and where the case differs it
    /// grants one and then revokes it under its own spelling.
    /// </summary>
    /// <exception cref="ArgumentException">The list is null, or one of its words empty.</exception>
    internal static IReadOnlyList<Privilege> ForAgent(IReadOnlyList<Privilege> privileges, string name)
    {
        ArgumentNullException.ThrowIfNull(privileges, name);
        return privileges.Any(privilege => string.IsNullOrWhiteSpace(privilege.Value))
            ? throw new ArgumentException("A privilege must not be empty.", name)
            : [.. privileges.Select(privilege => new Privilege(privilege.Value.ToUpperInvariant()))];
    }
}
