namespace ObShellSdk.Users;

/// <summary>A new user of a tenant.</summary>
public sealed record CreateUserRequest
{
    /// <summary>The user name: a letter followed by 1 to 29 letters, digits or underscores. Oracle mode keeps the case.</summary>
    public required string UserName { get; init; }

    /// <summary>The password; must not be empty. In Oracle mode it must not contain double quotes.</summary>
    public required Secret Password { get; init; }

    /// <summary>The global privileges: <see cref="MySqlPrivileges"/> or <see cref="OraclePrivileges"/>, by the tenant's mode. Default: none.</summary>
    public IReadOnlyList<Privilege>? GlobalPrivileges { get; init; }

    /// <summary>The privileges on databases. MySQL mode only, so they cannot be combined with <see cref="Roles"/>. Default: none.</summary>
    public IReadOnlyList<DatabasePrivilege>? DbPrivileges { get; init; }

    /// <summary>The roles to grant. Oracle mode only. Default: none.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>
    /// The host that the user connects from; MySQL mode only. Default: any (<c>%</c>). Only the database privileges here follow it: all other
    /// calls, and the global privileges here, mean the user at any host.
    /// </summary>
    public string? HostName { get; init; }

    /// <summary>The password of the tenant's root user (SYS in Oracle mode). Default: the password that the agent has stored.</summary>
    public Secret? RootPassword { get; init; }

    internal CreateUserRequest ForAgent(string name)
    {
        AccountName.Validate(UserName, nameof(UserName), name);
        if (string.IsNullOrEmpty(Password?.Reveal()))
        {
            throw new ArgumentException($"{nameof(Password)} must not be empty.", name);
        }

        AccountName.ThrowIfAnyEmpty(Roles ?? [], name);
        return DbPrivileges is { Count: > 0 } && Roles is { Count: > 0 }
            ? throw new ArgumentException($"{nameof(DbPrivileges)} and {nameof(Roles)} cannot be combined: the first is for MySQL mode, the second for Oracle mode.", name)
            : this with
            {
                GlobalPrivileges = GlobalPrivileges is null ? null : Privilege.ForAgent(GlobalPrivileges, name),
                DbPrivileges = DbPrivileges is null ? null : DatabasePrivilege.ForAgent(DbPrivileges, name),
            };
    }
}
