using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.Routes.Tenants;

/// <summary>The reports about tenants.</summary>
internal static class TenantReportRoutes
{
    public static Outcome Get(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindInDatabase(state, call);
        return tenant is null ? refusal! : Outcome.Success(TenantWriter.Write(state, tenant, now));
    }

    public static Outcome Overview(AgentState state, Call call, DateTimeOffset now)
    {
        if (Admission.RefuseOffCluster(state) is { } refusal)
        {
            return refusal;
        }

        var mode = call.Query("mode") ?? "";
        if (mode is not ("" or TenantSettings.MySql or TenantSettings.Oracle))
        {
            return Failure.Of("OB.Tenant.Mode.NotSupported", mode);
        }

        FakeTenant[] all = [state.Tenants.Sys, .. state.Tenants.ToArray()];
        return Outcome.List(all.Where(tenant => mode.Length == 0 || tenant.Settings.Mode == mode).Select(tenant => TenantWriter.WriteOverview(state, tenant)));
    }
}
