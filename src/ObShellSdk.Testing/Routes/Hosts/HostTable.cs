using ObShellSdk.Testing.Routes.Cluster;

namespace ObShellSdk.Testing.Routes.Hosts;

internal static class HostTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("GET /api/v1/agent/host-info", HostRoutes.Host),
        ("GET /api/v1/obcluster/statistics", HostRoutes.Statistics),
        ("GET /api/v1/obcluster/unit-config-limit", HostRoutes.UnitLimit),
        ("GET /api/v1/obcluster/license", HostRoutes.Licence),
        ("GET /api/v1/obcluster/charsets", CharsetCatalogue.List),
        ("POST /api/v1/obcluster/shared-storage/validate-key", SharedStorageRoutes.Validate),
        ("POST /api/v1/obcluster/shared-storage/save-key", SharedStorageRoutes.Save),
    ];
}
