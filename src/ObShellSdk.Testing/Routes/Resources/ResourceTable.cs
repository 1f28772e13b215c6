namespace ObShellSdk.Testing.Routes.Resources;

internal static class ResourceTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("POST /api/v1/unit/config", UnitRoutes.Create),
        ("DELETE /api/v1/unit/config/{name}", UnitRoutes.Drop),
        ("GET /api/v1/unit/config/{name}", UnitRoutes.Get),
        ("GET /api/v1/units/config", UnitRoutes.List),
        ("GET /api/v1/resource-pools", UnitRoutes.ListPools),
        ("DELETE /api/v1/resource-pool/{name}", UnitRoutes.DropPool),
    ];
}
