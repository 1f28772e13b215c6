using ObShellSdk.Users;

namespace ObShellSdk.Roles;

/// <summary>A new role of a tenant of Oracle mode.</summary>
public sealed record CreateRoleRequest
{
    /// <summary>A letter, followed by 1 to 29 letters, digits or underscores. The case is kept.</summary>
    public required string RoleName { get; init; }

    /// <summary>What the role may do everywhere: <see cref="OraclePrivileges"/>. Default: nothing.</summary>
    public IReadOnlyList<Privilege>? GlobalPrivileges { get; init; }

    /// <summary>The roles to grant to it. Default: none.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>The password of the tenant's root user (SYS). Default: the password that the agent has stored.</summary>
    public Secret? RootPassword { get; init; }

    internal CreateRoleRequest ForAgent(string name)
    {
        AccountName.Validate(RoleName, nameof(RoleName), name);
        AccountName.ThrowIfAnyEmpty(Roles ?? [], name);
        return this with { GlobalPrivileges = GlobalPrivileges is null ? null : Privilege.ForAgent(GlobalPrivileges, name) };
    }
}
