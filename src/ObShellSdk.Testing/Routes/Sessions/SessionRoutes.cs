using System.Globalization;
using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes.Tenants;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Contents;

namespace ObShellSdk.Testing.Routes.Sessions;

/// <summary>Sessions and deadlocks of a tenant. They are read from sys, so the tenant's own password is not checked: ob/agent/executor/tenant/session.go:42.</summary>
internal static class SessionRoutes
{
    /// <summary>Lists sessions. As on the server, the total counts only the returned items.</summary>
    public static Outcome List(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Find(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var (query, failure) = PageQuery.Read(call);
        if (query is null)
        {
            return failure!;
        }

        var writer = new SessionWriter(state, tenant, now);
        var found = Sort(writer, tenant.Contents.Sessions.Where(session => Admits(state, call, session)), call.Query("sort"));
        var page = query.Cut([.. found]);
        return Outcome.Success(new JsonObject
        {
            ["page"] = query.Describe(page.Length),
            ["contents"] = page.Length == 0 ? null : new JsonArray([.. page.Select(writer.Write)]),
        });
    }

    public static Outcome Get(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Find(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        return tenant.Contents.Sessions.Find(session => Text(session.Id) == call["session_id"]) is { } session
            ? Outcome.Success(new SessionWriter(state, tenant, now).Write(session))
            : Failure.Of("OB.Tenant.Session.NotExist", call["session_id"]);
    }

    public static Outcome Statistics(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Find(state, call);
        return tenant is null ? refusal! : Outcome.Success(new SessionWriter(state, tenant, now).WriteStatistics());
    }

    /// <summary>Kills sessions, of any tenant.</summary>
    public static Outcome Kill(AgentState state, Call call, DateTimeOffset now)
        => ForEach(state, call, (tenant, session) => tenant.Contents.Sessions.Remove(session));

    public static Outcome KillQueries(AgentState state, Call call, DateTimeOffset now)
        => ForEach(state, call, (_, session) => (session.Statement, session.Since) = (null, now));

    /// <summary>Lists deadlocks. Past the last page the server returns a total of 0.</summary>
    public static Outcome Deadlocks(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = TenantLogin.Find(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var (query, failure) = PageQuery.Read(call);
        if (query is null)
        {
            return failure!;
        }

        var all = tenant.Contents.Deadlocks.OrderByDescending(deadlock => deadlock.At).ToArray();
        var page = query.Cut(all);
        return Outcome.Success(new JsonObject
        {
            ["page"] = query.Describe(page.Length == 0 ? 0 : all.Length),
            ["contents"] = page.Length == 0 ? null : new JsonArray([.. page.Select(deadlock => (JsonNode)Write(state, deadlock))]),
        });
    }

    private static Outcome ForEach(AgentState state, Call call, Action<FakeTenant, TenantSession> act)
    {
        var (tenant, refusal) = TenantLogin.Find(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var ids = body.Integers("session_ids") ?? [];
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        FakeTenant[] tenants = [state.Tenants.Sys, .. state.Tenants.ToArray()];
        foreach (var id in ids)
        {
            if (Array.Find(tenants, each => each.Contents.Sessions.Exists(session => session.Id == id)) is not { } owner)
            {
                return Database.Refuse(string.Create(CultureInfo.InvariantCulture, $"Error 1094 (HY000): Unknown thread id: {id}"));
            }

            act(owner, owner.Contents.Sessions.Find(session => session.Id == id)!);
        }

        return Outcome.Done;
    }

    private static bool Admits(AgentState state, Call call, TenantSession session)
        => Fits(call.Query("user"), session.User) && Fits(call.Query("db"), session.Database) && Fits(call.Query("host"), session.Host)
            && (call.Query("id") is null or "" or "0" || call.Query("id") == Text(session.Id))
            && (call.Query("active_only") != "true" || session.IsActive)
            && (call.Query("observer_list") is not { Length: > 0 } servers || servers.Split(',').Contains(state.ObserverPlace.ToString()));

    private static bool Fits(string? pattern, string value)
        => string.IsNullOrEmpty(pattern) || value.Contains(pattern, StringComparison.OrdinalIgnoreCase);

    /// <summary>Sorts by a field, ascending by default; an unknown field is ignored.</summary>
    private static IEnumerable<TenantSession> Sort(SessionWriter writer, IEnumerable<TenantSession> sessions, string? sort)
    {
        var parts = (sort ?? "").Split(',');
        Func<TenantSession, object> key = parts[0].ToUpperInvariant() switch
        {
            "USER" => session => session.User,
            "DB" => session => session.Database,
            "HOST" => session => session.Host,
            "TIME" => session => writer.Seconds(session),
            "STATE" => session => SessionWriter.StateOf(session),
            _ => session => session.Id,
        };
        return parts is [_, var order] && order.Equals("desc", StringComparison.OrdinalIgnoreCase) ? sessions.OrderByDescending(key) : sessions.OrderBy(key);
    }

    private static JsonObject Write(AgentState state, Deadlock deadlock) => new JsonObject
    {
        ["event_id"] = deadlock.EventId,
        ["report_time"] = GoTime.WriteStored(state.Stored.Show(deadlock.At)),
        ["size"] = deadlock.Statements.Count,
        ["nodes"] = new JsonArray([.. deadlock.Statements.Select((statement, index) => (JsonNode)new JsonObject
        {
            ["svr_ip"] = state.ReportedIp,
            ["svr_port"] = state.Observer.RpcPort,
            ["idx"] = index + 1,
            ["transaction_hash"] = Text(1000 + index),
            ["roll_backed"] = index == deadlock.Statements.Count - 1,
            ["resource"] = $"lock of row {index + 1}",
            ["sql"] = statement,
        })]),
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
