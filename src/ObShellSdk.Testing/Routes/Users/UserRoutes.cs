using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes.Tenants;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Contents;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.Routes.Users;

/// <summary>Users of a tenant. All routes except the statistics require the tenant's root user.</summary>
internal static partial class UserRoutes
{
    /// <summary>Creates a user. If a later step fails, the user remains, as on the server.</summary>
    public static Outcome Create(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Find(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var (name, _) = (body.Text("user_name", required: true), body.Text("password", required: true));
        var (privileges, roles) = (body.Texts("global_privileges") ?? [], body.Texts("roles") ?? []);
        var databases = Array.ConvertAll(body.Objects("db_privileges", required: false) ?? [], DatabaseGrant.Read);
        _ = body.Text("host_name");
        if ((body.Failure ?? CheckName(name!) ?? TenantLogin.Check(state, tenant, body)) is { } invalid)
        {
            return invalid;
        }

        var contents = tenant.Contents;
        if (contents.FindUser(name!) is not null)
        {
            return Database.Refuse($"create user '{name}' failed: Error 1396 (HY000): Operation CREATE USER failed for '{name}'@'%'");
        }

        var user = new Grantee(name!, now);
        contents.Users.Add(user);
        user.SetPrivileges(privileges);
        if ((databases.Length > 0 && tenant.Settings.Mode != TenantSettings.MySql) || (roles.Length > 0 && tenant.Settings.Mode != TenantSettings.Oracle))
        {
            return Failure.Of("OB.User.OracleModeNotSupport");
        }

        if (RoleRoutes.FindUnknown(tenant, roles) is { } unknown)
        {
            return unknown;
        }

        user.Roles = [.. roles];
        DatabaseGrant.Apply(user, databases);
        return Outcome.Done;
    }

    /// <summary>Drops a user; succeeds if it does not exist.</summary>
    public static Outcome Drop(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Open(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        tenant.Contents.Users.RemoveAll(user => user.Name == call["user"]);
        return Outcome.Done;
    }

    /// <summary>Lists users by creation. Paging parameters are ignored.</summary>
    public static Outcome List(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Open(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var users = call.Query("sort") == "create_time,desc"
            ? tenant.Contents.Users.OrderByDescending(user => user.CreatedAt)
            : tenant.Contents.Users.OrderBy(user => user.CreatedAt);
        return Outcome.List(users.Select(user => GranteeWriter.WriteUser(state, tenant, user)));
    }

    public static Outcome Get(AgentState state, Call call, DateTimeOffset now)
    {
        var (found, refusal) = FindUser(state, call);
        return found is var (tenant, user) ? Outcome.Success(GranteeWriter.WriteUser(state, tenant, user)) : refusal!;
    }

    public static Outcome ChangePassword(AgentState state, Call call, DateTimeOffset now)
    {
        var (found, refusal) = FindUser(state, call);
        if (found is not var (tenant, user))
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var password = body.Text("new_password") ?? "";
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        tenant.Settings.RootPassword = user.IsRoot ? password : tenant.Settings.RootPassword;
        return Outcome.Done;
    }

    public static Outcome Lock(AgentState state, Call call, DateTimeOffset now) => SetLock(state, call, isLocked: true);

    public static Outcome Unlock(AgentState state, Call call, DateTimeOffset now) => SetLock(state, call, isLocked: false);

    /// <summary>Returns statistics without a login; a user that does not exist has no sessions.</summary>
    public static Outcome Statistics(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindAnyTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var sessions = tenant.Contents.Sessions.Where(session => session.User == call["user"]).ToArray();
        return Outcome.Success(new JsonObject
        {
            ["session"] = new JsonObject { ["total"] = sessions.Length, ["active"] = sessions.Count(session => session.IsActive) },
        });
    }

    public static Outcome SetPrivileges(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Find(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var privileges = body.Texts("global_privileges") ?? [];
        if ((body.Failure ?? PrivilegeCatalogue.Check(tenant.Settings.Mode, privileges) ?? TenantLogin.Check(state, tenant, body)) is { } invalid)
        {
            return invalid;
        }

        if (tenant.Contents.FindUser(call["user"]) is not { } user)
        {
            return Missing(call);
        }

        user.SetPrivileges(privileges);
        return Outcome.Done;
    }

    public static Outcome SetDatabasePrivileges(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Find(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var grants = Array.ConvertAll(body.Objects("db_privileges", required: true) ?? [], DatabaseGrant.Read);
        if ((body.Failure ?? PrivilegeCatalogue.Check(TenantSettings.MySql, grants.SelectMany(grant => grant.Privileges))
            ?? TenantLogin.Check(state, tenant, body)) is { } invalid)
        {
            return invalid;
        }

        if (tenant.Contents.FindUser(call["user"]) is not { } user)
        {
            return Missing(call);
        }

        user.OnDatabases.Clear();
        DatabaseGrant.Apply(user, grants);
        return Outcome.Done;
    }

    public static Outcome SetRoles(AgentState state, Call call, DateTimeOffset now)
    {
        var (found, refusal) = FindUser(state, call, TenantSettings.Oracle);
        return found is var (tenant, user) ? RoleRoutes.SetRoles(tenant, user, call) : refusal!;
    }

    public static ((FakeTenant Tenant, Grantee User)? Found, Failure? Refusal) FindUser(AgentState state, Call call, string? mode = null)
    {
        var (tenant, refusal) = TenantLogin.Open(state, call, mode);
        if (tenant is null)
        {
            return (null, refusal);
        }

        return tenant.Contents.FindUser(call["user"]) is { } user ? ((tenant, user), null) : (null, Missing(call));
    }

    private static Outcome SetLock(AgentState state, Call call, bool isLocked)
    {
        var (found, refusal) = FindUser(state, call);
        if (found is not var (_, user))
        {
            return refusal!;
        }

        user.IsLocked = isLocked;
        return Outcome.Done;
    }

    private static Failure Missing(Call call) => Failure.Of("OB.User.NotExists", call["user"]);

    private static Failure? CheckName(string name) => NameForm().IsMatch(name) ? null : Failure.Of("OB.User.Name.Invalid", name);

    [GeneratedRegex("^[a-zA-Z][a-zA-Z_0-9]{1,29}$")]
    private static partial Regex NameForm();

    /// <summary>The privileges on one database.</summary>
    private sealed record DatabaseGrant(string Database, string[] Privileges)
    {
        public static DatabaseGrant Read(RequestBody body)
            => new(body.Text("db_name", required: true) ?? "", body.Texts("privileges", required: true) ?? []);

        public static void Apply(Grantee user, DatabaseGrant[] grants)
        {
            foreach (var grant in grants.Where(grant => grant.Privileges.Length > 0))
            {
                user.OnDatabases[grant.Database] = Grantee.Normalise(grant.Privileges);
            }
        }
    }
}
