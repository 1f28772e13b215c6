using ObShellSdk.Tests.Tasks;

namespace ObShellSdk.Tests.Cluster;

/// <summary>DAGs of agents and cluster as an agent writes them, older ones with lower ids.</summary>
internal static class AgentDagJson
{
    public static string Of(string name, long dagId = 77) => DagJson.Of("RUNNING", name: name, maintenance: 2, dagId: dagId)
        .Replace("\"maintenance_key\":\"tenant1\"", "\"maintenance_key\":\"\"", StringComparison.Ordinal);

    public static string List(params IEnumerable<string> dags) => $$"""{"contents":[{{string.Join(',', dags)}}]}""";
}
