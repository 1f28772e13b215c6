using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes.Metrics;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Routes.Alarms;

/// <summary>The alarm rules of Prometheus.</summary>
internal static class RuleRoutes
{
    private static readonly RuleEntry[] _all =
    [
        new("ob_cluster_no_frozen", "obcluster", "major", "the cluster was not frozen in time"),
        new("ob_server_status_abnormal", "observer", "critical", "a server is not active"),
        new("ob_host_disk_used_percent_over_threshold", "observer", "major", "a disk is nearly full"),
        new("ob_tenant_active_memstore_percent_over_threshold", "obtenant", "warning", "the memory of a tenant is nearly full"),
        new("ob_zone_status_abnormal", "obzone", "critical", "a zone is not active"),
    ];

    public static Outcome List(AgentState state, Call call, DateTimeOffset now)
    {
        var (filter, failure) = AlarmFilter.Read(call);
        if (filter is null)
        {
            return failure!;
        }

        if (ExternalRoutes.RefuseWithout(state, state.Cluster.Services.Prometheus, ExternalRoutes.PrometheusKey) is { } refusal)
        {
            return refusal;
        }

        return Outcome.List(_all
            .Where(rule => filter.AdmitsText(rule.Name) && filter.AdmitsType(rule.InstanceType) && filter.AdmitsSeverity(rule.Severity))
            .Select(rule => Write(state, rule, now)));
    }

    public static Outcome Get(AgentState state, Call call, DateTimeOffset now)
    {
        if (ExternalRoutes.RefuseWithout(state, state.Cluster.Services.Prometheus, ExternalRoutes.PrometheusKey) is { } refusal)
        {
            return refusal;
        }

        return Array.Find(_all, rule => rule.Name == call["name"]) is { } rule
            ? Outcome.Success(Write(state, rule, now))
            : Failure.Of("Alarm.RuleNotFound", call["name"]);
    }

    /// <summary>Writes a rule, which fires while it has an alert.</summary>
    private static JsonObject Write(AgentState state, RuleEntry rule, DateTimeOffset now) => new()
    {
        ["state"] = state.Cluster.Services.Alerts.Exists(alert => alert.Rule == rule.Name) ? "firing" : "inactive",
        ["keep_firing_for"] = 0,
        ["health"] = "ok",
        ["last_evaluation"] = state.Clock.Show(now).ToUnixTimeSeconds(),
        ["evaluation_time"] = 0.001,
        ["name"] = rule.Name,
        ["instance_type"] = rule.InstanceType,
        ["type"] = "built-in",
        ["query"] = $"{rule.Name} > 0",
        ["duration"] = 60,
        ["labels"] = new JsonArray(new JsonObject { ["key"] = "severity", ["value"] = rule.Severity }),
        ["severity"] = rule.Severity,
        ["summary"] = rule.Description,
        ["description"] = rule.Description,
    };

    private sealed record RuleEntry(string Name, string InstanceType, string Severity, string Description);
}
