using System.Net;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Tenants;

namespace ObShellSdk.Tests.RecycleBin;

public sealed class RecycleBinTests
{
    private const string Purge = "/api/v1/recyclebin/tenant/{name}";
    private const string NameInBin = "__recycle_$_1_1740800000000000";

    [Theory]
    [InlineData(NameInBin, NameInBin, true)]
    [InlineData(NameInBin, "__recycle_$_1_1740800000000001", false)]
    [InlineData("tenant1", NameInBin, true)]
    public async Task A_lost_purge_is_found_by_the_name_in_the_bin_where_that_is_known(string asked, string purged, bool found)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnDelete(Purge).DropConnection();
        agent.OnGet("/api/v1/task/dag/maintain/ob").Respond(FakeResponse.Data(TenantDagJson.Of("Wait tenant purge finished", purged, dagId: 76)));
        agent.OnGet("/api/v1/task/dags/ob").Respond(FakeResponse.Data("""{"contents":[]}"""));
        agent.OnGet("/api/v1/task/dag/ob/unfinish").Respond(FakeResponse.Data(
            $$"""{"contents":[{{TenantDagJson.Of("Drop tenant", asked, dagId: 77)}},{{TenantDagJson.Of("Wait tenant purge finished", purged, dagId: 78)}}]}"""));

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.RecycleBin.PurgeAsync(asked));

        Assert.Equal(found ? purged : null, (await client.Tasks.FindStartedAsync(error))?.Dag!.MaintenanceKey);
    }

    [Fact]
    public async Task A_purge_of_nothing_has_ended_at_once()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnDelete(Purge).Respond(FakeResponse.Raw(HttpStatusCode.NoContent, ""));

        DagOperation operation = await client.RecycleBin.PurgeAsync(NameInBin);

        Assert.True(operation.HasEnded);
        Assert.Equal("/api/v1/recyclebin/tenant/__recycle_%24_1_1740800000000000", agent.Requests[^1].RawTarget);
    }

    [Fact]
    public async Task A_tenant_comes_back_under_its_old_name_unless_a_new_one_is_given()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost(Purge).Respond(FakeResponse.Data("null"));

        await client.RecycleBin.FlashbackAsync("tenant1");
        Assert.DoesNotContain("new_name", agent.Requests[^1].RevealBody() ?? "", StringComparison.Ordinal);
        await client.RecycleBin.FlashbackAsync("tenant1", "tenant2");
        Assert.Equal("""{"new_name":"tenant2"}""", agent.Requests[^1].RevealBody());
    }
}
