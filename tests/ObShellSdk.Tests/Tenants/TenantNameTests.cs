using Microsoft.Extensions.Logging;
using ObShellSdk.Backup;
using ObShellSdk.Errors;
using ObShellSdk.Restore;
using ObShellSdk.Tenants;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Diagnostics;

namespace ObShellSdk.Tests.Tenants;

/// <summary>Names that obshell accepts for a tenant and then writes into statements without quotes.</summary>
public sealed class TenantNameTests
{
    private static readonly TenantZone _zone = new() { Name = "zone1", UnitConfigName = "small" };

    private static readonly RestoreRequest _restore = new() { DataBackupUri = "file:///data", TenantName = "new", Zones = [_zone] };

    public static TheoryData<string, Func<ObShellClient, string, Task>> UnquotedCalls => new()
    {
        { "Compaction.StartMajorAsync", (client, name) => client.Compaction.StartMajorCompactionAsync(name) },
        { "Compaction.ClearErrorAsync", (client, name) => client.Compaction.ClearErrorAsync(name) },
        { "Backup.SetConfigurationAsync", (client, name) => client.Backup.SetConfigurationAsync(name, new TenantBackupConfiguration { DataBaseUri = "file:///d", ArchiveBaseUri = "file:///l" }) },
        { "Backup.UpdateConfigurationAsync", (client, name) => client.Backup.UpdateConfigurationAsync(name, new TenantBackupConfiguration { LogArchiveConcurrency = 1 }) },
        { "Backup.StartAsync", (client, name) => client.Backup.StartAsync(name) },
        { "Backup.StartOrAttachAsync", (client, name) => client.Backup.StartOrAttachAsync(name) },
        { "Backup.CancelAsync", (client, name) => client.Backup.CancelAsync(name) },
        { "Backup.SetArchiveLogAsync", (client, name) => client.Backup.SetArchiveLogAsync(name, ArchiveLogStatus.Doing) },
        { "Restore.CancelAsync", (client, name) => client.Restore.CancelAsync(name) },
        { "Restore.StartAsync", (client, name) => client.Restore.StartAsync(_restore with { TenantName = name }) },
        { "Restore.StartOrAttachAsync", (client, name) => client.Restore.StartOrAttachAsync(_restore with { TenantName = name }) },
        { "Tenants.CreateAsync with scripts", (client, name) => client.Tenants.CreateAsync(new CreateTenantRequest { Name = name, Zones = [_zone], ImportScript = true }) },
        { "Zones.DeleteAsync", (client, name) => client.Zones.DeleteAsync(name) },
    };

    [Theory]
    [MemberData(nameof(UnquotedCalls), DisableDiscoveryEnumeration = true)]
    public async Task Calls_that_do_not_quote_the_name_refuse_one_that_needs_quotes(string what, Func<ObShellClient, string, Task> call)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        foreach (string name in new[] { "prod#1", "prod-1", "prod~", "a+b", "2026", "1e5", "0x1F" })
        {
            var refusal = await Assert.ThrowsAsync<ArgumentException>(() => call(client, name));
            Assert.True(refusal.Message.Contains($"'{name}'", StringComparison.Ordinal), what);
            Assert.Contains("does not quote it", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Empty(agent.Requests);
    }

    public static TheoryData<string, Func<ObShellClient, Task>> CallsForAllTenants => new()
    {
        { "POST /api/v1/obcluster/backup", client => client.Backup.StartClusterAsync() },
        { "POST /api/v1/obcluster/backup/config", client => client.Backup.SetClusterConfigurationAsync(new ClusterBackupConfiguration { BackupBaseUri = "file:///b" }) },
        { "PATCH /api/v1/obcluster/backup/config", client => client.Backup.UpdateClusterConfigurationAsync(new ClusterBackupConfiguration { LogArchiveConcurrency = 1 }) },
        { "PATCH /api/v1/obcluster/backup/log", client => client.Backup.SetClusterArchiveLogAsync(ArchiveLogStatus.Stop) },
    };

    [Theory]
    [MemberData(nameof(CallsForAllTenants), DisableDiscoveryEnumeration = true)]
    public async Task Calls_for_all_tenants_are_not_sent_where_a_name_needs_quotes(string route, Func<ObShellClient, Task> call)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.AddTenant("prod#1");
        agent.AddTenant("prod-2");
        using ObShellClient client = TestClients.Connect(agent);

        var refusal = await Assert.ThrowsAsync<TenantNameNotSupportedException>(() => call(client));

        Assert.Equal(["prod#1", "prod-2"], refusal.TenantNames.Order(StringComparer.Ordinal));
        Assert.Equal((route, false, false), (refusal.Route, refusal.MayHaveRun, refusal.IsTransient));
        Assert.Contains("'prod#1'", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(agent.Requests, request => request.Path.StartsWith("/api/v1/obcluster/backup", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a$b")]
    [InlineData("a/b")]
    public async Task Restore_StartAsync_checks_the_name_as_creation_does(string name)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        await Assert.ThrowsAsync<ArgumentException>(() => client.Restore.StartAsync(_restore with { TenantName = name }));

        Assert.Empty(agent.Requests);
    }

    public static TheoryData<string, string, Func<ObShellClient, Task>> Namings => new()
    {
        { "CreateAsync", "POST /api/v1/tenant ", client => client.Tenants.CreateAsync(new CreateTenantRequest { Name = "prod#1", Zones = [_zone] }) },
        { "RenameAsync", "PUT /api/v1/tenant/{tenantName}/name ", client => client.Tenants.RenameAsync("tenant1", "prod-1") },
        { "FlashbackAsync", "POST /api/v1/recyclebin/tenant/{name} ", client => client.RecycleBin.FlashbackAsync("RECYCLE_1", "prod+1") },
    };

    [Theory]
    [MemberData(nameof(Namings), DisableDiscoveryEnumeration = true)]
    public async Task Naming_a_tenant_so_that_it_needs_quotes_logs_a_warning_without_the_name(string what, string route, Func<ObShellClient, Task> call)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var output = new ClientOutput();
        using ObShellClient client = TestClients.Connect(agent, options => options.LoggerFactory = output);
        agent.OnPost("/api/v1/tenant").Respond(FakeResponse.Data(TenantDagJson.Of("Create tenant prod#1")));
        agent.OnPut("/api/v1/tenant/tenant1/name").Respond(FakeResponse.Data("null"));
        agent.OnPost("/api/v1/recyclebin/tenant/RECYCLE_1").Respond(FakeResponse.Data("null"));

        await call(client);

        string warning = Assert.Single(output.Logs, log => log.Level == LogLevel.Warning && log.Text.Contains("does not quote such a name", StringComparison.Ordinal)).Text;
        Assert.True(warning.Contains(route, StringComparison.Ordinal), what);
        Assert.DoesNotContain("prod", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Naming_a_tenant_with_letters_digits_and_underscores_logs_no_warning()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using var output = new ClientOutput();
        using ObShellClient client = TestClients.Connect(agent, options => options.LoggerFactory = output);
        agent.OnPost("/api/v1/tenant").Respond(FakeResponse.Data(TenantDagJson.Of("Create tenant prod_1")));

        await client.Tenants.CreateAsync(new CreateTenantRequest { Name = "prod_1", Zones = [_zone] });

        Assert.DoesNotContain(output.Logs, log => log.Text.Contains("does not quote such a name", StringComparison.Ordinal));
    }
}
