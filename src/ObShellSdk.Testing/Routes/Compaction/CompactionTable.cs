
namespace ObShellSdk.Testing.Routes.Compaction;

internal static class CompactionTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("GET /api/v1/tenant/{name}/compaction", CompactionRoutes.Get),
        ("POST /api/v1/tenant/{name}/compact", CompactionRoutes.Start),
        ("DELETE /api/v1/tenant/{name}/compaction-error", CompactionRoutes.ClearError),
        ("GET /api/v1/tenant/top-compactions", CompactionRoutes.Top),
        ("GET /api/v1/tenant/top-slow-sqls", CompactionRoutes.TopSlowStatements),
    ];
}
