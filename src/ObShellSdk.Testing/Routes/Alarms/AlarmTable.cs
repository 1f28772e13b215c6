namespace ObShellSdk.Testing.Routes.Alarms;

internal static class AlarmTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("POST /api/v1/alarm/alerts", AlertRoutes.List),
        ("POST /api/v1/alarm/silencers", SilencerRoutes.List),
        ("GET /api/v1/alarm/silencer/{id}", SilencerRoutes.Get),
        ("PUT /api/v1/alarm/silencer", SilencerRoutes.Save),
        ("DELETE /api/v1/alarm/silencer/{id}", SilencerRoutes.Delete),
        ("POST /api/v1/alarm/rules", RuleRoutes.List),
        ("GET /api/v1/alarm/rule/{name}", RuleRoutes.Get),
    ];
}
