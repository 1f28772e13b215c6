using ObShellSdk.Backup;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Tasks;
using static ObShellSdk.Tests.Tasks.LongWork;

namespace ObShellSdk.Tests.Backup;

/// <summary>The log archive: a change of the configuration stops it, and an accepted start need not have started it.</summary>
public sealed class ArchiveLogTests
{
    private const string Log = "/api/v1/tenant/tenant1/backup/log";
    private const string Tasks = "/api/v1/tenant/tenant1/backup/log/tasks";
    private const string Info = "/api/v1/tenant/tenant1/backup/info";
    private const string Configuration = "/api/v1/tenant/tenant1/backup/config";

    private static readonly ArchiveLogWaitOptions _patience = new() { PollInterval = Second };

    [Fact]
    public async Task ConfigureAndArchiveAsync_starts_the_archive_that_a_new_destination_stopped()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await LongWork.StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        await ArchiveAsync(client, clock);
        long round = Assert.Single(await client.Backup.ListArchiveLogTasksAsync("tenant1")).RoundId;

        ArchiveLogTask? task = await clock.DriveAsync(
            client.Backup.ConfigureAndArchiveAsync("tenant1", new TenantBackupConfiguration { ArchiveBaseUri = "file:///backup/other" }, _patience), Second * 5);

        Assert.NotNull(task);
        Assert.Equal((ArchiveLogStatus.Doing, round + 1, "file:///backup/other"), (task.Status, task.RoundId, task.Path.Reveal()));
        Assert.Equal(task, Assert.Single(await client.Backup.ListArchiveLogTasksAsync("tenant1")) with { Delay = task.Delay, Checkpoint = task.Checkpoint });
        Assert.Single(agent.RequestsTo(HttpMethod.Patch, Configuration));
        Assert.Equal("""{"status":"DOING"}""", Assert.Single(agent.RequestsTo(HttpMethod.Patch, Log)).RevealBody());
    }

    [Fact]
    public async Task ConfigureAndArchiveAsync_starts_the_archive_that_a_new_concurrency_stopped()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await LongWork.StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        await ArchiveAsync(client, clock);

        ArchiveLogTask? task = await clock.DriveAsync(
            client.Backup.ConfigureAndArchiveAsync("tenant1", new TenantBackupConfiguration { LogArchiveConcurrency = 4 }, _patience), Second * 5);

        Assert.Equal(ArchiveLogStatus.Doing, task?.Status);
        Assert.Single(agent.RequestsTo(HttpMethod.Patch, Log));
    }

    [Fact]
    public async Task ConfigureAndArchiveAsync_returns_null_for_a_tenant_that_never_archived()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await LongWork.StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);

        ArchiveLogTask? task = await clock.DriveAsync(
            client.Backup.ConfigureAndArchiveAsync("tenant1", new TenantBackupConfiguration { DataBaseUri = "file:///data", ArchiveBaseUri = "file:///log" }, _patience), Second * 5);

        Assert.Null(task);
        Assert.Single(agent.RequestsTo(HttpMethod.Post, Configuration));
        Assert.Empty(agent.RequestsTo(HttpMethod.Patch, Log));
    }

    [Fact]
    public async Task ConfigureAndArchiveAsync_follows_a_change_whose_answer_was_lost_and_sends_it_once()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await LongWork.StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        await ArchiveAsync(client, clock);
        agent.On(HttpMethod.Patch, Configuration).DropConnection(FakeDropPoint.AfterExecution).Once();

        ArchiveLogTask? task = await clock.DriveAsync(
            client.Backup.ConfigureAndArchiveAsync("tenant1", new TenantBackupConfiguration { LogArchiveConcurrency = 4 }, _patience), Second * 5);

        Assert.Equal(ArchiveLogStatus.Doing, task?.Status);
        Assert.Single(agent.RequestsTo(HttpMethod.Patch, Configuration));
    }

    [Fact]
    public async Task ConfigureAndArchiveAsync_changes_nothing_where_the_agent_cannot_list_archives()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = "4.3.1.0-12025070100");
        using ObShellClient client = TestClients.Connect(agent);

        await Assert.ThrowsAsync<ObShellVersionException>(() => client.Backup.ConfigureAndArchiveAsync("tenant1", new TenantBackupConfiguration { LogArchiveConcurrency = 4 }));

        Assert.Empty(agent.RequestsTo(HttpMethod.Patch, Configuration));
    }

    [Fact]
    public async Task StartArchiveLogAsync_returns_the_archive_that_runs_and_sends_no_start()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await LongWork.StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        await ArchiveAsync(client, clock);

        ArchiveLogTask task = await client.Backup.StartArchiveLogAsync("tenant1", _patience);

        Assert.Equal(ArchiveLogStatus.Doing, task.Status);
        Assert.Empty(agent.RequestsTo(HttpMethod.Patch, Log));
    }

    [Fact]
    public async Task StartArchiveLogAsync_waits_until_a_stopped_archive_runs()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await LongWork.StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.OnPatch(Log).Respond(FakeResponse.Data("null"));
        agent.OnGet(Tasks).Respond(FakeResponse.Data("""{"contents":[]}"""));
        agent.OnGet(Tasks).Respond(FakeResponse.Data($$"""{"contents":[{{Round("PREPARE")}}]}""")).After(2);
        agent.OnGet(Tasks).Respond(FakeResponse.Data($$"""{"contents":[{{Round("BEGINNING")}}]}""")).After(3);
        agent.OnGet(Tasks).Respond(FakeResponse.Data($$"""{"contents":[{{Round("DOING")}}]}""")).After(4);

        ArchiveLogTask task = await clock.DriveAsync(client.Backup.StartArchiveLogAsync("tenant1", _patience), Second);

        Assert.Equal((ArchiveLogStatus.Doing, 5), (task.Status, agent.RequestsTo(HttpMethod.Get, Tasks).Count));
    }

    [Fact]
    public async Task StartArchiveLogAsync_throws_for_a_tenant_that_never_archived()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await LongWork.StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);

        var error = await Assert.ThrowsAsync<ArchiveLogNotRunningException>(() => clock.DriveAsync(client.Backup.StartArchiveLogAsync("tenant1", _patience), Second));

        Assert.Equal(("tenant1", false, null), (error.TenantName, error.HasArchived, error.Task));
        Assert.Contains("only with a backup", error.Message, StringComparison.Ordinal);
        Assert.False(error.MayHaveRun || error.IsTransient);
        Assert.Single(agent.RequestsTo(HttpMethod.Patch, Log));
    }

    [Fact]
    public async Task StartArchiveLogAsync_throws_for_an_interrupted_archive()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await LongWork.StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.OnGet(Tasks).Respond(FakeResponse.Data("""{"contents":[]}"""));
        agent.OnGet(Info).Respond(FakeResponse.Data("""{"tenant_id":1002,"lastest_archive_log_checkpoint":"2026-03-01T00:00:00Z"}"""));
        agent.OnPatch(Log).Respond(FakeResponse.Error("Common.Unexpected", "Unexpected error: tenant tenant1 archive log is interrupted"));

        var error = await Assert.ThrowsAsync<ArchiveLogNotRunningException>(() => client.Backup.StartArchiveLogAsync("tenant1", _patience));

        Assert.True(error.HasArchived);
        Assert.Contains("interrupted", error.Message, StringComparison.Ordinal);
        Assert.IsType<ObShellApiException>(error.InnerException);
    }

    [Fact]
    public async Task StartArchiveLogAsync_throws_with_the_state_of_an_archive_that_does_not_come_to_run()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await LongWork.StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.OnPatch(Log).Respond(FakeResponse.Data("null"));
        agent.OnGet(Tasks).Respond(FakeResponse.Data($$"""{"contents":[{{Round("BEGINNING")}}]}"""));

        var error = await Assert.ThrowsAsync<ArchiveLogNotRunningException>(
            () => clock.DriveAsync(client.Backup.StartArchiveLogAsync("tenant1", _patience with { StartTimeout = Second * 30 }), Second));

        Assert.Equal(ArchiveLogStatus.Beginning, error.Task?.Status);
        Assert.True(error.HasArchived);
    }

    [Fact]
    public async Task SetArchiveLogAsync_throws_for_a_tenant_that_never_archived()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.AddTenant("fresh");

        var error = await Assert.ThrowsAsync<ArchiveLogNotRunningException>(() => client.Backup.SetArchiveLogAsync("fresh", ArchiveLogStatus.Doing));

        Assert.Equal(("fresh", false, false), (error.TenantName, error.HasArchived, error.MayHaveRun));
        Assert.Single(agent.RequestsTo(HttpMethod.Patch, "/api/v1/tenant/fresh/backup/log"));
    }

    [Fact]
    public async Task SetClusterArchiveLogAsync_names_the_tenants_that_never_archived()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await LongWork.StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        await ArchiveAsync(client, clock);
        await client.Backup.SetClusterArchiveLogAsync(ArchiveLogStatus.Doing);
        agent.AddTenant("fresh1");
        agent.AddTenant("fresh2");

        var error = await Assert.ThrowsAsync<ArchiveLogNotRunningException>(() => client.Backup.SetClusterArchiveLogAsync(ArchiveLogStatus.Doing));

        Assert.Contains("of tenant 'fresh1', 'fresh2' does not run", error.Message, StringComparison.Ordinal);
        Assert.Equal(("fresh1", false), (error.TenantName, error.HasArchived));
    }

    [Fact]
    public async Task SetArchiveLogAsync_accepts_a_stopped_archive_that_is_not_listed_yet_and_stops_without_a_look()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPatch(Log).Respond(FakeResponse.Data("null"));
        agent.OnGet(Tasks).Respond(FakeResponse.Data("""{"contents":[]}"""));
        agent.OnGet(Info).Respond(FakeResponse.Data("""{"tenant_id":1002,"lastest_archive_log_checkpoint":"2026-03-01T00:00:00Z"}"""));

        await client.Backup.SetArchiveLogAsync("tenant1", ArchiveLogStatus.Stop);
        Assert.Empty(agent.RequestsTo(HttpMethod.Get, Tasks));
        await client.Backup.SetArchiveLogAsync("tenant1", ArchiveLogStatus.Doing);

        Assert.Single(agent.RequestsTo(HttpMethod.Get, Info));
    }

    [Fact]
    public async Task SetArchiveLogAsync_starts_the_archive_at_agents_that_cannot_list_archives()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Version = "4.3.1.0-12025070100");
        using ObShellClient client = TestClients.Connect(agent);

        await client.Backup.SetArchiveLogAsync("tenant1", ArchiveLogStatus.Doing);

        Assert.Single(agent.RequestsTo(HttpMethod.Patch, Log));
    }

    [Fact]
    public async Task Tenant_names_that_need_quotes_are_refused()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        await Assert.ThrowsAsync<ArgumentException>(() => client.Backup.StartArchiveLogAsync("prod#1"));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Backup.ConfigureAndArchiveAsync("prod#1", new TenantBackupConfiguration { LogArchiveConcurrency = 4 }));

        Assert.Empty(agent.Requests);
    }

    [Theory]
    [InlineData(0.05, 60, 600)]
    [InlineData(2, 0, 600)]
    [InlineData(2, 60, -1)]
    public void ArchiveLogWaitOptions_refuses_times_out_of_range(double poll, double appear, double start) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArchiveLogWaitOptions
        {
            PollInterval = TimeSpan.FromSeconds(poll), AppearTimeout = TimeSpan.FromSeconds(appear), StartTimeout = TimeSpan.FromSeconds(start),
        });

    /// <summary>A backup opens the archive.</summary>
    private static async Task ArchiveAsync(ObShellClient client, TestClock clock)
    {
        BackupOperation backup = await client.Backup.StartOrAttachAsync("tenant1");
        await clock.DriveAsync(backup.WaitAsync(Steady), Second);
        Assert.Equal(ArchiveLogStatus.Doing, Assert.Single(await client.Backup.ListArchiveLogTasksAsync("tenant1")).Status);
    }

    private static string Round(string status) => $$"""{"tenant_id":1002,"tenant_name":"","round_id":2,"status":"{{status}}","path":"file:///log","delay":1.5}""";
}
