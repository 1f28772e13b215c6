using ObShellSdk.Testing.Routes.Packages;

namespace ObShellSdk.Testing.Routes.Upgrades;

internal static class UpgradeTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("POST /api/v1/package", PackageRoutes.Upload),
        ("POST /api/v1/upgrade/package", PackageRoutes.UploadSealed),
        ("GET /api/v1/upgrade/package/info", PackageRoutes.List),
        ("DELETE /api/v1/upgrade/package/{id}", PackageRoutes.Delete),
        ("POST /api/v1/agent/upgrade/check", UpgradeRoutes.CheckAgents),
        ("POST /api/v1/agent/upgrade", UpgradeRoutes.UpgradeAgents),
        ("POST /api/v1/ob/upgrade/check", UpgradeRoutes.CheckObservers),
        ("POST /api/v1/ob/upgrade", UpgradeRoutes.UpgradeObservers),
        ("POST /api/v1/upgrade/params/backup", UpgradeRoutes.BackUpParameters),
        ("POST /api/v1/upgrade/params/restore", UpgradeRoutes.RestoreParameters),
        ("POST /api/v1/upgrade/env/check", UpgradeRoutes.CheckEnvironment),
    ];
}
