using System.Net;
using System.Text.Json;
using ObShellSdk.Backup;
using ObShellSdk.Tenants;

namespace ObShellSdk.Tests.Docs;

// snippet: watch-tests
using ObShellSdk;
using ObShellSdk.Testing;
using Xunit;

public sealed class BackupWatchTests : IAsyncLifetime
{
    private FakeAgent _agent = null!;
    private ObShellClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _agent = await FakeAgent.StartAsync();
        _client = _agent.CreateClient(options => options.Retry.BaseDelay = TimeSpan.Zero);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _agent.DisposeAsync();
        _agent.VerifyNoUnexpectedRequests();
        _agent.VerifyRulesUsed();
    }

    [Fact]
    public async Task A_running_backup_shows_its_progress()
    {
        _agent.AddTenant("tenant1").WithBackupTask(new FakeBackupTask
        {
            Status = "DOING",
            EndTimestamp = null,
            MacroBlockCount = 200,
            FinishMacroBlockCount = 50,
        });

        string text = await new BackupWatch(_client).DescribeAsync("tenant1", CancellationToken.None);

        Assert.StartsWith("DOING 25", text);
    }

    [Fact]
    public async Task A_tenant_without_backups_is_no_error()
    {
        _agent.AddTenant("tenant1");

        Assert.Equal("never backed up", await new BackupWatch(_client).DescribeAsync("tenant1", CancellationToken.None));
    }
}
// end-snippet

/// <summary>The faults of docs/guide/testing.md.</summary>
public sealed class TestingGuideTests
{
    private const string Overview = "/api/v1/tenant/{name}/backup/overview";

    [Fact]
    public async Task A_fault_that_passes_is_not_seen()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync();
        agent.AddTenant("tenant1").WithBackupTask();
        using ObShellClient client = agent.CreateClient(options => options.Retry.BaseDelay = TimeSpan.Zero);

        // snippet: fault-once
        FakeRule rule = agent.OnGet("/api/v1/tenant/{name}/backup/overview").DropConnection(FakeDropPoint.DuringResponse).Times(2);

        TenantBackupOverview overview = await client.Backup.GetOverviewAsync("tenant1");

        Assert.Equal(BackupTaskStatus.Completed, overview.Task.Status);
        Assert.Equal(2, rule.Hits);
        // end-snippet
    }

    [Fact]
    public async Task A_call_that_hangs_is_cancelled()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync();
        using ObShellClient client = agent.CreateClient();

        // snippet: hang
        agent.OnGet("/api/v1/tenant/{name}/backup/overview").Hang();
        using var cancellation = new CancellationTokenSource();

        Task<TenantBackupOverview> call = client.Backup.GetOverviewAsync("tenant1", cancellationToken: cancellation.Token);
        await agent.WaitForRequestsAsync(3); // info, secret, overview
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        // end-snippet
    }

    [Fact]
    public async Task What_was_sent_can_be_looked_at()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync();
        agent.AddTenant("tenant1").WithBackupTask();
        using ObShellClient client = agent.CreateClient();

        await client.Backup.GetOverviewAsync("tenant1");

        // snippet: requests
        ReceivedRequest request = Assert.Single(agent.RequestsTo("/api/v1/tenant/{name}/backup/overview"));
        Assert.Equal(FakeHeaderKind.OceanBase, request.HeaderKind);
        Assert.Equal(200, request.ResponseStatus);
        agent.VerifyNoUnexpectedRequests();
        // end-snippet
    }

    [Fact]
    public async Task Work_whose_answer_is_lost_was_done_once()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync();
        agent.AddTenant("tenant1").WithBackupConfig();
        using ObShellClient client = agent.CreateClient(options => options.Retry.BaseDelay = TimeSpan.Zero);

        // snippet: executed-once
        agent.OnPost("/api/v1/tenant/{name}/backup").DropConnection(FakeDropPoint.AfterExecution).Once();

        await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.StartAsync("tenant1"));

        agent.VerifyExecuted(HttpMethod.Post, "/api/v1/tenant/{name}/backup", times: 1);
        // end-snippet
        Assert.Single(agent.Dags);
    }

    [Fact]
    public async Task Members_of_a_cluster_share_what_they_know()
    {
        // snippet: cluster
        await using FakeCluster cluster = await FakeCluster.StartAsync(agents: 3);
        cluster.Agents[0].AddTenant("tenant1").WithBackupTask();
        using ObShellClient client = cluster.CreateClient(options => options.Retry.BaseDelay = TimeSpan.Zero);
        await cluster.Agents[0].StopAsync();

        TenantBackupOverview overview = await client.Backup.GetOverviewAsync("tenant1");

        Assert.True(overview.Task.IsFinished);
        Assert.Single(cluster.Agents[1].RequestsTo("/api/v1/tenant/{name}/backup/overview"));
        // end-snippet
    }

    [Fact]
    public async Task Hosts_become_a_cluster_by_the_calls_of_obshell()
    {
        // snippet: hosts
        await using FakeCluster hosts = await FakeCluster.StartHostsAsync(agents: 1, options => options.Speed = 100);
        FakeAgent host = hosts.Agents[0];
        using ObShellClient client = host.CreateClient();
        using JsonDocument join = JsonDocument.Parse($$"""{"agentInfo": {"ip":"{{host.ReportedIp}}","port":{{host.Port}}}, "zoneName":"zone1"}""");

        JsonElement dag = await client.SendJsonAsync(HttpMethod.Post, "/api/v1/agent/join", join.RootElement);
        await client.Tasks.GetOperation(dag.GetProperty("id").GetString()!).WaitAsync();

        Assert.Equal(FakeAgentIdentity.Master, host.Identity);
        // end-snippet
    }

    [Fact]
    public async Task State_can_be_a_text()
    {
        // snippet: seed
        await using FakeAgent agent = await FakeAgent.StartAsync();
        agent.Apply(FakeSeed.Parse("""{ "tenants": [{ "name": "orders", "running_backup": { "duration_seconds": 600, "progress": 0.4 } }] }"""));
        using ObShellClient client = agent.CreateClient();

        CdbObBackupTask task = (await client.Backup.GetOverviewAsync("orders")).Task;

        Assert.Equal(BackupTaskStatus.Doing, task.Status);
        // end-snippet
    }

    [Fact]
    public async Task Every_fault_of_the_table_is_one_line()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync();
        agent.AddTenant("tenant1").WithBackupTask();
        using ObShellClient client = agent.CreateClient(options => options.Retry.MaxAttempts = 1);

        agent.OnGet(Overview).Respond(FakeResponse.Error(ObShellErrorCodes.TenantUnderMaintenance)).Once();
        Assert.True((await FailAsync<ObShellApiException>(client)).IsTransient);
        agent.OnGet(Overview).Respond(FakeResponse.Raw(HttpStatusCode.OK, "<html>", "text/html")).Once();
        Assert.Equal("text/html", (await FailAsync<ObShellProtocolException>(client)).ContentType);
        agent.OnGet(Overview).Respond(FakeResponse.FromAgent.TruncatedTo(40)).Once();
        await FailAsync<ObShellProtocolException>(client);
        agent.OnGet(Overview).Respond(FakeResponse.FromAgent.DroppedAfter(40)).Once();
        await FailAsync<ObShellTransportException>(client);
        agent.OnGet(Overview).Respond(FakeResponse.Data("""{"status":{"status":"PAUSED"}}""")).Once();
        Assert.Equal("PAUSED", (await client.Backup.GetOverviewAsync("tenant1")).Task.Status.Value);
        agent.OnGet(Overview).Respond(FakeResponse.FromAgent.SentByteByByte()).Once();
        await client.Backup.GetOverviewAsync("tenant1");
        agent.OnGet(Overview).Do(FakeAction.RotateKey()).Once();
        await client.Backup.GetOverviewAsync("tenant1");
        agent.ClockOffset = TimeSpan.FromHours(1);
        agent.Password = "changed";
        Assert.Equal(AuthenticationFailureReason.WrongPassword, (await FailAsync<ObShellAuthenticationException>(client)).Reason);
    }

    [Fact]
    public async Task A_proxy_that_gives_up_leaves_the_request_executed()
    {
        await using FakeAgent agent = await FakeAgent.StartAsync();
        agent.AddTenant("tenant1").WithBackupConfig();
        using ObShellClient client = agent.CreateClient(options => options.Retry.BaseDelay = TimeSpan.Zero);

        // snippet: joined-action
        agent.OnPost("/api/v1/tenant/{name}/backup").Do(FakeAction.Execute().Then(FakeAction.Respond(FakeResponse.Raw(HttpStatusCode.GatewayTimeout, "")))).Once();

        await Assert.ThrowsAnyAsync<ObShellException>(() => client.Backup.StartAsync("tenant1"));

        agent.VerifyExecuted(HttpMethod.Post, "/api/v1/tenant/{name}/backup", times: 1);
        // end-snippet
    }

    private static Task<T> FailAsync<T>(ObShellClient client)
        where T : Exception => Assert.ThrowsAsync<T>(() => client.Backup.GetOverviewAsync("tenant1"));

    [Fact]
    public async Task The_time_zones_of_host_and_database_can_differ()
    {
        // snippet: time-zones
        await using FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions
        {
            HostTimeZone = TimeZoneInfo.Utc,
            DatabaseTimeZone = TimeZoneInfo.CreateCustomTimeZone("Database", TimeSpan.FromHours(8), null, null),
            DatabaseClockOffset = TimeSpan.FromMinutes(10),
        });
        using ObShellClient client = agent.CreateClient();

        TenantVariable zone = await client.TenantParameters.GetVariableAsync("sys", "time_zone");

        Assert.Equal("+08:00", zone.Value);
        // end-snippet
    }
}
