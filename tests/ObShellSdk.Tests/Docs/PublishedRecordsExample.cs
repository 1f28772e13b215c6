using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ObShellSdk.Backup;
using ObShellSdk.ExternalSystems;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Docs;

/// <summary>Records that leave the process in a response of a web API, in a log or in a file.</summary>
public sealed class PublishedRecordsExample
{
    private const string Status = """
        {"status":{"tenant_id":1002,"status":"FAILED","start_timestamp":"2026-11-30T19:52:58.123456789Z","path":"oss://b/p?host=h.example&access_id=PLANTED1&access_key=PLANTED2",
        "comment":"cannot write s3://c/p?host=h&access_key=PLANTED3","new_token":"PLANTED4","new_place":{"uri":"oss://b/p?access_key=PLANTED5","rows":[1.0]}}}
        """;

    [Fact]
    public async Task A_web_API_publishes_records_with_the_agents_names_and_without_secrets()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync();
        await using WebApplication app = await StartAsync(agent);

        string published = await app.GetTestClient().GetStringAsync("/api/backups/tenant1");

        Assert.DoesNotContain("PLANTED", published, StringComparison.Ordinal);
        JsonNode status = JsonNode.Parse(published)!["status"]!;
        Assert.Equal(1002, status["tenant_id"]!.GetValue<int>());
        Assert.Equal("2026-11-30T19:52:58.123456789Z", status["start_timestamp"]!.GetValue<string>());
        Assert.Equal("oss://b/p?host=h.example&access_id=***&access_key=***", status["path"]!.GetValue<string>());
        Assert.Equal("***", status["new_token"]!.GetValue<string>());
        Assert.Equal("1.0", status["new_place"]!["rows"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task The_hosts_own_JSON_masks_locations_and_leaves_out_what_no_property_knows()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync();
        await using WebApplication app = await StartAsync(agent);

        string published = await app.GetTestClient().GetStringAsync("/plain/tenant1");

        JsonNode status = JsonNode.Parse(published)!["status"]!;
        Assert.Equal("oss://b/p?host=h.example&access_id=***&access_key=***", status["path"]!.GetValue<string>());
        Assert.Null(status["new_token"]);
        Assert.DoesNotContain("PLANTED4", published, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_UnmaskedOptions_and_the_wire_write_secrets()
    {
        var login = new ExternalSystem { Address = new Uri("http://10.0.0.1:9090"), Auth = new ExternalSystemLogin { Username = "u", Password = "PLANTED" } };

        Assert.DoesNotContain("PLANTED", JsonSerializer.Serialize(login), StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED", JsonSerializer.Serialize(login, ObShellJson.TypeInfo<ExternalSystem>()), StringComparison.Ordinal);
        Assert.Contains("PLANTED", JsonSerializer.Serialize(login, ObShellJson.UnmaskedTypeInfo<ExternalSystem>()), StringComparison.Ordinal);
    }

    [Fact]
    public void Stored_records_are_the_same_when_they_are_read_again()
    {
        TenantBackupOverview overview = JsonSerializer.Deserialize(Status, ObShellJson.TypeInfo<TenantBackupOverview>())!;

        // snippet: stored-records
        // Contains access keys if the agent sent them: protect the file like a password.
        string stored = JsonSerializer.Serialize(overview, ObShellJson.UnmaskedTypeInfo<TenantBackupOverview>());
        TenantBackupOverview restored = JsonSerializer.Deserialize(stored, ObShellJson.UnmaskedTypeInfo<TenantBackupOverview>())!;
        // end-snippet

        Assert.Equal(overview, restored);
        Assert.Equal(stored, JsonSerializer.Serialize(restored, ObShellJson.UnmaskedTypeInfo<TenantBackupOverview>()));
    }

    private static async Task<WebApplication> StartAsync(FakeAgent agent)
    {
        agent.OnGet("/api/v1/tenant/{name}/backup/overview").Respond(FakeResponse.Data(Status));
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton(_ => agent.CreateClient());
        WebApplication app = builder.Build();

        // snippet: published-records
        app.MapGet("/api/backups/{tenant}", async (string tenant, ObShellClient client, CancellationToken cancellationToken) => Results.Json(
            await client.Backup.GetOverviewAsync(tenant, cancellationToken: cancellationToken),
            ObShellJson.TypeInfo<TenantBackupOverview>()));
        // end-snippet

        app.MapGet("/plain/{tenant}", async (string tenant, ObShellClient client) => Results.Ok(await client.Backup.GetOverviewAsync(tenant)));
        await app.StartAsync();
        return app;
    }
}
