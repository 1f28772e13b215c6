using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Routes.Metrics;

/// <summary>The metrics of the fake: some of those of a real cluster.</summary>
internal static class MetricCatalogue
{
    private static readonly string[] _scopes = ["OBCLUSTER", "OBTENANT", "OBCLUSTER_OVERVIEW", "OBTENANT_OVERVIEW", "OBPROXY"];

    private static readonly MetricEntry[] _all =
    [
        new("cpu_percent", "percent", "share of the processors in use"),
        new("memory_percent", "percent", "share of the memory in use"),
        new("load1", "", "load of the last minute"),
        new("sql_all_count", "times/s", "statements"),
        new("sql_all_rt", "us", "time of a statement"),
        new("transaction_count", "times/s", "transactions"),
    ];

    public static bool Knows(string key) => Array.Exists(_all, metric => metric.Key == key);

    public static Outcome List(AgentState state, Call call, DateTimeOffset now)
    {
        var scope = call.Query("scope");
        if (!_scopes.Contains(scope))
        {
            return Failure.Of("Common.BadRequest", "invalid scope");
        }

        return Outcome.List([new JsonObject
        {
            ["name"] = "performance",
            ["description"] = "performance",
            ["key"] = "performance",
            ["metric_groups"] = new JsonArray([.. _all.Select(metric => (JsonNode)new JsonObject
            {
                ["name"] = metric.Key,
                ["description"] = metric.Description,
                ["metrics"] = new JsonArray(new JsonObject
                {
                    ["name"] = metric.Key,
                    ["unit"] = metric.Unit,
                    ["description"] = metric.Description,
                    ["key"] = metric.Key,
                }),
            })]),
        }]);
    }

    private sealed record MetricEntry(string Key, string Unit, string Description);
}
