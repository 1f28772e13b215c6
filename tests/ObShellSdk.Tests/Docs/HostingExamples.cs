using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ObShellSdk.Backup;
using ObShellSdk.Hosting;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Hosting;
using OpenTelemetry.Trace;

namespace ObShellSdk.Tests.Docs;

/// <summary>The code of docs/guide/hosting.md.</summary>
public sealed class HostingExamples
{
    [Fact]
    public async Task A_web_application_of_25_lines_has_backups_of_two_clusters_health_checks_and_traces()
    {
        await using FakeAgent east = await TestClients.StartAgentAsync();
        await using FakeAgent west = await TestClients.StartAgentAsync(options => options.Password = "another");
        var spans = new List<Activity>();
        var started = new TaskCompletionSource<WebApplication>();
        Task running = RunWebApplicationAsync(
            [
                "--urls=http://127.0.0.1:0", $"--ConnectionStrings:east={HostedAgent.ConnectionString(east)}", $"--ConnectionStrings:west={HostedAgent.ConnectionString(west, "another")}",
            ],
            spans,
            app => app.Lifetime.ApplicationStarted.Register(() => started.SetResult(app)));
        WebApplication app = await started.Task.WaitAsync(TestClients.Patience);
        using var browser = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = new Uri(app.Urls.Single()) };

        using JsonDocument backups = JsonDocument.Parse(await browser.GetStringAsync(new Uri("/backups/west", UriKind.Relative)));
        HttpResponseMessage health = await browser.GetAsync(new Uri("/health", UriKind.Relative));

        await app.StopAsync();
        await running;
        Assert.Equal("COMPLETED", backups.RootElement[0].GetProperty("status").GetString());
        Assert.Equal((HttpStatusCode.OK, "Healthy"), (health.StatusCode, await health.Content.ReadAsStringAsync()));
        Assert.Contains(spans, span => span.DisplayName == "GET /api/v1/obcluster/backup/overview");
        string program = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", "hosting.md")).Split("```csharp\n")[2].Split("\n```")[0];
        Assert.InRange(program.Split('\n').Length, 10, 25);
    }

    [Fact]
    public async Task A_worker_backs_up_and_checks_what_the_page_says()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        HostApplicationBuilder builder = HostedAgent.CreateBuilder(configuration: ("ConnectionStrings:obshell", HostedAgent.ConnectionString(agent)));
        Configure(builder);
        using IHost host = builder.Build();

        Assert.Equal(2, host.Services.GetServices<IHostedService>().Count(service => service.GetType().Namespace!.StartsWith("ObShellSdk", StringComparison.Ordinal)));
        Assert.IsType<Pager>(host.Services.GetRequiredService<IObShellBackupObserver>());
    }

    private static void Configure(HostApplicationBuilder builder)
    {
        // snippet: hosting-worker
        builder.AddObShellClient("obshell");
        builder.Services.AddHealthChecks().AddObShellBackup("orders", maxAge: TimeSpan.FromHours(26));
        builder.Services.AddObShellBackupSchedule("0 2 * * *", schedule => schedule.Tenants = ["orders"]);
        // end-snippet

        // snippet: hosting-schedule
        builder.Services.AddObShellBackupSchedule("0 2 * * *", schedule =>
        {
            schedule.TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
            schedule.Mode = BackupMode.Incremental;
            schedule.FullOn = [DayOfWeek.Sunday];
            schedule.Jitter = TimeSpan.FromMinutes(10);
            schedule.CatchUp = TimeSpan.FromHours(6);
        });
        builder.Services.AddSingleton<IObShellBackupObserver, Pager>();
        // end-snippet
    }

    private static async Task RunWebApplicationAsync(string[] args, List<Activity> spans, Action<WebApplication> onBuilt)
    {
        // snippet: hosting-web
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.AddKeyedObShellClient("east");
        builder.AddKeyedObShellClient("west");
        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource("Microsoft.AspNetCore").AddInMemoryExporter(spans));

        WebApplication app = builder.Build();
        app.MapHealthChecks("/health");
        app.MapGet("/backups/{cluster}", async (string cluster, IServiceProvider services, CancellationToken ct) =>
        {
            var client = services.GetRequiredKeyedService<ObShellClient>(cluster);
            ClusterBackupOverview overview = await client.Backup.GetClusterOverviewAsync(cancellationToken: ct);
            return overview.Tasks.Select(task => new { task.TenantId, Status = task.Status.Value, task.EndTimestamp });
        });
        // end-snippet
        onBuilt(app);

        // snippet: hosting-web
        await app.RunAsync();
        // end-snippet
    }
}

// snippet: hosting-observer
internal sealed class Pager : IObShellBackupObserver
{
    public ValueTask OnOutcomeAsync(ObShellBackupResult result, CancellationToken cancellationToken)
    {
        if (result.Outcome is ObShellBackupOutcome.Failed or ObShellBackupOutcome.Missed)
        {
            Console.Error.WriteLine($"Wake the operator: the backup of {result.TenantName} ended as {result.Outcome}.");
        }

        return ValueTask.CompletedTask;
    }
}
// end-snippet
