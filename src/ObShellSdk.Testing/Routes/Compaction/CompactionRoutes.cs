using System.Globalization;
using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Backup;

namespace ObShellSdk.Testing.Routes.Compaction;

/// <summary>Major compactions, and the tenants with slow statements.</summary>
internal static class CompactionRoutes
{
    private const int UsualLimit = 3;

    public static Outcome Get(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindAnyTenant(state, call);
        return tenant is null ? refusal! : Outcome.Success(Write(state, tenant, now));
    }

    public static Outcome Start(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindAnyTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        if (tenant.Contents.Compaction.RunsAt(now))
        {
            return Failure.Of("OB.Tenant.Compaction.Status.NotIdle", tenant.Name, StatusOf(tenant, now));
        }

        tenant.Contents.Compaction.Start(now, state.Simulation.Speed);
        return Outcome.Done;
    }

    public static Outcome ClearError(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindAnyTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        tenant.Contents.Compaction.HasError = false;
        return Outcome.Done;
    }

    public static Outcome Top(AgentState state, Call call, DateTimeOffset now)
    {
        var (limit, illegal) = ReadLimit(call);
        if ((illegal ?? Admission.RefuseWithoutDatabase(state)) is { } refusal)
        {
            return refusal;
        }

        return Outcome.List(Tenants(state)
            .OrderByDescending(tenant => CostOf(tenant, now))
            .Take(limit)
            .Select(tenant => new JsonObject
            {
                ["tenant_id"] = tenant.Id,
                ["tenant_name"] = tenant.Name,
                ["status"] = StatusOf(tenant, now),
                ["cost_time"] = CostOf(tenant, now),
                ["start_time"] = Time(state, tenant.Contents.Compaction.StartedAt),
                ["last_finish_time"] = Time(state, tenant.Contents.Compaction.LastEndAt(now)),
            }));
    }

    public static Outcome TopSlowStatements(AgentState state, Call call, DateTimeOffset now)
    {
        var (limit, illegal) = ReadLimit(call);
        if ((illegal ?? CheckTime(call, "start_time") ?? CheckTime(call, "end_time") ?? Admission.RefuseWithoutDatabase(state)) is { } refusal)
        {
            return refusal;
        }

        return Outcome.List(Tenants(state)
            .Where(tenant => tenant.Contents.SlowStatements > 0)
            .OrderByDescending(tenant => tenant.Contents.SlowStatements)
            .Take(limit)
            .Select(tenant => new JsonObject
            {
                ["tenant_id"] = tenant.Id,
                ["tenant_name"] = tenant.Name,
                ["count"] = tenant.Contents.SlowStatements,
            }));
    }

    private static JsonObject Write(AgentState state, FakeTenant tenant, DateTimeOffset now)
    {
        var compaction = tenant.Contents.Compaction;
        return new JsonObject
        {
            ["tenant_id"] = tenant.Id,
            ["frozen_scn"] = ScnTime.Of(compaction.StartedAt),
            ["frozen_time"] = Time(state, compaction.StartedAt),
            ["global_broadcast_scn"] = ScnTime.Of(compaction.StartedAt),
            ["last_scn"] = ScnTime.Of(compaction.LastEndAt(now)),
            ["last_finish_time"] = Time(state, compaction.LastEndAt(now)),
            ["start_time"] = Time(state, compaction.StartedAt),
            ["status"] = StatusOf(tenant, now),
            ["is_error"] = compaction.HasError ? "YES" : "NO",
            ["is_suspended"] = "NO",
        };
    }

    private static IEnumerable<FakeTenant> Tenants(AgentState state) => [state.Tenants.Sys, .. state.Tenants.ToArray()];

    private static string StatusOf(FakeTenant tenant, DateTimeOffset now) => tenant.Contents.Compaction.RunsAt(now) ? "COMPACTING" : "IDLE";

    /// <summary>Returns the duration in whole seconds: of the running compaction so far, otherwise of the last one.</summary>
    private static long CostOf(FakeTenant tenant, DateTimeOffset now)
    {
        var compaction = tenant.Contents.Compaction;
        return (long)((compaction.RunsAt(now) ? now : compaction.EndsAt) - compaction.StartedAt).TotalSeconds;
    }

    private static string Time(AgentState state, DateTimeOffset moment) => GoTime.WriteStored(state.Stored.Show(moment));

    private static (int Limit, Failure? Failure) ReadLimit(Call call) => call.Query("limit") switch
    {
        null or "" or "0" => (UsualLimit, null),
        var text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit) => (limit, null),
        _ => (0, Failure.Of("Request.Query.Param.Illegal", "limit")),
    };

    private static Failure? CheckTime(Call call, string name) => call.Query(name) switch
    {
        null or "" => Failure.Of("Request.Query.Param.Empty", name),
        var text when GoTime.Read(text) is null => Failure.Of("Request.Query.Param.Illegal", name),
        _ => null,
    };
}
