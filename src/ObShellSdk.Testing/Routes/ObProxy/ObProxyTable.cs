using ObShellSdk.Testing.Routes.Packages;

namespace ObShellSdk.Testing.Routes.ObProxy;

internal static class ObProxyTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("POST /api/v1/obproxy", ObProxyRoutes.Add),
        ("DELETE /api/v1/obproxy", ObProxyRoutes.Delete),
        ("POST /api/v1/obproxy/start", ObProxyRoutes.Start),
        ("POST /api/v1/obproxy/stop", ObProxyRoutes.Stop),
        ("POST /api/v1/obproxy/upgrade", ObProxyRoutes.Upgrade),
        ("POST /api/v1/obproxy/package", PackageRoutes.UploadForObProxy),
    ];
}
