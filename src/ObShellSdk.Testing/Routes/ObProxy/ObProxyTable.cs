using ObShellSdk.Testing.Routes.Packages;

namespace ObShellSdk.Testing.Routes.ObProxy;

/// <summary>The routes of obproxy.</summary>
internal static class ObProxyTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("POST /api/v1/obproxy/package", PackageRoutes.UploadForObProxy),
    ];
}
