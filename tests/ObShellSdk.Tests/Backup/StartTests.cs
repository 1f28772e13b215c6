using System.Net;
using System.Net.Sockets;
using ObShellSdk.Backup;
using ObShellSdk.Restore;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Docs;
using ObShellSdk.Tests.Tasks;
using static ObShellSdk.Tests.Tasks.LongWork;

namespace ObShellSdk.Tests.Backup;

/// <summary>A start goes to the agent at most once, and what became of it can be found out.</summary>
public sealed class StartTests
{
    private const string Start = "/api/v1/tenant/tenant1/backup";
    private const string Unfinished = "/api/v1/task/dag/ob/unfinish";
    private const string AllDags = "/api/v1/task/dags/ob";
    private const string BackupName = "Obcluster start full backup for tenant1";

    [Theory]
    [InlineData("Obcluster start full backup", true, false)]
    [InlineData("Obcluster start full backup for tenant1", false, true)]
    [InlineData("Obcluster start incremental backup for tenant2", false, false)]
    [InlineData("Set obcluster backup config", false, false)]
    [InlineData("Restore backup for tenant1", false, false)]
    public void A_backup_of_the_cluster_and_one_of_a_tenant_are_told_apart(string name, bool ofCluster, bool ofTenant1)
    {
        var dag = new DagDetail { Id = "11", Name = name };

        Assert.Equal((ofCluster, ofTenant1), (BackupDags.OfCluster().Matches(dag), BackupDags.OfTenant("tenant1").Matches(dag)));
    }

    [Fact]
    public async Task An_accepted_start_is_an_operation_with_an_id_for_later()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost(Start).Respond(FakeResponse.Data(Dag(6)));

        BackupOperation operation = await client.Backup.StartAsync("tenant1", new StartBackupRequest { Mode = BackupMode.Incremental, Encryption = "planted" });

        Assert.Equal(DagJson.Id, operation.DagId);
        Assert.False(operation.Dag!.HasEnded);
        ReceivedRequest request = agent.Requests[^1];
        Assert.Equal("""{"mode":"incremental","encryption":"planted"}""", request.RevealBody());
        Assert.DoesNotContain("planted", request.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FakeDropPoint.BeforeExecution)]
    [InlineData(FakeDropPoint.AfterExecution)]
    public async Task A_command_without_a_body_is_not_repeated_by_the_transport_either(FakeDropPoint point)
    {
        const string Cancel = "/api/v1/tenant/tenant1/restore";
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        await client.Backup.GetOverviewAsync("tenant1");
        agent.OnDelete(Cancel).DropConnection(point);

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Restore.CancelAsync("tenant1"));

        Assert.True(error.MayHaveRun);
        Assert.Single(agent.Requests, request => request.Path == Cancel);
    }

    [Theory]
    [InlineData(ObShellErrorCodes.CommonUnexpected, true)]
    [InlineData(ObShellErrorCodes.AgentRPCRequestFailed, true)]
    [InlineData(ObShellErrorCodes.TenantUnderMaintenance, false)]
    [InlineData(ObShellErrorCodes.TenantNotExist, false)]
    [InlineData(ObShellErrorCodes.RequestForwardMasterAgentNotFound, false)]
    [Shows(Promise.MayHaveRunIsExact)]
    public async Task A_refusal_of_a_start_is_never_repeated_and_says_whether_it_may_have_run(string code, bool mayHaveRun)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost(Start).Respond(FakeResponse.Error(code));

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.StartAsync("tenant1"));

        Assert.Equal(mayHaveRun, error.MayHaveRun);
        Assert.Equal(1, Starts(agent));
    }

    [Fact]
    public async Task A_start_that_was_never_sent_is_tried_again()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var client = new ObShellClient(new ObShellClientOptions
        {
            Endpoint = new Uri($"http://127.0.0.1:{port}"), DisableEncryption = true, Retry = { BaseDelay = TimeSpan.FromMilliseconds(1), UseJitter = false },
        });

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.StartAsync("tenant1"));

        Assert.Equal(3, error.Attempts);
        Assert.False(error.MayHaveRun);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.Backup.FindStartedAsync(error));
    }

    [Theory]
    [InlineData("4.5.0.0-1")]
    [InlineData("4.3.1.0-1")]
    [InlineData("4.3.0.0-1")]
    public async Task A_command_under_an_old_key_is_sent_again_with_the_new_one_and_executed_once(string version)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = version);
        using ObShellClient client = TestClients.Connect(agent);
        await client.Backup.GetOverviewAsync("tenant1");
        agent.RotateKey();
        agent.ClockOffset = TimeSpan.FromMinutes(20);

        await client.Backup.CancelAsync("tenant1");

        Assert.Equal(3, Starts(agent));
        Assert.Single(agent.Requests, request => request.Path == Start && request.Executed);
    }

    [Fact]
    [Shows(Promise.LostStartsAreFound)]
    public async Task FindStartedAsync_finds_a_DAG_by_its_name_and_an_id_that_is_new()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        string older = Dag(4);
        string other = Dag(7, "Obcluster start full backup for tenant10");
        agent.OnPost(Start).DropConnection();
        agent.OnGet(Unfinished).Respond(FakeResponse.Data($$"""{"contents":[{{older}}]}"""));
        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.StartAsync("tenant1"));

        Assert.Equal((4L, "tenant1"), (error.LostStart!.LastDagId, error.LostStart.TenantName));
        Assert.Null(await client.Backup.FindStartedAsync(error));

        agent.OnGet(Unfinished).Respond(FakeResponse.Data($$"""{"contents":[{{older}},{{other}}]}"""));
        Assert.Null(await client.Backup.FindStartedAsync(error));

        agent.OnGet(Unfinished).Respond(FakeResponse.Data($$"""{"contents":[{{older}},{{other}},{{Dag(8)}}]}"""));
        Assert.Equal(8, (await client.Backup.FindStartedAsync(error))!.Dag!.DagId);
    }

    [Theory]
    [InlineData("Set obcluster backup config for tenant1", true)]
    [InlineData("Set obcluster backup config for tenant10", false)]
    [InlineData("Set obcluster backup config", false)]
    public async Task A_lost_set_up_is_found_by_name_and_tenant(string name, bool isOfTenant)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(AllDags).Respond(FakeResponse.Data("""{"contents":[]}"""));
        foreach ((HttpMethod method, Func<Task<DagOperation>> start, bool ofTenant) in ((HttpMethod, Func<Task<DagOperation>>, bool)[])
        [
            (HttpMethod.Post, () => client.Backup.SetConfigurationAsync("tenant1", new TenantBackupConfiguration { DataBaseUri = "file:///a", ArchiveBaseUri = "file:///b" }), true),
            (HttpMethod.Patch, () => client.Backup.UpdateConfigurationAsync("tenant1", new TenantBackupConfiguration { HaLowThreadScore = 1 }), true),
            (HttpMethod.Post, () => client.Backup.SetClusterConfigurationAsync(new ClusterBackupConfiguration { BackupBaseUri = "file:///a" }), false),
            (HttpMethod.Patch, () => client.Backup.UpdateClusterConfigurationAsync(new ClusterBackupConfiguration { HaLowThreadScore = 1 }), false),
        ])
        {
            FakeRule lost = agent.On(method, ofTenant ? "/api/v1/tenant/tenant1/backup/config" : "/api/v1/obcluster/backup/config").DropConnection();
            agent.OnGet(Unfinished).Respond(FakeResponse.Data("""{"contents":[]}"""));
            var error = await Assert.ThrowsAsync<ObShellTransportException>(start);
            agent.OnGet(Unfinished).Respond(FakeResponse.Data($$"""{"contents":[{{Dag(9, name)}}]}"""));

            Assert.Equal((1, true), (lost.Hits, error.MayHaveRun));
            bool isIt = ofTenant ? isOfTenant : name.EndsWith("config", StringComparison.Ordinal);
            Assert.Equal(isIt ? name : null, (await client.Tasks.FindStartedAsync(error))?.Dag!.Name);
        }
    }

    [Fact]
    public async Task Start_or_attach_starts_when_nothing_runs()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Unfinished).Respond(FakeResponse.Data("""{"contents":null}"""));
        agent.OnPost(Start).Respond(FakeResponse.Data(Dag(6)));

        BackupOperation started = await client.Backup.StartOrAttachAsync("tenant1");

        Assert.False(started.IsAttached);
        Assert.Equal(DagJson.Id, started.DagId);
    }

    [Fact]
    public async Task Start_or_attach_attaches_to_the_DAG_that_runs()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Unfinished).Respond(FakeResponse.Data($$"""{"contents":[{{Dag(5)}}]}"""));
        agent.OnGet($"/api/v1/task/dag/{DagJson.Id}").Respond(FakeResponse.Data(Dag(5)));

        BackupOperation started = await client.Backup.StartOrAttachAsync("tenant1");

        Assert.True(started.IsAttached);
        Assert.Equal(DagJson.Id, started.DagId);
        Assert.Equal(0, Starts(agent));
    }

    [Fact]
    public async Task Start_or_attach_starts_nothing_beside_a_backup_that_somebody_else_runs()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.FindTenant("tenant1")!.WithBackupTask(new FakeBackupTask { Status = "DOING", EndTimestamp = null });
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Unfinished).Respond(FakeResponse.Data("""{"contents":null}"""));

        BackupOperation started = await client.Backup.StartOrAttachAsync("tenant1");

        Assert.True(started.IsAttached);
        Assert.Null(started.DagId);
        Assert.Equal(0, Starts(agent));
    }

    [Fact]
    [Shows(Promise.LostStartsAreFound)]
    public async Task Start_or_attach_finds_what_a_lost_start_began()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet(Unfinished).Respond(FakeResponse.Data($$"""{"contents":[{{Dag(6)}}]}"""));
        agent.OnGet(Unfinished).Respond(FakeResponse.Data("""{"contents":null}""")).Once();
        agent.OnPost(Start).DropConnection();

        BackupOperation started = await client.Backup.StartOrAttachAsync("tenant1");

        Assert.Equal(DagJson.Id, started.DagId);
        Assert.Equal(1, Starts(agent));
    }

    [Fact]
    public async Task A_cancellation_with_nothing_to_cancel_has_ended_at_once()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnDelete("/api/v1/tenant/tenant1/restore").Respond(FakeResponse.Raw(HttpStatusCode.NoContent, ""));

        DagOperation operation = await client.Restore.CancelAsync("tenant1");

        Assert.True(operation.HasEnded);
        Assert.Equal(DagOutcome.Succeeded, await operation.WaitAsync());
    }

    public static TheoryData<string, Func<ObShellClient, Task>> BadRequests => new()
    {
        { "no places", client => client.Backup.SetConfigurationAsync("t", new TenantBackupConfiguration { DataBaseUri = "file:///a" }) },
        { "no base", client => client.Backup.SetClusterConfigurationAsync(new ClusterBackupConfiguration()) },
        { "piece alone", client => client.Backup.UpdateConfigurationAsync("t", new TenantBackupConfiguration { PieceSwitchInterval = TimeSpan.FromDays(2) }) },
        { "piece too long", client => client.Backup.UpdateConfigurationAsync("t", new TenantBackupConfiguration { ArchiveBaseUri = "file:///a", PieceSwitchInterval = TimeSpan.FromDays(8) }) },
        { "lag", client => client.Backup.UpdateConfigurationAsync("t", new TenantBackupConfiguration { ArchiveLagTarget = TimeSpan.FromHours(3) }) },
        { "lag on s3", client => client.Backup.UpdateConfigurationAsync("t", new TenantBackupConfiguration { ArchiveBaseUri = StorageUri.S3("b/p", "h", "i", "k"), ArchiveLagTarget = TimeSpan.FromSeconds(10) }) },
        { "no lag", client => client.Backup.UpdateConfigurationAsync("t", new TenantBackupConfiguration { ArchiveBaseUri = "file:///a", ArchiveLagTarget = TimeSpan.Zero }) },
        { "concurrency", client => client.Backup.UpdateConfigurationAsync("t", new TenantBackupConfiguration { LogArchiveConcurrency = 101 }) },
        { "score", client => client.Backup.UpdateClusterConfigurationAsync(new ClusterBackupConfiguration { HaLowThreadScore = -1 }) },
        { "binding", client => client.Backup.UpdateConfigurationAsync("t", new TenantBackupConfiguration { ArchiveBaseUri = "file:///a", Binding = new ArchiveBinding("SOMETIMES") }) },
        { "recovery window", client => client.Backup.UpdateConfigurationAsync("t", new TenantBackupConfiguration { DeletePolicy = new BackupDeletePolicy { RecoveryWindow = TimeSpan.Zero } }) },
        { "data place", client => client.Backup.UpdateConfigurationAsync("t", new TenantBackupConfiguration { DataBaseUri = "/a" }) },
        { "cluster place", client => client.Backup.SetClusterConfigurationAsync(new ClusterBackupConfiguration { BackupBaseUri = "obs://b/p?host=h" }) },
        { "empty encryption", client => client.Backup.StartAsync("t", new StartBackupRequest { Encryption = "" }) },
        { "mode of attach", client => client.Backup.StartOrAttachAsync("t", new StartBackupRequest { Mode = new BackupMode("half") }) },
        { "no tenant", client => client.Backup.StartOrAttachAsync(" ") },
        { "tenant in path", client => client.Backup.StartAsync("..") },
        { "mode", client => client.Backup.StartAsync("t", new StartBackupRequest { Mode = new BackupMode("half") }) },
        { "archive", client => client.Backup.SetArchiveLogAsync("t", ArchiveLogStatus.Interrupted) },
        { "tenant of the last task", client => client.Backup.FindTaskAsync("..") },
        { "page", client => client.Backup.GetJobsPageAsync("t", page: 0, pageSize: 10) },
        { "time and SCN", client => client.Restore.StartAsync(NewRestore() with { Timestamp = DateTimeOffset.UtcNow, Scn = new Scn(1) }) },
        { "zones", client => client.Restore.StartAsync(NewRestore() with { Zones = [] }) },
        { "zones twice", client => client.Restore.StartAsync(NewRestore() with { Zones = [.. NewRestore().Zones, .. NewRestore().Zones] }) },
        { "no full replica", client => client.Restore.StartAsync(NewRestore() with { Zones = [new TenantZone { Name = "z", UnitConfigName = "u", ReplicaType = ReplicaType.ReadOnly }] }) },
        { "sys", client => client.Restore.StartAsync(NewRestore() with { TenantName = "sys" }) },
        { "moment", client => client.Restore.StartAsync(NewRestore() with { Timestamp = DateTimeOffset.UnixEpoch }) },
        { "far moment", client => client.Restore.StartOrAttachAsync(NewRestore() with { Timestamp = DateTimeOffset.MaxValue }) },
        { "SCN", client => client.Restore.StartAsync(NewRestore() with { Scn = new Scn(0) }) },
        { "threads", client => client.Restore.StartAsync(NewRestore() with { Concurrency = 0 }) },
        { "priority", client => client.Restore.StartAsync(NewRestore() with { HaHighThreadScore = 101 }) },
        { "logs", client => client.Restore.StartAsync(NewRestore() with { ArchiveLogUri = "s3://b" }) },
        { "windows", client => client.Restore.GetSourceTenantAsync(new RestoreSource { DataBackupUri = "file://relative" }) },
        { "units", client => client.Restore.StartAsync(NewRestore() with { Zones = [new TenantZone { Name = "z", UnitConfigName = "u", UnitNum = 0 }] }) },
        { "name", client => client.Restore.StartAsync(NewRestore() with { TenantName = " " }) },
        { "source", client => client.Restore.GetWindowsAsync(new RestoreSource { DataBackupUri = "" }) },
    };

    [Theory]
    [MemberData(nameof(BadRequests), DisableDiscoveryEnumeration = true)]
    public async Task What_the_server_would_refuse_is_refused_before_anything_is_sent(string what, Func<ObShellClient, Task> call)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        Assert.NotEmpty(what);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => call(client));
        Assert.Empty(agent.Requests);
    }

    private static string Dag(int id, string name = BackupName) => DagJson.Of("RUNNING", name: name, maintenance: 1).Replace("\"dag_id\":77", $"\"dag_id\":{id}", StringComparison.Ordinal);

    private static int Starts(FakeAgent agent) => agent.Requests.Count(request => request.Path == Start);
}
