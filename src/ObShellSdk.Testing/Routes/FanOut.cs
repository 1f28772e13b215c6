using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Routes;

/// <summary>The routes that query all agents of the cluster in turn, and the time that agents without a response cost.</summary>
internal static class FanOut
{
    /// <summary>The connection timeout between agents.</summary>
    private static readonly TimeSpan _dial = TimeSpan.FromSeconds(30);

    /// <summary>How often each route queries each agent.</summary>
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

    /// <summary>Returns the delay of a response that hanging agents cause.</summary>
    public static TimeSpan DelayOf(AgentState state, RouteEntry? route)
        => route is not null && state.Identity == FakeAgentIdentity.ClusterAgent && _rounds.TryGetValue(route.Key, out var rounds)
            ? _dial * rounds * Others(state).Count(member => member.IsListening && member.IsHung)
            : TimeSpan.Zero;

    /// <summary>Returns the agents that respond, including this one, in the order of the cluster.</summary>
    public static IEnumerable<AgentState> Answering(AgentState state) => state.Cluster.Members.Where(member => member == state || member.Responds);

    private static IEnumerable<AgentState> Others(AgentState state) => state.Cluster.Members.Where(member => member != state);
}
