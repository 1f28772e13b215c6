using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using ObShellSdk.Backup;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Hosting;

public sealed class AddObShellClientTests
{
    [Fact]
    public async Task Registers_client_and_health_check_from_a_connection_string()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        HostApplicationBuilder builder = HostedAgent.CreateBuilder(configuration: ("ConnectionStrings:obshell", HostedAgent.ConnectionString(agent)));
        builder.AddObShellClient("obshell");
        using IHost host = builder.Build();

        TenantBackupOverview overview = await host.Services.GetRequiredService<ObShellClient>().Backup.GetOverviewAsync("tenant1");

        Assert.True(overview.Status.IsFinished);
        HealthReportEntry entry = await host.CheckAsync("obshell");
        Assert.Equal((HealthStatus.Healthy, "The agent and its observer can be used."), (entry.Status, entry.Description));
    }
}
