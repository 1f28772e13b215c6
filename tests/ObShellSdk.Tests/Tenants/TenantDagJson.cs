using System.Globalization;
using ObShellSdk.Tests.Tasks;

namespace ObShellSdk.Tests.Tenants;

/// <summary>DAGs of tenants as an agent writes them, begun now.</summary>
internal static class TenantDagJson
{
    public static string Of(string name, string tenant = "tenant1") => DagJson.Of("RUNNING", name: name)
        .Replace("\"maintenance_key\":\"tenant1\"", $"\"maintenance_key\":\"{tenant}\"", StringComparison.Ordinal)
        .Replace("2026-03-01T00:00:00Z", DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
