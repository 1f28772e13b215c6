namespace ObShellSdk.Tests.Tasks;

/// <summary>DAGs as an agent writes them.</summary>
internal static class DagJson
{
    public const string Id = "1000000000000000000000000000000000000077";

    /// <summary>A moment in whole seconds, as DAGs are dated.</summary>
    public static string Time(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    public static string Of(string state, string @operator = "RUN", int stage = 1, int maintenance = 3, string name = "Set obcluster backup config for tenant1", string log = "", long dagId = 77) =>
        $$"""
        {"id":"{{Id}}","dag_id":{{dagId}},"name":"{{name}}","stage":{{stage}},"max_stage":2,"maintenance_type":{{maintenance}},"maintenance_key":"tenant1",
        "state":"{{state}}","operator":"{{@operator}}","start_time":"2026-03-01T00:00:00Z","end_time":"1970-01-01T08:00:00+08:00","additional_data":null,
        "nodes":[{{Node(1, stage > 1 ? "SUCCEED" : state, log)}},{{Node(2, stage > 1 ? state : "PENDING", log)}}]}
        """;

    private static string Node(int number, string state, string log) =>
        $$"""
        {"id":"10{{number}}","node_id":{{number}},"name":"node {{number}}","state":"{{state}}","operator":"RUN","start_time":"1970-01-01T00:00:00Z",
        "end_time":"1970-01-01T00:00:00Z","additional_data":{},"sub_tasks":[{"id":"20{{number}}","task_id":{{number}},"name":"sub {{number}}","state":"{{state}}",
        "operator":"RUN","start_time":"1970-01-01T00:00:00Z","end_time":"1970-01-01T00:00:00Z","additional_data":{},"execute_times":1,
        "execute_agent":{"ip":"10.0.0.{{number}}","port":2886},"task_logs":{{(log.Length == 0 ? "null" : $"[\"first\",\"{log}\"]")}}}]}
        """;
}
