using ObShellSdk;
using ObShellSdk.Samples;
using ObShellSdk.Testing;

namespace NightlyBackup;

internal static class NightlyProgram
{
    public const string EmbeddedTenants = "tenant1,tenant2,tenant3";

    public static BackupPlaces EmbeddedPlaces { get; } = new(StorageUri.File("/backup/{tenant}/data"), StorageUri.File("/backup/{tenant}/logs"));

    public static async Task<int> RunAsync(NightlyRequest request)
    {
        await using EmbeddedAgent? embedded = await EmbeddedAgent.StartUnlessNamedAsync(request.Access, Fill);
        using ObShellClient client = request.Access.Connect(embedded);
        Report report = Report.Create(request.Json);
        var run = new JobRun(report) { Work = "backup", Parallel = request.Parallel, Limit = request.Timeout };
        int exitCode = await run.RunAsync(request.Tenants, new TenantBackup(client, request, report, run).RunAsync);
        if (embedded is not null)
        {
            EmbeddedAgent.Explain(request.Json ? Console.Error : Console.Out);
        }

        return exitCode;
    }

    private static void Fill(FakeAgent agent)
    {
        foreach (string tenant in EmbeddedTenants.Split(','))
        {
            agent.AddTenant(tenant);
        }
    }
}
