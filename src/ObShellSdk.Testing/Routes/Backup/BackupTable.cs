namespace ObShellSdk.Testing.Routes.Backup;

internal static class BackupTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("POST /api/v1/tenant/{name}/backup/config", BackupConfigRoutes.SetOfTenant),
        ("PATCH /api/v1/tenant/{name}/backup/config", BackupConfigRoutes.ChangeOfTenant),
        ("GET /api/v1/tenant/{name}/backup/config/storage", BackupConfigRoutes.Storage),
        ("POST /api/v1/tenant/{name}/backup", BackupRoutes.StartOfTenant),
        ("PATCH /api/v1/tenant/{name}/backup", BackupRoutes.CancelOfTenant),
        ("PATCH /api/v1/tenant/{name}/backup/log", BackupRoutes.SwitchLogOfTenant),
        ("GET /api/v1/tenant/{name}/backup/overview", BackupReportRoutes.TenantOverview),
        ("GET /api/v1/tenant/{name}/backup/tasks", BackupReportRoutes.Tasks),
        ("GET /api/v1/tenant/{name}/backup/info", BackupReportRoutes.Info),
        ("GET /api/v1/tenant/{name}/backup/log/tasks", BackupReportRoutes.LogTasks),
        ("POST /api/v1/obcluster/backup/config", BackupConfigRoutes.SetOfCluster),
        ("PATCH /api/v1/obcluster/backup/config", BackupConfigRoutes.ChangeOfCluster),
        ("POST /api/v1/obcluster/backup", BackupRoutes.StartOfCluster),
        ("PATCH /api/v1/obcluster/backup", BackupRoutes.CancelOfCluster),
        ("PATCH /api/v1/obcluster/backup/log", BackupRoutes.SwitchLogOfCluster),
        ("GET /api/v1/obcluster/backup/overview", BackupReportRoutes.ClusterOverview),
    ];
}
