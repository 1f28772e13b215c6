using System.Globalization;
using ObShellSdk.Tests.Tasks;

namespace ObShellSdk.Tests.Cluster;

/// <summary>DAGs of agents and cluster as an agent writes them, begun now or earlier.</summary>
internal static class AgentDagJson
{
    public static string Of(string name, TimeSpan age = default) => DagJson.Of("RUNNING", name: name, maintenance: 2)
        .Replace("\"maintenance_key\":\"tenant1\"", "\"maintenance_key\":\"\"", StringComparison.Ordinal)
        .Replace("2026-03-01T00:00:00Z", (DateTimeOffset.UtcNow - age).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), StringComparison.Ordinal);

    public static string List(params IEnumerable<string> dags) => $$"""{"contents":[{{string.Join(',', dags)}}]}""";
}
