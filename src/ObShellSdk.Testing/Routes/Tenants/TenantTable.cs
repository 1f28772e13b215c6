namespace ObShellSdk.Testing.Routes.Tenants;

internal static class TenantTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("POST /api/v1/tenant", TenantRoutes.Create),
        ("DELETE /api/v1/tenant/{name}", TenantRoutes.Drop),
        ("GET /api/v1/tenant/{name}", TenantReportRoutes.Get),
        ("GET /api/v1/tenants/overview", TenantReportRoutes.Overview),
        ("PUT /api/v1/tenant/{name}/name", TenantRoutes.Rename),
        ("POST /api/v1/tenant/{name}/lock", TenantRoutes.Lock),
        ("DELETE /api/v1/tenant/{name}/lock", TenantRoutes.Unlock),
        ("POST /api/v1/tenant/{name}/replicas", ReplicaRoutes.Add),
        ("DELETE /api/v1/tenant/{name}/replicas", ReplicaRoutes.Remove),
        ("PATCH /api/v1/tenant/{name}/replicas", ReplicaRoutes.Change),
        ("PUT /api/v1/tenant/{name}/primary-zone", TenantRoutes.SetPrimaryZone),
        ("PUT /api/v1/tenant/{name}/password", PasswordRoutes.Change),
        ("POST /api/v1/tenant/{name}/password/persist", PasswordRoutes.Keep),
        ("GET /api/v1/tenant/{name}/precheck", PasswordRoutes.Check),
        ("PUT /api/v1/tenant/{name}/whitelist", TenantRoutes.SetWhitelist),
        ("PUT /api/v1/tenant/{name}/parameters", SettingRoutes.SetParameters),
        ("GET /api/v1/tenant/{name}/parameters", SettingRoutes.ListParameters),
        ("GET /api/v1/tenant/{name}/parameter/{parameter}", SettingRoutes.GetParameter),
        ("PUT /api/v1/tenant/{name}/variables", SettingRoutes.SetVariables),
        ("GET /api/v1/tenant/{name}/variables", SettingRoutes.ListVariables),
        ("GET /api/v1/tenant/{name}/variable/{variable}", SettingRoutes.GetVariable),
        ("GET /api/v1/tenant/support-templates", ScenarioCatalogue.List),
        ("GET /api/v1/recyclebin/tenants", RecycleBinRoutes.List),
        ("DELETE /api/v1/recyclebin/tenant/{name}", RecycleBinRoutes.Purge),
        ("POST /api/v1/recyclebin/tenant/{name}", RecycleBinRoutes.BringBack),
    ];
}
