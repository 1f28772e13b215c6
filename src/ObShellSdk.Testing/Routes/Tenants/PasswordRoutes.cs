using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Routes.Tenants;

/// <summary>The password of a tenant's root user: changing, storing and checking it.</summary>
internal static class PasswordRoutes
{
    public static Outcome Change(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindNormalTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var (oldPassword, newPassword) = (body.Text("old_password"), body.GivenText("new_password"));
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        if (tenant == state.Tenants.Sys)
        {
            return Failure.Of("OB.Tenant.SysOperationNotAllowed");
        }

        if ((oldPassword ?? "") != tenant.Settings.RootPassword)
        {
            return TenantLogin.AccessDenied(tenant);
        }

        tenant.Settings.RootPassword = newPassword!;
        return Outcome.Done;
    }

    /// <summary>Stores a password in the agents if it is correct.</summary>
    public static Outcome Keep(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindAnyTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var password = body.Text("password") ?? "";
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        if (tenant.Settings.IsLocked)
        {
            return Failure.Of("OB.Tenant.Locked", tenant.Name);
        }

        if (tenant != state.Tenants.Sys && password != tenant.Settings.RootPassword)
        {
            return Failure.Of("OB.Tenant.RootPasswordIncorrect");
        }

        tenant.Settings.KeptPassword = password;
        return Outcome.Done;
    }

    /// <summary>Checks a password. A wrong one is a result, not an error.</summary>
    public static Outcome Check(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Find(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var (given, unbound) = TenantLogin.ReadPassword(call);
        if (unbound is not null)
        {
            return unbound;
        }

        var isSys = tenant == state.Tenants.Sys;
        var right = isSys ? state.Password ?? "" : tenant.Settings.RootPassword;
        var tried = given ?? tenant.Settings.KeptPassword ?? "";
        return Outcome.Success(new JsonObject
        {
            ["is_connectable"] = isSys || tried == right,
            ["is_password_exists"] = given is null && isSys,
            ["is_empty_root_password"] = right.Length == 0,
        });
    }
}
