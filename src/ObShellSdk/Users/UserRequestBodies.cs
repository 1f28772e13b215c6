namespace ObShellSdk.Users;

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
            ? throw new ArgumentException($"{nameof(DatabaseObject.Name)} and {nameof(DatabaseObject.Owner)} of an object must not be empty.", name)
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
