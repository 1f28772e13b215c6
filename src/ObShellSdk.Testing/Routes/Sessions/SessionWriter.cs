using System.Text.Json.Nodes;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Contents;

namespace ObShellSdk.Testing.Routes.Sessions;

/// <summary>Writes the sessions of a tenant as the server reports them.</summary>
internal sealed class SessionWriter(AgentState state, FakeTenant tenant, DateTimeOffset now)
{
    private const long Memory = 2 * 1024 * 1024;

    public JsonNode Write(TenantSession session) => new JsonObject
    {
        ["id"] = session.Id,
        ["svr_ip"] = state.ReportedIp,
        ["svr_port"] = state.Observer.RpcPort,
        ["sql_port"] = state.Observer.SqlPort,
        ["user"] = session.User,
        ["db"] = session.Database,
        ["tenant"] = tenant.Name,
        ["host"] = session.Host,
        ["command"] = session.IsActive ? "Query" : "Sleep",
        ["time"] = Seconds(session),
        ["state"] = StateOf(session),
        ["info"] = session.Statement ?? "",
        ["proxy_sess_id"] = 0,
        ["proxy_ip"] = "",
        ["action"] = "",
        ["module"] = "",
        ["client_info"] = "",
        ["level"] = 1,
        ["sample_percentage"] = 10,
        ["record_policy"] = "SAMPLE_AND_SLOW_QUERY",
        ["sql_id"] = session.IsActive ? "0123456789ABCDEF0123456789ABCDEF" : "",
        ["total_cpu_time"] = 0,
        ["memory_usage"] = Memory,
    };

    public JsonNode WriteStatistics() => new JsonObject
    {
        ["total_count"] = tenant.Contents.Sessions.Count,
        ["active_count"] = tenant.Contents.Sessions.Count(session => session.IsActive),
        ["max_active_time"] = tenant.Contents.Sessions.Select(Seconds).DefaultIfEmpty(0).Max(),
        ["db_stats"] = Group("db_name", session => session.Database),
        ["user_stats"] = Group("user_name", session => session.User),
        ["client_stats"] = Group("client_ip", session => session.Host.Split(':')[0]),
    };

    public double Seconds(TenantSession session) => Math.Round((now - session.Since).TotalSeconds, 6);

    public static string StateOf(TenantSession session) => session.IsActive ? "ACTIVE" : "SLEEP";

    private JsonArray Group(string name, Func<TenantSession, string> key) => new([.. tenant.Contents.Sessions.GroupBy(key).Select(group => (JsonNode)new JsonObject
    {
        [name] = group.Key,
        ["total_count"] = group.Count(),
        ["active_count"] = group.Count(session => session.IsActive),
    })]);
}
