using ObShellSdk.Testing.Routes.Tenants;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Contents;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.Routes.Users;

/// <summary>Privileges of users and roles on objects of Oracle tenants.</summary>
internal static class ObjectPrivilegeRoutes
{
    private enum Change
    {
        /// <summary>Replaces all privileges.</summary>
        Replace,

        /// <summary>Replaces the privileges on the named objects.</summary>
        Set,

        Grant,

        Revoke,
    }

    public static Outcome ListObjects(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Open(state, call);
        return tenant is null ? refusal! : Outcome.List(tenant.Contents.Objects.Select(GranteeWriter.WriteObject));
    }

    public static Outcome ReplaceOfUser(AgentState state, Call call, DateTimeOffset now) => OfUser(state, call, Change.Replace);

    public static Outcome SetOfUser(AgentState state, Call call, DateTimeOffset now) => OfUser(state, call, Change.Set);

    public static Outcome GrantToUser(AgentState state, Call call, DateTimeOffset now) => OfUser(state, call, Change.Grant);

    public static Outcome RevokeFromUser(AgentState state, Call call, DateTimeOffset now) => OfUser(state, call, Change.Revoke);

    public static Outcome ReplaceOfRole(AgentState state, Call call, DateTimeOffset now) => OfRole(state, call, Change.Replace);

    public static Outcome SetOfRole(AgentState state, Call call, DateTimeOffset now) => OfRole(state, call, Change.Set);

    public static Outcome GrantToRole(AgentState state, Call call, DateTimeOffset now) => OfRole(state, call, Change.Grant);

    public static Outcome RevokeFromRole(AgentState state, Call call, DateTimeOffset now) => OfRole(state, call, Change.Revoke);

    private static Outcome OfUser(AgentState state, Call call, Change change)
    {
        var (found, refusal) = UserRoutes.FindUser(state, call, TenantSettings.Oracle);
        return found is var (tenant, user) ? Apply(tenant, user, call, change) : refusal!;
    }

    private static Outcome OfRole(AgentState state, Call call, Change change)
    {
        var (found, refusal) = RoleRoutes.FindRole(state, call);
        return found is var (tenant, role) ? Apply(tenant, role, call, change) : refusal!;
    }

    private static Outcome Apply(FakeTenant tenant, Grantee grantee, Call call, Change change)
    {
        var body = RequestBody.Read(call.Body);
        var grants = Array.ConvertAll(body.Objects("object_privileges", required: true) ?? [], Read);
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        var known = Array.ConvertAll(grants, grant => tenant.Contents.Objects.Find(each => each.Owner == grant.Owner && each.Name == grant.Name));
        if (Array.Exists(known, target => target is null))
        {
            return Database.RefuseOracle("ORA-00942: table or view does not exist");
        }

        if (change is Change.Replace)
        {
            grantee.OnObjects.Clear();
        }

        foreach (var (target, grant) in known.Zip(grants))
        {
            if (change is Change.Revoke)
            {
                grantee.Revoke(target!, grant.Privileges);
            }
            else
            {
                grantee.Grant(target!, grant.Privileges, replaces: change is Change.Set);
            }
        }

        return Outcome.Done;
    }

    private static (string Owner, string Name, string[] Privileges) Read(RequestBody body)
    {
        _ = body.Text("object_type");
        return (body.Text("owner", required: true) ?? "", body.Text("object_name", required: true) ?? "", body.Texts("privileges", required: true) ?? []);
    }
}
