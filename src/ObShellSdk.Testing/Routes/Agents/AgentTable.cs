namespace ObShellSdk.Testing.Routes.Agents;

internal static class AgentTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("GET /api/v1/info", (state, _, _) => InfoRoutes.Info(state)),
        ("GET /api/v1/secret", (state, _, _) => InfoRoutes.Secret(state)),
        ("GET /api/v1/status", (state, _, _) => InfoRoutes.Status(state)),
        ("POST /api/v1/status", (state, _, _) => InfoRoutes.Status(state)),
        ("GET /api/v1/time", (state, _, _) => InfoRoutes.Time(state)),
        ("GET /api/v1/git-info", (_, _, _) => InfoRoutes.GitInfo()),
        ("GET /api/v1/ob/agents", AgentListRoutes.Addresses),
        ("GET /api/v1/agents/status", AgentListRoutes.Statuses),
        ("POST /api/v1/agent/join", MembershipRoutes.Join),
        ("POST /api/v1/agent", MembershipRoutes.Join),
        ("POST /api/v1/agent/remove", MembershipRoutes.Remove),
        ("DELETE /api/v1/agent", MembershipRoutes.Remove),
    ];
}
