using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ObShellSdk.Backup;
using ObShellSdk.Serialization;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Trust;

namespace ObShellSdk.Tests.DependencyInjection;

/// <summary>What hosts bring: files with secrets, and JSON without reflection.</summary>
public sealed class HostEnvironmentTests
{
    [Fact]
    public async Task AddKeyPerFile_gives_the_password_without_its_line_break()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("ObShell__Password"), TestClients.Password + "\n");
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ObShell:Endpoint"] = agent.Endpoint.ToString(), ["ObShell:MinimumKeyBits"] = "512" })
            .AddKeyPerFile(Path.GetDirectoryName(folder.File("ObShell__Password"))!)
            .Build();
        var services = new ServiceCollection();
        services.AddObShellClient(configuration.GetSection("ObShell"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        await provider.GetRequiredService<ObShellClient>().Backup.GetOverviewAsync("tenant1");
    }

    [Fact]
    public void A_record_is_written_by_ObShellJson_where_reflection_is_off()
    {
        JsonTypeInfo<TenantBackupOverview> type = ObShellJson.TypeInfo<TenantBackupOverview>();

        Assert.IsAssignableFrom<JsonSerializerContext>(type.OriginatingResolver);
        Assert.All(type.Properties, property => Assert.IsAssignableFrom<JsonSerializerContext>(type.Options.GetTypeInfo(property.PropertyType).OriginatingResolver));
    }
}
