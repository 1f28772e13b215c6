namespace ObShellSdk.Users;

/// <summary>A new user of a tenant.</summary>
public sealed record CreateUserRequest
{
    /// <summary>A letter, followed by 1 to 29 letters, digits or underscores. Oracle mode keeps the case.</summary>
    public required string UserName { get; init; }

    /// <summary>Not empty. In Oracle mode without double quotes, as the agent puts it between them.</summary>
    public required Secret Password { get; init; }

    /// <summary>What the user may do everywhere: <see cref="MySqlPrivileges"/> or <see cref="OraclePrivileges"/>, by the tenant's mode. Default: nothing.</summary>
    public IReadOnlyList<Privilege>? GlobalPrivileges { get; init; }

    /// <summary>What the user may do in single databases. MySQL mode only, so not together with <see cref="Roles"/>. Default: nothing.</summary>
    public IReadOnlyList<DatabasePrivilege>? DbPrivileges { get; init; }

    /// <summary>The roles to grant. Oracle mode only. Default: none.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>
    /// The host that the user connects from; MySQL mode only. Default: any (<c>%</c>). Only the database privileges here follow it: all other
    /// calls, and the global privileges here, mean the user at any host.
    /// </summary>
    public string? HostName { get; init; }

    /// <summary>The password of the tenant's root user (SYS in Oracle mode). Default: the one that the agent keeps.</summary>
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
            ? throw new ArgumentException($"{nameof(DbPrivileges)} are for MySQL mode and {nameof(Roles)} for Oracle mode.", name)
            : this with
            {
                GlobalPrivileges = GlobalPrivileges is null ? null : Privilege.ForAgent(GlobalPrivileges, name),
                DbPrivileges = DbPrivileges is null ? null : DatabasePrivilege.ForAgent(DbPrivileges, name),
            };
    }
}

/// <summary>A new password for a user.</summary>
public sealed record ChangeUserPasswordRequest
{
    /// <summary>May be empty in MySQL mode. In Oracle mode without double quotes, as the agent puts it between them.</summary>
    public required Secret NewPassword { get; init; }

    /// <summary>The password that the tenant's root user (SYS in Oracle mode) has before the call. Default: the one that the agent keeps.</summary>
    public Secret? RootPassword { get; init; }
}

internal sealed record GlobalPrivilegesRequest
{
    public required IReadOnlyList<Privilege> GlobalPrivileges { get; init; }

    public Secret? RootPassword { get; init; }
}

internal sealed record DatabasePrivilegesRequest
{
    public required IReadOnlyList<DatabasePrivilege> DbPrivileges { get; init; }

    public Secret? RootPassword { get; init; }
}

internal sealed record RolesRequest
{
    public required IReadOnlyList<string> Roles { get; init; }

    public Secret? RootPassword { get; init; }

    /// <exception cref="ArgumentException">The list is null, or one of its names empty.</exception>
    public static RolesRequest Of(IReadOnlyList<string> roles, string name, Secret? rootPassword)
    {
        AccountName.ThrowIfAnyEmpty(roles, name);
        return new RolesRequest { Roles = roles, RootPassword = rootPassword };
    }
}

internal sealed record ObjectPrivilegesRequest
{
    public required IReadOnlyList<Item> ObjectPrivileges { get; init; }

    public Secret? RootPassword { get; init; }

    /// <exception cref="ArgumentException">The list is null, or names no object, no owner, or an empty privilege.</exception>
    public static ObjectPrivilegesRequest Of(IReadOnlyList<ObjectPrivilege> privileges, string name, Secret? rootPassword)
    {
        ArgumentNullException.ThrowIfNull(privileges, name);
        return privileges.Any(privilege => string.IsNullOrEmpty(privilege?.Target.Name) || string.IsNullOrEmpty(privilege.Target.Owner))
            ? throw new ArgumentException($"{nameof(DatabaseObject.Name)} or {nameof(DatabaseObject.Owner)} of an object is missing.", name)
            : new ObjectPrivilegesRequest
            {
                ObjectPrivileges =
                [
                    .. privileges.Select(privilege => new Item
                    {
                        ObjectType = privilege.Target.Type.Value,
                        ObjectName = privilege.Target.Name,
                        Owner = privilege.Target.Owner,
                        Privileges = Privilege.ForAgent(privilege.Privileges, name),
                    }),
                ],
                RootPassword = rootPassword,
            };
    }

    internal sealed record Item
    {
        public string? ObjectType { get; init; }

        public required string ObjectName { get; init; }

        public required string Owner { get; init; }

        public required IReadOnlyList<Privilege> Privileges { get; init; }
    }
}
