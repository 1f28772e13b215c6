using System.Text.Json.Nodes;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Routes.Tenants;

/// <summary>The scenarios of new tenants.</summary>
internal static class ScenarioCatalogue
{
    private static readonly Scenario[] _all =
    [
        new("EXPRESS_OLTP", "simple transactions in great number", "10000000", "INDEX"),
        new("COMPLEX_OLTP", "complex transactions, as of banks", "100000000", "INDEX"),
        new("OLAP", "analysis of much data", "604800000000", "HEAP"),
        new("HTAP", "transactions and analysis at once", "1000000000", "INDEX"),
        new("KV", "a store of keys and values", "10000000", "INDEX"),
    ];

    public static IEnumerable<string> Names => _all.Select(scenario => scenario.Name);

    /// <summary>
    /// Finds the settings of a scenario. The server lists the names in upper case and accepts any case, but it finds the settings in its
    /// templates by the lower-case name only: any other spelling sets nothing (ob/agent/executor/tenant/optimize.go:92, 138).
    /// </summary>
    public static Scenario? FindSettings(string name) => Array.Find(_all, scenario => scenario.TemplateName == name);

    public static Outcome List(AgentState state, Call call, DateTimeOffset now) => Outcome.List(_all.Select(scenario => new JsonObject
    {
        ["scenario"] = scenario.Name,
        ["description"] = scenario.Description,
    }));
}

/// <summary>A scenario with settings for tenants: one variable and one parameter here, dozens on a real observer.</summary>
internal sealed record Scenario(string Name, string Description, string QueryTimeout, string TableOrganization)
{
    /// <summary>The name in the templates.</summary>
    public string TemplateName { get; } = Name.ToLowerInvariant();

    public IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string> { ["ob_query_timeout"] = QueryTimeout };

    public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string> { ["default_table_organization"] = TableOrganization };
}
