namespace ObShellSdk.Testing.Routes.Inspections;

internal static class InspectionTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("POST /api/v1/obcluster/inspection", InspectionRoutes.Start),
        ("GET /api/v1/obcluster/inspection/reports", InspectionRoutes.List),
        ("GET /api/v1/obcluster/inspection/report/{id}", InspectionRoutes.Get),
    ];
}
