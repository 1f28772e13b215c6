using System.Text.Json.Nodes;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Routes.Tenants;

/// <summary>The workloads that new tenants can be made for.</summary>
internal static class ScenarioCatalogue
{
    private static readonly (string Name, string Description)[] _all =
    [
        ("EXPRESS_OLTP", "simple transactions in great number"),
        ("COMPLEX_OLTP", "complex transactions, as of banks"),
        ("OLAP", "analysis of much data"),
        ("HTAP", "transactions and analysis at once"),
        ("KV", "a store of keys and values"),
    ];

    public static IEnumerable<string> Names => _all.Select(scenario => scenario.Name);

    public static Outcome List(AgentState state, Call call, DateTimeOffset now) => Outcome.List(_all.Select(scenario => new JsonObject
    {
        ["scenario"] = scenario.Name,
        ["description"] = scenario.Description,
    }));
}
