using System.Net;
using ObShellSdk.Cluster;
using ObShellSdk.Packages;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;
using ObShellSdk.Tests.Packages;

namespace ObShellSdk.Tests.Reliability;

/// <summary>What the official SDKs get wrong and no other test here would notice. The whole list is in docs/contributors/promises-and-tests.md.</summary>
public sealed class OfficialMistakesTests
{
    private const string Overview = "/api/v1/tenant/tenant1/backup/overview";

    [Fact]
    [Shows(Promise.OneResendForEachCause)]
    [Shows(Promise.ResendsAnswer)]
    public async Task The_answer_to_a_resend_is_the_answer_to_the_call()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.FindTenant("tenant1")!.WithBackupConfig();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost("/api/v1/tenant/tenant1/backup").Do(FakeAction.RotateKey()).Once();

        BackupOperation operation = await client.Backup.StartAsync("tenant1");

        DagDetail dag = Assert.Single(await client.Tasks.ListUnfinishedDagsAsync(includeDetails: false));
        Assert.Equal(dag.Id, operation.DagId);
        Assert.Equal(2, agent.RequestsTo(HttpMethod.Post, "/api/v1/tenant/tenant1/backup").Count);
    }

    /// <summary>The official SDKs look for code 1, or for a text that no agent sends.</summary>
    [Theory]
    [InlineData("Decrypt header failed.")]
    [InlineData("解密请求头失败。")]
    [Shows(Promise.RefusedHeadersAreRecognised)]
    public async Task A_header_that_cannot_be_opened_is_recognised_without_a_number_and_in_any_language(string message)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        await client.Backup.GetOverviewAsync("tenant1");
        agent.OnGet(Overview).Respond(FakeResponse.Raw(
            HttpStatusCode.Unauthorized,
            $$$"""{"successful":false,"timestamp":"2025-10-12T18:16:17.5+08:00","duration":0,"status":401,"traceId":"","error":{"errCode":"Security.Authentication.Header.DecryptFailed","message":"{{{message}}}"}}""")).Once();
        agent.RotateKey();

        await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(2, agent.RequestsTo("/api/v1/secret").Count);
    }

    [Fact]
    [Shows(Promise.ConnectionsAreKept)]
    [Shows(Promise.OneConnection)]
    public async Task Calls_one_after_the_other_take_one_connection_whatever_becomes_of_them()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.FindTenant("tenant1")!.WithBackupConfig();
        agent.OnGet("/api/v1/obcluster/backup/overview").Respond(FakeResponse.Raw(HttpStatusCode.ServiceUnavailable, "<html>", "text/html"));
        var wire = new TamperedWire();
        using ObShellClient client = Connect(agent, wire);

        for (int i = 0; i < 10; i++)
        {
            await client.Backup.GetOverviewAsync("tenant1");
            await client.Cluster.SetParametersAsync(new Dictionary<string, ParameterValue> { ["syslog_level"] = "ERROR" });
            await client.Packages.UploadAsync(PackageFile.FromStream(new GeneratedFile(100_000), UploadRoute.ObserverName));
            await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetOverviewAsync("nobody"));
            await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Backup.GetClusterOverviewAsync());
        }

        await client.Tenants.DropAsync("tenant1");
        Assert.Equal(1, wire.Connections);
    }

    [Fact]
    [Shows(Promise.OneConnection)]
    public async Task Calls_at_the_same_time_take_no_more_connections_than_they_are()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        var wire = new TamperedWire();
        using ObShellClient client = Connect(agent, wire);

        for (int round = 0; round < 10; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => client.Backup.GetOverviewAsync("tenant1")));
        }

        Assert.InRange(wire.Connections, 1, 16);
    }

    private static ObShellClient Connect(FakeAgent agent, TamperedWire wire) =>
        TestClients.Connect(agent, options => options.Transport = wire.CreateHandler(options));
}
