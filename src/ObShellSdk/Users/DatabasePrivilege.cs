
namespace ObShellSdk.Users;

/// <summary>Privileges on one database, in MySQL mode.</summary>
public sealed record DatabasePrivilege : ObShellRecord
{
    /// <summary>The database.</summary>
    public string DbName { get; init => field = value ?? ""; } = "";

    /// <summary>The privileges: <see cref="MySqlPrivileges"/>, except the global ones.</summary>
    public IReadOnlyList<Privilege> Privileges { get; init => field = value ?? []; } = [];

    /// <summary>A list on its way to the agent.</summary>
    /// <exception cref="ArgumentException">The list is null, or names no database, or an empty privilege.</exception>
    internal static IReadOnlyList<DatabasePrivilege> ForAgent(IReadOnlyList<DatabasePrivilege> privileges, string name)
    {
        ArgumentNullException.ThrowIfNull(privileges, name);
        return privileges.Any(privilege => string.IsNullOrEmpty(privilege?.DbName))
            ? throw new ArgumentException($"{nameof(DbName)} must not be empty.", name)
            : [.. privileges.Select(privilege => privilege with { Privileges = Privilege.ForAgent(privilege.Privileges, name) })];
    }
}
