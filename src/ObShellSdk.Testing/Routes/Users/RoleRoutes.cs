using System.Text.RegularExpressions;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes.Tenants;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Contents;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.Routes.Users;

/// <summary>Roles, which only Oracle tenants have.</summary>
internal static partial class RoleRoutes
{
    public static Outcome Create(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Find(state, call, TenantSettings.Oracle);
        if (tenant is null)
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var name = body.Text("role_name", required: true);
        var (privileges, roles) = (body.Texts("global_privileges") ?? [], body.Texts("roles") ?? []);
        if ((body.Failure ?? TenantLogin.Check(state, tenant, body)) is { } invalid)
        {
            return invalid;
        }

        if (!NameForm().IsMatch(name!))
        {
            return Failure.Of("OB.Role.Name.Invalid", name!);
        }

        if (tenant.Contents.FindRole(name!) is not null)
        {
            return Database.RefuseOracle($"ORA-01921: role name '{name}' conflicts with another user or role name");
        }

        var role = new Grantee(name!, now);
        tenant.Contents.Roles.Add(role);
        role.SetPrivileges(privileges);
        if (FindUnknown(tenant, roles) is { } unknown)
        {
            return unknown;
        }

        role.Roles = [.. roles];
        return Outcome.Done;
    }

    /// <summary>Drops a role; succeeds if it does not exist.</summary>
    public static Outcome Drop(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Open(state, call, TenantSettings.Oracle);
        if (tenant is null)
        {
            return refusal!;
        }

        tenant.Contents.Roles.RemoveAll(role => role.Name == call["role"]);
        foreach (var holder in tenant.Contents.Users.Concat(tenant.Contents.Roles))
        {
            holder.Roles.Remove(call["role"]);
        }

        return Outcome.Done;
    }

    /// <summary>Lists roles; null, not an empty list, if there are none.</summary>
    public static Outcome List(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Open(state, call, TenantSettings.Oracle);
        return tenant is null ? refusal! : Outcome.List(tenant.Contents.Roles.Select(role => GranteeWriter.WriteRole(state, tenant, role)));
    }

    public static Outcome Get(AgentState state, Call call, DateTimeOffset now)
    {
        var (found, refusal) = FindRole(state, call);
        return found is var (tenant, role) ? Outcome.Success(GranteeWriter.WriteRole(state, tenant, role)) : refusal!;
    }

    public static Outcome SetRoles(AgentState state, Call call, DateTimeOffset now)
    {
        var (found, refusal) = FindRole(state, call);
        return found is var (tenant, role) ? SetRoles(tenant, role, call) : refusal!;
    }

    public static Outcome SetPrivileges(AgentState state, Call call, DateTimeOffset now)
    {
        var (found, refusal) = FindRole(state, call);
        if (found is not var (_, role))
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var privileges = body.Texts("global_privileges") ?? [];
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        role.SetPrivileges(privileges);
        return Outcome.Done;
    }

    /// <summary>Sets the roles of a user or a role to exactly those of the request.</summary>
    public static Outcome SetRoles(FakeTenant tenant, Grantee holder, Call call)
    {
        var body = RequestBody.Read(call.Body);
        var roles = body.Texts("roles", required: true);
        if ((body.Failure ?? FindUnknown(tenant, roles!)) is { } invalid)
        {
            return invalid;
        }

        holder.Roles = [.. roles!];
        return Outcome.Done;
    }

    public static Failure? FindUnknown(FakeTenant tenant, string[] roles)
        => Array.Find(roles, role => tenant.Contents.FindRole(role) is null) is { } unknown
            ? Database.RefuseOracle($"ORA-01919: role '{unknown}' does not exist")
            : null;

    public static ((FakeTenant Tenant, Grantee Role)? Found, Failure? Refusal) FindRole(AgentState state, Call call)
    {
        var (tenant, refusal) = TenantLogin.Open(state, call, TenantSettings.Oracle);
        if (tenant is null)
        {
            return (null, refusal);
        }

        return tenant.Contents.FindRole(call["role"]) is { } role ? ((tenant, role), null) : (null, Failure.Of("OB.Role.NotExists", call["role"]));
    }

    [GeneratedRegex("^[a-zA-Z][a-zA-Z_0-9]{1,29}$")]
    private static partial Regex NameForm();
}
