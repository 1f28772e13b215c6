using ObShellSdk.Cluster;
using ObShellSdk.Packages;
using ObShellSdk.Tenants;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Packages;

namespace ObShellSdk.Tests.Reliability;

/// <summary>One kind of call of the matrix, each on a thing of its own.</summary>
internal sealed record MatrixCall(string Name, HttpMethod Method, string Path, Func<ObShellClient, Task> SendAsync)
{
    public bool IsCommand => Method != HttpMethod.Get;

    /// <summary>The longest that an attempt may take; uploads have no such limit, but the one of the call.</summary>
    public TimeSpan Limit => this == Upload ? TimeSpan.FromHours(1) : TimeSpan.FromSeconds(30);

    public static MatrixCall Upload { get; } = new("upload", HttpMethod.Post, UploadRoute.Plain, client => client.Packages.UploadAsync(
        PackageFile.FromStream(new GeneratedFile(100_000), UploadRoute.ObserverName)));

    public static IReadOnlyList<MatrixCall> All { get; } =
    [
        new("GET", HttpMethod.Get, "/api/v1/tenant/read/backup/overview", client => client.Backup.GetOverviewAsync("read")),
        new("POST", HttpMethod.Post, "/api/v1/tenant/started/backup", client => client.Backup.StartAsync("started")),
        new("PATCH", HttpMethod.Patch, "/api/v1/obcluster/parameters", client => client.Cluster.SetParametersAsync(
            new Dictionary<string, ParameterValue> { ["syslog_level"] = "ERROR" })),
        new("DELETE", HttpMethod.Delete, "/api/v1/tenant/dropped", client => client.Tenants.DropAsync("dropped")),
        Upload,
    ];

    /// <summary>Puts there what the calls are about, and another thing for calls that do not count.</summary>
    public static void Furnish(FakeAgent agent)
    {
        foreach (string tenant in new[] { "warm", "read", "started" })
        {
            agent.AddTenant(tenant).WithBackupConfig().WithBackupTask();
        }

        agent.AddTenant("dropped");
    }
}
