using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.Routes.Metrics;

/// <summary>Time series with generated values.</summary>
internal static class MetricRoutes
{
    private const int MaxValues = 11_000;
    private const int Period = 10;

    /// <summary>Returns the series. Without Prometheus, or for an unknown metric, the result is empty.</summary>
    public static Outcome Query(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.NegotiatedBody);
        var labels = Array.ConvertAll(body.Objects("labels", required: false) ?? [], label => (label.Text("key") ?? "", label.Text("value") ?? ""));
        var (groups, metrics) = (body.Texts("group_labels") ?? [], body.Texts("metrics") ?? []);
        var range = body.Object("query_range");
        var (start, end, step) = (range?.Number("start_timestamp") ?? 0, range?.Number("end_timestamp") ?? 0, range?.Integer("step") ?? 0);
        if (body.Failure is { } unbound)
        {
            return Failure.Of("Common.BadRequest", unbound.Arguments);
        }

        if (state.Cluster.Services.Prometheus is null || step <= 0 || end < start || (end - start) / step > MaxValues)
        {
            return Outcome.List([]);
        }

        (string Key, string Value)[] all = [.. groups.Select(group => (group, Label(state, group))), .. labels.Where(label => !groups.Contains(label.Item1))];
        return Outcome.List(metrics.Where(MetricCatalogue.Knows).Select(metric => new JsonObject
        {
            ["metric"] = new JsonObject
            {
                ["name"] = metric,
                ["labels"] = new JsonArray([.. all.Select(label => (JsonNode)new JsonObject { ["key"] = label.Key, ["value"] = label.Value })]),
            },
            ["values"] = new JsonArray([.. Enumerable.Range(0, (int)((end - start) / step) + 1).Select(index => (JsonNode)new JsonObject
            {
                ["value"] = 10.5 + Math.Abs((index % Period) - (Period / 2)),
                ["timestamp"] = start + (index * (double)step),
            })]),
        }));
    }

    private static string Label(AgentState state, string name) => name switch
    {
        "ob_cluster_name" => state.Cluster.Name,
        "obzone" => state.Zone,
        "svr_ip" => state.ReportedIp,
        "tenant_name" => TenantList.SysName,
        _ => "fake",
    };
}
