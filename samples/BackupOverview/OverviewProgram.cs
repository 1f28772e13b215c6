using System.Text.Json;
using ObShellSdk;
using ObShellSdk.Backup;
using ObShellSdk.Samples;
using ObShellSdk.Testing;

namespace BackupOverview;

internal static class OverviewProgram
{
    public static async Task<int> RunAsync(OverviewRequest request)
    {
        await using EmbeddedAgent? embedded = await EmbeddedAgent.StartUnlessNamedAsync(
            request.Access, static agent => agent.AddTenant("tenant1").WithBackupTask(new FakeBackupTask()));
        using ObShellClient client = request.Access.Connect(embedded, options =>
        {
            (options.Retry.TotalTimeout, options.Retry.AttemptTimeout) = (request.Timeout, request.Timeout);
            if (request.Pin is { } pin)
            {
                options.PinnedKeyFingerprints.Add(pin);
            }
        });
        try
        {
            await ShowAsync(client, request);
        }
        catch (ObShellException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return ExitCode.Of(failure);
        }

        if (embedded is not null)
        {
            EmbeddedAgent.Explain(request.Json ? Console.Error : Console.Out);
        }

        return ExitCode.Fine;
    }

    private static async Task ShowAsync(ObShellClient client, OverviewRequest request)
    {
        ObShellResponseInfo? response = null;
        var options = new ObShellCallOptions { OnResponse = info => response = info };
        if (request.Tenant is { } tenant)
        {
            TenantBackupOverview overview = await client.Backup.GetOverviewAsync(tenant, options);
            if (request.Json)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(overview, ObShellJson.TypeInfo<TenantBackupOverview>()));
                return;
            }

            var text = new OverviewText(request.Verbose, response?.AgentTime);
            text.WriteHeading($"Tenant {tenant} at {client.Endpoint.Authority}");
            text.Write(overview.Task);
            return;
        }

        ClusterBackupOverview cluster = await client.Backup.GetClusterOverviewAsync(options);
        if (request.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(cluster, ObShellJson.TypeInfo<ClusterBackupOverview>()));
            return;
        }

        Dictionary<long, string> names = await ReadTenantNamesAsync(client);
        var output = new OverviewText(request.Verbose, response?.AgentTime);
        output.WriteHeading($"Cluster of {client.Endpoint.Authority}: {cluster.Tasks.Count} {(cluster.Tasks.Count == 1 ? "tenant" : "tenants")} with backups");
        foreach (CdbObBackupTask task in cluster.Tasks)
        {
            output.WriteHeading($"Tenant {names.GetValueOrDefault(task.TenantId, $"with id {task.TenantId}")}");
            output.Write(task);
        }
    }

    /// <summary>Reads the tenants' names by id. Without them the overview is still shown, with ids.</summary>
    private static async Task<Dictionary<long, string>> ReadTenantNamesAsync(ObShellClient client)
    {
        try
        {
            return (await client.Tenants.ListAsync()).ToDictionary(tenant => tenant.TenantId, tenant => tenant.TenantName);
        }
        catch (ObShellException failure)
        {
            Console.Error.WriteLine($"Tenants are shown by id, because their names could not be read: {failure.Message}");
            return [];
        }
    }
}
