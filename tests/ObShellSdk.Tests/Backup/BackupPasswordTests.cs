using ObShellSdk.Backup;
using ObShellSdk.Restore;
using ObShellSdk.Tenants;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Tasks;

namespace ObShellSdk.Tests.Backup;

/// <summary>Passwords of backup sets that obshell quotes differently when it backs up and when it restores.</summary>
public sealed class BackupPasswordTests
{
    private static readonly RestoreRequest _restore = new() { DataBackupUri = "file:///data", TenantName = "new", Zones = [new TenantZone { Name = "zone1", UnitConfigName = "small" }] };

    public static TheoryData<string, Func<ObShellClient, Secret, Task>> Calls => new()
    {
        { "Backup.StartAsync", (client, password) => client.Backup.StartAsync("tenant1", new StartBackupRequest { Encryption = password }) },
        { "Backup.StartOrAttachAsync", (client, password) => client.Backup.StartOrAttachAsync("tenant1", new StartBackupRequest { Encryption = password }) },
        { "Backup.StartClusterAsync", (client, password) => client.Backup.StartClusterAsync(new StartBackupRequest { Encryption = password }) },
        { "Restore.StartAsync", (client, password) => client.Restore.StartAsync(_restore with { Decryption = ["good", password] }) },
        { "Restore.StartOrAttachAsync", (client, password) => client.Restore.StartOrAttachAsync(_restore with { Decryption = [password] }) },
    };

    [Theory]
    [MemberData(nameof(Calls), DisableDiscoveryEnumeration = true)]
    public async Task A_password_that_backup_and_restore_quote_differently_is_refused(string what, Func<ObShellClient, Secret, Task> call)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        foreach (string password in new[] { "planted'", "planted\\", "planted\\\"more" })
        {
            var refusal = await Assert.ThrowsAsync<ArgumentException>(() => call(client, password));
            Assert.Contains("quotes the password differently", refusal.Message, StringComparison.Ordinal);
            Assert.False(refusal.Message.Contains("planted", StringComparison.Ordinal), what);
        }

        Assert.Empty(agent.Requests);
    }

    [Fact]
    public async Task A_password_with_double_quotes_and_backslashes_elsewhere_is_sent()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        agent.OnPost("/api/v1/tenant/tenant1/backup").Respond(FakeResponse.Data(DagJson.Of("RUNNING")));

        await client.Backup.StartAsync("tenant1", new StartBackupRequest { Encryption = "a\"b\\c" });

        Assert.Single(agent.RequestsTo(HttpMethod.Post, "/api/v1/tenant/tenant1/backup"));
    }

    [Theory]
    [InlineData("planted\"")]
    [InlineData("planted\\")]
    public async Task KmsEncryptInfo_that_would_end_or_break_its_quotes_is_refused(string info)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => client.Restore.StartAsync(_restore with { KmsEncryptInfo = info }));

        Assert.Contains("does not escape it", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(agent.Requests);
    }
}
