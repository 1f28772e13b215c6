using System.Text.Json;
using ObShellSdk.Restore;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Restore;

/// <summary>The agent appends the name of a file to the location that <see cref="RestoreClient.GetSourceTenantAsync"/> sends.</summary>
public sealed class SourceTenantTests
{
    private const string SourceTenant = "/api/v1/restore/source-tenant-info";
    private const string Windows = "/api/v1/restore/windows";
    private const string Cloud = "oss://bucket/data?host=oss.example&access_id=ID&access_key=KEY";

    [Theory]
    [InlineData(Cloud, Cloud + "&object=")]
    [InlineData("s3://bucket/data?host=h&access_id=ID&access_key=KEY&s3_region=r", "s3://bucket/data?host=h&access_id=ID&access_key=KEY&s3_region=r&object=")]
    [InlineData("file:///data", "file:///data")]
    public async Task GetSourceTenantAsync_ends_the_query_of_cloud_storage_so_that_its_last_option_stays_intact(string location, string sent)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost(SourceTenant).Respond(FakeResponse.Data("{}"));
        agent.OnGet(Windows).Respond(FakeResponse.Data("{}"));

        await client.Restore.GetSourceTenantAsync(new RestoreSource { DataBackupUri = location });
        Assert.Equal((sent, location), Places(agent));

        await client.Restore.GetWindowsAsync(new RestoreSource { DataBackupUri = location });
        Assert.Equal((location, location), Places(agent));
    }

    private static (string? Data, string? Log) Places(FakeAgent agent)
    {
        JsonElement body = JsonDocument.Parse(agent.Requests[^1].RevealBody()!).RootElement;
        return (body.GetProperty("data_backup_uri").GetString(), body.GetProperty("archive_log_uri").GetString());
    }
}
