using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.Routes.Tenants;

/// <summary>Dropped tenants: listing, restoring and purging them.</summary>
internal static class RecycleBinRoutes
{
    /// <summary>Lists the recycle bin; null, not an empty list, if it is empty.</summary>
    public static Outcome List(AgentState state, Call call, DateTimeOffset now) => Admission.RefuseOffCluster(state) is { } refusal
        ? refusal
        : Outcome.List(state.Tenants.RecycleBin.All.Select(recycled => new JsonObject
        {
            ["object_name"] = recycled.ObjectName,
            ["original_tenant_name"] = recycled.OriginalName,
            ["can_undrop"] = "YES",
            ["can_purge"] = "YES",
        })).WithNullForEmptyList();

    public static Outcome Purge(AgentState state, Call call, DateTimeOffset now)
    {
        if (Admission.RefuseOffCluster(state) is { } refusal)
        {
            return refusal;
        }

        if (state.Tenants.RecycleBin.Find(call["name"]) is not { } recycled)
        {
            return Outcome.NoContent;
        }

        state.Tenants.RecycleBin.Remove(recycled);
        return Admission.Create(state, new TenantPlans(state.Cluster).Purge(recycled), now);
    }

    public static Outcome BringBack(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var name = body.Text("new_name");
        if ((body.Failure ?? Admission.RefuseOffCluster(state)) is { } refusal)
        {
            return refusal;
        }

        if (state.Tenants.RecycleBin.Find(call["name"]) is not { } recycled)
        {
            return Failure.Of("OB.Recyclebin.Tenant.NotExist", call["name"]);
        }

        name ??= recycled.OriginalName;
        if (state.Tenants.FindAny(name) is not null)
        {
            return Failure.Of("OB.Tenant.Existed", name);
        }

        state.Tenants.RecycleBin.Remove(recycled);
        recycled.Tenant.Name = name;
        state.Tenants.Return(recycled.Tenant);
        return Outcome.Done;
    }
}
