using ObShellSdk.Backup;
using ObShellSdk.Errors;
using ObShellSdk.Resources;
using ObShellSdk.Restore;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;
using ObShellSdk.Testing;
using ObShellSdk.Tests.SamplePrograms;
using static ObShellSdk.Tests.Tasks.LongWork;

namespace ObShellSdk.Tests.Tasks;

/// <summary>Long-running work at each version in the field at which the agents' lists and members differ.</summary>
public sealed class VersionMatrixTests
{
    private static readonly string[] _versions = ["4.2.4.0-1", "4.2.6.0-1", "4.3.0.0-1", "4.3.1.0-1", "4.3.2.0-1", "4.5.0.0-1"];

    public static TheoryData<string, FakeDropPoint?> Starts
    {
        get
        {
            var rows = new TheoryData<string, FakeDropPoint?>();
            foreach (string version in _versions)
            {
                rows.Add(version, null);
                rows.Add(version, FakeDropPoint.AfterExecution);
            }

            return rows;
        }
    }

    public static TheoryData<string> Versions => [.. _versions];

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Backup_is_started_found_and_waited_for(string version, FakeDropPoint? lost)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock, version);
        using ObShellClient client = Connect(agent, clock);
        Lose(agent, "/api/v1/tenant/tenant1/backup", lost);
        var progress = new List<BackupProgress>();

        BackupOperation backup = await client.Backup.StartOrAttachAsync("tenant1");
        DagOutcome outcome = await clock.DriveAsync(backup.WaitAsync(Steady, new Reports<BackupProgress>(progress.Add)), Second);

        Assert.Equal((false, DagOutcome.Succeeded), (backup.IsAttached, outcome));
        Assert.Equal((true, true, 1L), (progress[^1].IsFinished, progress[^1].IsSuccess, progress[^1].Task!.JobId));
        Assert.Equal(DagOutcome.Succeeded, await client.Tasks.GetOperation(backup.DagId!).WaitAsync(Steady));
        Assert.Equal(DagOutcome.Succeeded, await client.Backup.GetOperation(backup.DagId!).WaitAsync(Steady));
        Assert.Equal(DagOutcome.Succeeded, await (await client.Backup.FindOperationAsync("tenant1"))!.WaitAsync(Steady));
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Backup_of_the_cluster_is_started_found_and_waited_for(string version, FakeDropPoint? lost)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock, version);
        agent.AddTenant("tenant2").WithBackupConfig();
        using ObShellClient client = Connect(agent, clock);
        Lose(agent, "/api/v1/obcluster/backup", lost);

        BackupOperation backup = lost is null ? await client.Backup.StartClusterAsync()
            : (await client.Backup.FindStartedAsync(await Assert.ThrowsAsync<ObShellTransportException>(() => client.Backup.StartClusterAsync())))!;

        Assert.Equal(DagOutcome.Succeeded, await clock.DriveAsync(backup.WaitAsync(Steady), Second));
        Assert.All(agent.Tenants.Where(tenant => tenant.Name != "sys"), tenant => Assert.Equal("COMPLETED", tenant.BackupTask!.Status));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Backup_that_fails_is_a_failure_and_one_that_is_canceled_ends_as_requested(string version)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock, version);
        using ObShellClient client = Connect(agent, clock);
        agent.NextDag.WithDuration(TimeSpan.FromMinutes(10));
        BackupOperation first = await client.Backup.StartAsync("tenant1");
        clock.Advance(TimeSpan.FromMinutes(5));
        agent.FindTenant("tenant1")!.FailRunningBackup(comment: "disk full");

        var error = await Assert.ThrowsAsync<DagFailedException>(() => clock.DriveAsync(first.WaitAsync(Steady), Second));
        clock.Advance(TimeSpan.FromMinutes(10));
        agent.NextDag.WithDuration(TimeSpan.FromMinutes(10));
        BackupOperation second = await client.Backup.StartOrAttachAsync("tenant1");
        DagOutcome canceled = await clock.DriveAsync(second.CancelAsync(Steady), Second);

        Assert.Contains("disk full", error.Message, StringComparison.Ordinal);
        Assert.Equal((false, false, DagOutcome.Canceled), (error.MayHoldLock, second.IsAttached, canceled));
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Restore_is_started_found_and_waited_for(string version, FakeDropPoint? lost)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock, version);
        using ObShellClient client = Connect(agent, clock);
        Lose(agent, "/api/v1/tenant/restore", lost);
        var progress = new List<RestoreProgress>();

        RestoreOperation restore = await client.Restore.StartOrAttachAsync(NewRestore());
        DagOutcome outcome = await clock.DriveAsync(restore.WaitAsync(Steady, new Reports<RestoreProgress>(progress.Add)), Second);

        Assert.Equal((DagOutcome.Succeeded, "PRIMARY"), (outcome, agent.FindTenant("new")!.Role));
        Assert.Equal((true, true), (progress[^1].IsFinished, progress[^1].IsSuccess));
        Assert.Equal(DagOutcome.Succeeded, await client.Tasks.GetOperation(restore.DagId!).WaitAsync(Steady));
        Assert.Equal("new", (await client.Restore.FindOperationAsync("new"))!.TenantName);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Restore_that_is_canceled_leaves_no_tenant(string version)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock, version);
        using ObShellClient client = Connect(agent, clock);
        agent.NextDag.WithDuration(TimeSpan.FromMinutes(10));
        RestoreOperation restore = await client.Restore.StartAsync(NewRestore());
        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(DagOutcome.Canceled, await clock.DriveAsync(restore.CancelAsync(Steady), Second));
        Assert.Null(agent.FindTenant("new"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Restore_whose_DAG_failed_is_completed(string version)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock, version);
        using ObShellClient client = Connect(agent, clock);
        await client.Restore.StartAsync(NewRestore());
        clock.Advance(TimeSpan.FromSeconds(0.5));
        await agent.KillAsync();
        await agent.StartAgainAsync();
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(("FAILED", "STANDBY"), (agent.Dags[0].State, agent.FindTenant("new")!.Role));

        DagOutcome outcome = await clock.DriveAsync((await client.Restore.StartOrAttachAsync(NewRestore())).WaitAsync(Steady), Second);

        Assert.Equal((DagOutcome.Succeeded, "PRIMARY"), (outcome, agent.FindTenant("new")!.Role));
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Tenant_is_created_found_and_waited_for(string version, FakeDropPoint? lost)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock, version);
        using ObShellClient client = Connect(agent, clock);
        Lose(agent, "/api/v1/tenant", lost);
        await client.UnitConfigs.CreateAsync(new CreateUnitConfigRequest { Name = "small", MemorySize = ObSize.Parse("2G"), MaxCpu = 1 });
        var request = new CreateTenantRequest { Name = "shop", Zones = [new TenantZone { Name = "zone1", UnitConfigName = "small" }] };

        DagOperation creation = lost is null ? await client.Tenants.CreateAsync(request)
            : (await client.Tasks.FindStartedAsync(await Assert.ThrowsAsync<ObShellTransportException>(() => client.Tenants.CreateAsync(request))))!;

        Assert.Equal(DagOutcome.Succeeded, await clock.DriveAsync(creation.WaitAsync(Steady), Second));
        Assert.Equal("shop", (await client.Tenants.GetAsync("shop")).TenantName);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task DAG_that_fails_says_where_and_goes_on_when_it_is_retried(string version)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock, version);
        using ObShellClient client = Connect(agent, clock);
        agent.NextDag.FailAtNode("Pre restore check", "ERROR: no such place");
        RestoreOperation restore = await client.Restore.StartAsync(NewRestore());

        var error = await Assert.ThrowsAsync<DagFailedException>(() => clock.DriveAsync(restore.WaitAsync(Steady), Second));
        DagOperation dag = client.Tasks.GetOperation(restore.DagId!);
        await dag.RetryAsync();

        Assert.Equal(("Pre restore check", false), (error.FailedNode!.Name, error.MayHoldLock));
        Assert.Equal(DagOutcome.Succeeded, await clock.DriveAsync(dag.WaitAsync(Steady), Second));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task NightlyBackup_backs_up_each_tenant(string version)
    {
        await using FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { Password = TestClients.Password, Version = version, Speed = 10 });
        agent.AddTenant("tenant1").WithBackupConfig();

        SampleProgram run = await SampleProgram.RunAsync("NightlyBackup", TestClients.Password, "--json", "--endpoint", agent.Endpoint.ToString(), "--tenants", "tenant1");

        run.AssertContract(completed: 1, failed: 0);
        Assert.Equal((0, "COMPLETED"), (run.ExitCode, agent.FindTenant("tenant1")!.BackupTask!.Status));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task RestoreTenant_restores_a_tenant(string version)
    {
        await using FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { Password = TestClients.Password, Version = version, Speed = 10 });
        agent.AddRestoreSource(DataUri).WithWindow(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow);

        SampleProgram run = await SampleProgram.RunAsync(
            "RestoreTenant", TestClients.Password, "--json", "--endpoint", agent.Endpoint.ToString(), "--data-uri", DataUri, "--latest", "--as", "copy", "--zone", "zone1=small");

        run.AssertContract(completed: 1, failed: 0);
        Assert.Equal((0, "PRIMARY"), (run.ExitCode, agent.FindTenant("copy")!.Role));
    }

    [Fact]
    public async Task NightlyBackup_completes_nothing_without_a_new_record_where_the_start_is_lost_and_the_clocks_differ()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions
        {
            Password = TestClients.Password, Version = "4.2.5.0-1", TimeProvider = clock,
            HostTimeZone = TimeZoneInfo.Utc, DatabaseTimeZone = TimeZoneInfo.CreateCustomTimeZone("database", TimeSpan.FromHours(8), null, null),
        });
        agent.AddTenant("tenant1").WithBackupConfig();
        using (ObShellClient client = Connect(agent, clock))
        {
            await clock.DriveAsync((await client.Backup.StartAsync("tenant1")).WaitAsync(Steady), Second);
        }

        clock.Advance(TimeSpan.FromSeconds(2));
        agent.OnPost("/api/v1/tenant/tenant1/backup").DropConnection().Once();
        string[] arguments = ["--json", "--endpoint", agent.Endpoint.ToString(), "--tenants", "tenant1"];

        SampleProgram lost = await SampleProgram.RunAsync("NightlyBackup", TestClients.Password, arguments);
        bool completed = lost.Of("tenant1").Contains("completed");
        long jobs = agent.FindTenant("tenant1")!.BackupTask!.JobId;

        Assert.Equal((3, false, 1L), (lost.ExitCode, completed, jobs));

        // The next night makes a backup of its own.
        using RunningSample next = RunningSample.Start("NightlyBackup", TestClients.Password, arguments);
        await next.WaitForAsync("started");
        clock.Advance(TimeSpan.FromSeconds(10));
        SampleProgram run = await next.WaitAsync();

        run.AssertContract(completed: 1, failed: 0);
        Assert.Equal(("COMPLETED", 2L), (agent.FindTenant("tenant1")!.BackupTask!.Status, agent.FindTenant("tenant1")!.BackupTask!.JobId));
    }

    private static void Lose(FakeAgent agent, string route, FakeDropPoint? point)
    {
        if (point is { } lost)
        {
            agent.OnPost(route).DropConnection(lost).Once();
        }
    }

    private static async Task<FakeAgent> StartAsync(TestClock clock, string version)
    {
        FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { Password = TestClients.Password, TimeProvider = clock, Version = version });
        agent.AddTenant("tenant1").WithBackupConfig();
        agent.AddRestoreSource(DataUri).WithWindow(clock.GetUtcNow().AddDays(-1), clock.GetUtcNow());
        return agent;
    }
}
