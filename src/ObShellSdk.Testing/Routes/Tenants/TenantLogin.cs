using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.Routes.Tenants;

/// <summary>The login to a tenant as its root user, with the password of the request or the one stored in the agents.</summary>
internal static class TenantLogin
{
    /// <summary>Finds the tenant of the path and logs in.</summary>
    /// <param name="state">The agent.</param>
    /// <param name="call">The request; <c>root_password</c> is read from its body.</param>
    /// <param name="mode">The only mode that the route supports, or null for both.</param>
    public static (FakeTenant? Tenant, Failure? Refusal) Open(AgentState state, Call call, string? mode = null)
    {
        var (tenant, refusal) = Find(state, call, mode);
        if (tenant is null)
        {
            return (null, refusal);
        }

        return Check(state, tenant, RequestBody.Read(call.Body)) is { } denied ? (null, denied) : (tenant, null);
    }

    /// <summary>Finds the tenant like <see cref="Open"/>, without checking the password.</summary>
    public static (FakeTenant? Tenant, Failure? Refusal) Find(AgentState state, Call call, string? mode = null)
    {
        var (tenant, refusal) = Admission.FindAnyTenant(state, call);
        if (tenant is null)
        {
            return (null, refusal);
        }

        if (tenant.Settings.IsLocked)
        {
            return (null, Failure.Of("OB.Tenant.Locked", tenant.Name) with { IsEarly = true });
        }

        if (mode is not null && tenant.Settings.Mode != mode)
        {
            return (null, Failure.Of(tenant.Settings.Mode == TenantSettings.MySql ? "OB.User.MysqlModeNotSupport" : "OB.User.OracleModeNotSupport") with { IsEarly = true });
        }

        return (tenant, null);
    }

    /// <summary>Checks the password of a body that was read, otherwise the stored one.</summary>
    public static Failure? Check(AgentState state, FakeTenant tenant, RequestBody body)
    {
        var password = body.Text("root_password");
        return body.Failure
            ?? (tenant == state.Tenants.Sys || (password ?? tenant.Settings.KeptPassword ?? "") == tenant.Settings.RootPassword ? null : AccessDenied(tenant));
    }

    public static (string? Password, Failure? Failure) ReadPassword(Call call)
    {
        var body = RequestBody.Read(call.Body);
        var password = body.Text("root_password");
        return (password, body.Failure);
    }

    public static Failure AccessDenied(FakeTenant tenant) => tenant.Settings.Mode == TenantSettings.MySql
        ? Database.Refuse($"Get instance with tenant {tenant.Name} failed: Error 1045 (42000): Access denied for user 'root'@'127.0.0.1' (using password: YES)")
        : Database.Refuse($"Get instance with tenant {tenant.Name} failed: Error 1045 (42000): ORA-01017: invalid username/password; logon denied");
}
