using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Routes;

/// <summary>The routes that ask every agent of the cluster in turn, and what one that does not answer costs them.</summary>
internal static class FanOut
{
    /// <summary>How long an agent tries to connect to another one.</summary>
    private static readonly TimeSpan _dial = TimeSpan.FromSeconds(30);

    /// <summary>How often each route asks each agent.</summary>
    private static readonly Dictionary<string, int> _rounds = new(StringComparer.Ordinal)
    {
        ["GET /api/v1/agents/status"] = 1,
        ["GET /api/v1/task/dag/unfinish"] = 1,
        ["GET /api/v1/task/dag/maintain/agents"] = 1,
        ["GET /api/v1/task/dag/agent/main_dags"] = 1,
        ["GET /api/v1/obcluster/info"] = 1,
        ["GET /api/v1/obcluster/topology/info"] = 1,
        ["GET /api/v1/obcluster/statistics"] = 2,
    };

    /// <summary>How long the answer takes because other agents hang.</summary>
    public static TimeSpan DelayOf(AgentState state, RouteEntry? route)
        => route is not null && state.Identity == FakeAgentIdentity.ClusterAgent && _rounds.TryGetValue(route.Key, out var rounds)
            ? _dial * rounds * Others(state).Count(member => member.IsListening && member.IsHung)
            : TimeSpan.Zero;

    /// <summary>The agents that answer, this one included, in the order of the cluster.</summary>
    public static IEnumerable<AgentState> Answering(AgentState state) => state.Cluster.Members.Where(member => member == state || member.Responds);

    private static IEnumerable<AgentState> Others(AgentState state) => state.Cluster.Members.Where(member => member != state);
}
