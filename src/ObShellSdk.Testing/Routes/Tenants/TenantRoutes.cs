using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.Routes.Tenants;

/// <summary>Creating, dropping, renaming and locking tenants, and their whitelists.</summary>
internal static class TenantRoutes
{
    public static Outcome Create(AgentState state, Call call, DateTimeOffset now)
    {
        var (param, failure) = CreateTenantParam.Bind(call);
        if (param is null)
        {
            return failure!;
        }

        if (param.Name.Length == 0)
        {
            return Failure.Of("OB.Tenant.Name.Empty");
        }

        return (Admission.RefuseOffCluster(state) ?? CreateTenantParam.CheckName(param.Name) ?? param.Check(state.Cluster)) is { } refusal
            ? refusal
            : Admission.Create(state, new TenantPlans(state.Cluster).Create(param.ToOrder(state.Cluster)), now);
    }

    public static Outcome Drop(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var recycles = body.Flag("need_recycle") is true;
        if ((body.Failure ?? Admission.RefuseOffCluster(state)) is { } refusal)
        {
            return refusal;
        }

        if (call["name"] == TenantList.SysName)
        {
            return Failure.Of("OB.Tenant.SysOperationNotAllowed");
        }

        return state.Tenants.Find(call["name"]) is { } tenant
            ? Admission.Create(state, new TenantPlans(state.Cluster).Drop(tenant, recycles), now)
            : Outcome.NoContent;
    }

    public static Outcome Rename(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindAnyTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var name = body.GivenText("new_name");
        if ((body.Failure ?? CreateTenantParam.CheckName(name!)) is { } invalid)
        {
            return invalid;
        }

        if (tenant == state.Tenants.Sys)
        {
            return Database.Refuse("Error 1235 (0A000): Not supported feature or function: rename special tenant");
        }

        if (state.Tenants.FindAny(name!) is not null)
        {
            return Database.Refuse($"Error 5156 (HY000): Tenant '{name}' already exist");
        }

        tenant.Name = name!;
        return Outcome.Done;
    }

    public static Outcome Lock(AgentState state, Call call, DateTimeOffset now) => SetLock(state, call, isLocked: true);

    public static Outcome Unlock(AgentState state, Call call, DateTimeOffset now) => SetLock(state, call, isLocked: false);

    public static Outcome SetWhitelist(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindNormalTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var whitelist = body.GivenText("whitelist");
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        tenant.Settings.Variables[VariableCatalogue.Whitelist] = TenantPlans.Merge(whitelist!);
        return Outcome.Done;
    }

    public static Outcome SetPrimaryZone(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindNormalTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var text = body.GivenText("primary_zone");
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        var primaryZone = ZoneParam.ReadPrimaryZone(text);
        return ZoneParam.CheckPrimaryZone(primaryZone, [.. tenant.Settings.Replicas.Select(replica => replica.Zone)]) is { } invalid
            ? invalid
            : Admission.Create(state, TenantPlans.SetPrimaryZone(tenant, primaryZone), now);
    }

    private static Outcome SetLock(AgentState state, Call call, bool isLocked)
    {
        var (tenant, refusal) = Admission.FindAnyTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        if (tenant == state.Tenants.Sys)
        {
            return Database.Refuse("Error 1235 (0A000): Not supported feature or function: lock or unlock sys tenant");
        }

        tenant.Settings.IsLocked = isLocked;
        return Outcome.Done;
    }
}
