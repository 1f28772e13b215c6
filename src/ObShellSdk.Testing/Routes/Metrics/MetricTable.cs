namespace ObShellSdk.Testing.Routes.Metrics;

internal static class MetricTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("GET /api/v1/metrics", MetricCatalogue.List),
        ("POST /api/v1/metrics/query", MetricRoutes.Query),
        ("PUT /api/v1/system/external/prometheus", ExternalRoutes.SetPrometheus),
        ("GET /api/v1/system/external/prometheus", ExternalRoutes.GetPrometheus),
        ("PUT /api/v1/system/external/alertmanager", ExternalRoutes.SetAlertmanager),
        ("GET /api/v1/system/external/alertmanager", ExternalRoutes.GetAlertmanager),
    ];
}
