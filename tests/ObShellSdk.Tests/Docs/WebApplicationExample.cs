namespace ObShellSdk.Tests.Docs;

using Program = ObShellSdk.WebApp.EntryPoint;

// snippet: web-application
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ObShellSdk;
using ObShellSdk.Testing;
using Xunit;

public sealed class BackupPageTests
{
    [Fact]
    public async Task The_page_shows_how_the_last_backup_went()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync();
        agent.AddTenant("tenant1").WithBackupTask();
        await using var app = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
            host.ConfigureTestServices(services => services.Configure<ObShellClientOptions>(agent.ConfigureClient)));

        string page = await app.CreateClient().GetStringAsync("/backups/tenant1");

        Assert.Equal("COMPLETED", page);
    }
}
// end-snippet
