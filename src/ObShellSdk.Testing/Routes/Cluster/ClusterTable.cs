namespace ObShellSdk.Testing.Routes.Cluster;

internal static class ClusterTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("PUT /api/v1/obcluster/config", SetUpRoutes.ConfigureCluster),
        ("POST /api/v1/obcluster/config", SetUpRoutes.ConfigureCluster),
        ("PUT /api/v1/observer/config", SetUpRoutes.ConfigureObservers),
        ("POST /api/v1/observer/config", SetUpRoutes.ConfigureObservers),
        ("POST /api/v1/ob/init", SetUpRoutes.Initialise),
        ("GET /api/v1/ob/info", ClusterReportRoutes.ObInfo),
        ("GET /api/v1/obcluster/info", ClusterReportRoutes.Summary),
        ("GET /api/v1/obcluster/topology/info", ClusterReportRoutes.Topology),
        ("GET /api/v1/observer/info", ClusterReportRoutes.Observer),
        ("POST /api/v1/ob/start", ServiceRoutes.Start),
        ("POST /api/v1/ob/stop", ServiceRoutes.Stop),
        ("POST /api/v1/ob/zone/{zone_name}/stop", ServiceRoutes.StopZone),
        ("POST /api/v1/ob/zone/{zone_name}/stop/check", ServiceRoutes.CheckStopZone),
        ("POST /api/v1/ob/scale_out", ScaleRoutes.ScaleOut),
        ("POST /api/v1/ob/scale_in", ScaleRoutes.ScaleIn),
        ("DELETE /api/v1/observer", ScaleRoutes.ScaleIn),
        ("DELETE /api/v1/zone/{name}", ScaleRoutes.DeleteZone),
        ("GET /api/v1/obcluster/parameters", ParameterRoutes.List),
        ("PATCH /api/v1/obcluster/parameters", ParameterRoutes.Set),
    ];
}
