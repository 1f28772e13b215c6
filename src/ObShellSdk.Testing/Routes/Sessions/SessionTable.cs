namespace ObShellSdk.Testing.Routes.Sessions;

internal static class SessionTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("GET /api/v1/tenant/{name}/sessions", SessionRoutes.List),
        ("GET /api/v1/tenant/{name}/sessions/{session_id}", SessionRoutes.Get),
        ("GET /api/v1/tenant/{name}/sessions/stats", SessionRoutes.Statistics),
        ("DELETE /api/v1/tenant/{name}/sessions", SessionRoutes.Kill),
        ("DELETE /api/v1/tenant/{name}/sessions/queries", SessionRoutes.KillQueries),
        ("GET /api/v1/tenant/{name}/deadlocks", SessionRoutes.Deadlocks),
    ];
}
