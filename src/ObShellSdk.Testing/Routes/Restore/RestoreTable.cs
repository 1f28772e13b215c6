namespace ObShellSdk.Testing.Routes.Restore;

internal static class RestoreTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("GET /api/v1/restore/windows", RestoreReportRoutes.Windows),
        ("POST /api/v1/restore/source-tenant-info", RestoreReportRoutes.SourceTenant),
        ("GET /api/v1/restore/tasks", RestoreReportRoutes.Tasks),
        ("POST /api/v1/tenant/restore", RestoreRoutes.Restore),
        ("DELETE /api/v1/tenant/{name}/restore", RestoreRoutes.Cancel),
        ("GET /api/v1/tenant/{name}/restore/overview", RestoreReportRoutes.Overview),
    ];
}
