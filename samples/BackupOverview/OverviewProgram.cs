using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ObShellSdk;
using ObShellSdk.Backup;
using ObShellSdk.Errors;
using ObShellSdk.Serialization;

namespace BackupOverview;

internal static class OverviewProgram
{
    public static async Task<int> RunAsync(OverviewRequest request)
    {
        await using EmbeddedAgent? embedded = request.Endpoint is null ? await EmbeddedAgent.StartAsync(request.Password) : null;
        using ObShellClient client = Connect(request, embedded);
        try
        {
            await ShowAsync(client, request);
        }
        catch (ObShellApiException refusal)
        {
            return Fail(refusal, ExitCode.Refused);
        }
        catch (ObShellTransportException failure)
        {
            return Fail(failure, ExitCode.NoAnswer);
        }
        catch (ObShellProtocolException failure)
        {
            return Fail(failure, ExitCode.NotAnAgent);
        }

        if (embedded is not null)
        {
            (request.Json ? Console.Error : Console.Out).WriteLine("These data come from the embedded agent of this sample; give --endpoint to ask a real one.");
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

            Console.Out.WriteLine($"Tenant {tenant} at {client.Endpoint.Authority}");
            OverviewText.Write(Console.Out, overview.Status, response?.AgentTime);
            return;
        }

        ClusterBackupOverview cluster = await client.Backup.GetClusterOverviewAsync(options);
        if (request.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(cluster, ObShellJson.TypeInfo<ClusterBackupOverview>()));
            return;
        }

        Console.Out.WriteLine($"Cluster of {client.Endpoint.Authority}: {cluster.Statuses.Count} tenant(s) with backups");
        foreach (CdbObBackupTask task in cluster.Statuses)
        {
            OverviewText.Write(Console.Out, task, response?.AgentTime);
        }
    }

    [SuppressMessage("Security", "CA5359:Do not disable certificate validation", Justification = "Only with --insecure, which asks for just that.")]
    private static ObShellClient Connect(OverviewRequest request, EmbeddedAgent? embedded)
    {
        Secret? password = request.Password ?? embedded?.Password;
        var options = new ObShellClientOptions
        {
            Endpoint = request.Endpoint ?? embedded!.Endpoint,
            Credential = password is null ? ObShellCredential.None : ObShellCredential.FromPassword(password.Reveal()),
            Retry = { TotalTimeout = request.Timeout, AttemptTimeout = request.Timeout },
            ServerCertificateValidation = request.Insecure ? static (_, _, _, _) => true : null,
        };
        if (request.Pin is { } pin)
        {
            options.PinnedKeyFingerprints.Add(pin);
        }

        return new ObShellClient(options);
    }

    private static int Fail(ObShellException failure, int exitCode)
    {
        Console.Error.WriteLine(failure.Message);
        return exitCode;
    }
}
