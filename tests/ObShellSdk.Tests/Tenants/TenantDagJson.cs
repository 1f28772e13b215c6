using ObShellSdk.Tests.Tasks;

namespace ObShellSdk.Tests.Tenants;

/// <summary>DAGs of tenants as an agent writes them.</summary>
internal static class TenantDagJson
{
    public static string Of(string name, string tenant = "tenant1", long dagId = 77) => DagJson.Of("RUNNING", name: name, dagId: dagId)
        .Replace("\"maintenance_key\":\"tenant1\"", $"\"maintenance_key\":\"{tenant}\"", StringComparison.Ordinal);
}
