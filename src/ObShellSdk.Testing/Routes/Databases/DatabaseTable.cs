namespace ObShellSdk.Testing.Routes.Databases;

internal static class DatabaseTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("POST /api/v1/tenant/{name}/databases", DatabaseRoutes.Create),
        ("GET /api/v1/tenant/{name}/databases", DatabaseRoutes.List),
        ("GET /api/v1/tenant/{name}/databases/{database}", DatabaseRoutes.Get),
        ("PUT /api/v1/tenant/{name}/databases/{database}", DatabaseRoutes.Change),
        ("DELETE /api/v1/tenant/{name}/databases/{database}", DatabaseRoutes.Drop),
    ];
}
