using System.Net;
using System.Text.Json;
using ObShellSdk.Backup;
using ObShellSdk.Errors;
using ObShellSdk.Restore;
using ObShellSdk.Serialization;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;
using ObShellSdk.Testing;
using ObShellSdk.Workflows;
using static ObShellSdk.Tests.Tasks.LongWork;

namespace ObShellSdk.Tests.Tasks;

/// <summary>What an operation reads of its DAG, and what it shows of it.</summary>
public sealed class DagReadTests
{
    private const string Dag = "/api/v1/task/dag/{id}";

    [Fact]
    public async Task RefreshAsync_and_WaitAsync_read_without_details_where_details_break_the_agent()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        FakeDag dag = agent.AddDag("work", FakeDagKind.Cluster, "one", "two");
        FakeRule details = agent.OnGet($"/api/v1/task/dag/{dag.Id}").Respond(FakeResponse.Error(ObShellErrorCodes.CommonUnexpected, "Internal Server Error", HttpStatusCode.InternalServerError)).Once();
        DagOperation operation = client.Tasks.GetOperation(dag.Id);

        DagDetail read = (await operation.RefreshAsync())!;
        DagOutcome outcome = await clock.DriveAsync(operation.WaitAsync(Steady), Second);

        Assert.Equal(("work", 0, 1), (read.Name, read.Nodes.Count, details.Hits));
        Assert.Equal(DagOutcome.Succeeded, outcome);
        Assert.All(agent.RequestsTo(Dag).Skip(1), request => Assert.EndsWith("?show_details=false", request.RawTarget, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RefreshAsync_throws_where_the_agent_also_fails_without_details()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.OnGet("/api/v1/task/dag/11").Respond(FakeResponse.Error(ObShellErrorCodes.CommonUnexpected));

        var error = await Assert.ThrowsAsync<ObShellApiException>(() => client.Tasks.GetOperation("11").RefreshAsync());

        Assert.Equal(ObShellErrorCodes.CommonUnexpected, error.Code);
    }

    [Theory]
    [InlineData("file:///backup/data", false)]
    [InlineData("file:///backup/other", true)]
    public async Task ReadsDifferentBackup_tells_whether_the_running_restore_reads_another_place(string running, bool isDifferent)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.AddRestoreSource("file:///backup/other").WithWindow(clock.GetUtcNow().AddDays(-1), clock.GetUtcNow());
        agent.NextDag.WithDuration(TimeSpan.FromMinutes(10));
        RestoreOperation first = await client.Restore.StartAsync(NewRestore() with { DataBackupUri = running });
        clock.Advance(TimeSpan.FromMinutes(5));

        RestoreOperation attached = await client.Restore.StartOrAttachAsync(NewRestore());

        Assert.Equal((true, isDifferent, running), (attached.IsAttached, attached.ReadsDifferentBackup, attached.SourceDataUri!.Reveal()));
        Assert.Equal((false, null), (first.ReadsDifferentBackup, first.SourceDataUri));
    }

    [Fact]
    public async Task ReadsDifferentBackup_is_false_where_the_agent_does_not_tell()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { Password = TestClients.Password, TimeProvider = clock, Version = "4.3.1.0-1" });
        using ObShellClient client = Connect(agent, clock);
        agent.AddRestoreSource("file:///backup/other").WithWindow(clock.GetUtcNow().AddDays(-1), clock.GetUtcNow());
        agent.NextDag.WithDuration(TimeSpan.FromMinutes(10));
        await client.Restore.StartAsync(NewRestore() with { DataBackupUri = "file:///backup/other" });
        clock.Advance(TimeSpan.FromMinutes(5));

        RestoreOperation attached = await client.Restore.StartOrAttachAsync(NewRestore());

        Assert.Equal((true, false, null), (attached.IsAttached, attached.ReadsDifferentBackup, attached.SourceDataUri));
    }

    [Fact]
    public async Task Operations_and_progress_mask_secrets_in_the_name_of_a_DAG()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        FakeDag dag = agent.AddDag($"work with {TestClients.Password}", FakeDagKind.Cluster, $"node {TestClients.Password}");
        DagOperation operation = client.Tasks.GetOperation(dag.Id);
        var reports = new List<string>();

        await operation.RefreshAsync();
        await clock.DriveAsync(operation.WaitAsync(Steady, new Reports<DagProgress>(report => reports.Add(report.ToString()))), Second);

        Assert.StartsWith($"{dag.Id} work with ***: ", operation.ToString(), StringComparison.Ordinal);
        Assert.All(reports, report => Assert.StartsWith("work with ***: stage ", report, StringComparison.Ordinal));
        Assert.All(reports, report => Assert.DoesNotContain(TestClients.Password, report, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Backup_operation_masks_secrets_in_the_name_of_its_DAG()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        agent.OnPost("/api/v1/tenant/tenant1/backup").Respond(FakeResponse.Data(DagJson.Of("READY", name: "work with planted secret")));

        BackupOperation operation = await client.Backup.StartAsync("tenant1", new StartBackupRequest { Encryption = "planted secret" });

        Assert.StartsWith($"started {DagJson.Id} work with ***: ", operation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workflows_mask_the_secrets_of_the_plan_in_work_that_they_find()
    {
        await using FakeCluster cluster = await FakeCluster.StartAsync(1, options => options.Speed = 1000);
        using ObShellClient client = cluster.CreateClient();
        string dag = DagJson.Of("RUNNING", name: "Create tenant shop").Replace("\"maintenance_key\":\"tenant1\"", "\"maintenance_key\":\"shop\"", StringComparison.Ordinal);
        string failed = DagJson.Of("FAILED", name: "Create tenant shop", log: "ALTER USER root IDENTIFIED BY planted-password");
        cluster.Agents[0].OnGet("/api/v1/task/dag/ob/unfinish").Respond(FakeResponse.Data($$"""{"contents":[{{dag}}]}"""));
        cluster.Agents[0].OnGet($"/api/v1/task/dag/{DagJson.Id}").Respond(FakeResponse.Data(failed));
        var plan = new TenantPlan
        {
            Tenant = new CreateTenantRequest { Name = "shop", RootPassword = "planted-password", Zones = [new TenantZone { Name = "zone1", UnitConfigName = "small" }] },
        };

        var error = await Assert.ThrowsAsync<DagFailedException>(() => client.Workflows.CreateTenant(plan).WaitAsync());

        Assert.Contains("ALTER USER root", error.ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("planted-password", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("READY")]
    [InlineData("RUNNING")]
    [InlineData("SUCCEED")]
    public void Times_of_a_DAG_that_was_only_accepted_are_null(string state)
    {
        // As POST returns a DAG of the cluster.
        string json = $$"""{"id":"11","dag_id":1,"state":"{{state}}","operator":"RUN","start_time":"0001-01-01T00:00:00Z","end_time":"0001-01-01T00:00:00Z"}""";
        DagDetail dag = JsonSerializer.Deserialize(json, ObShellJson.TypeInfo<DagDetail>())!;

        Assert.Equal((null, null), (dag.StartTime, dag.EndTime));
    }

    [Theory]
    [InlineData("+08:00", 300)]
    [InlineData("SYSTEM", 200)]
    public async Task Elapsed_counts_what_ran_before_the_first_look_as_far_as_it_is_known(string zone, int seconds)
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = Connect(agent, clock);
        DateTimeOffset start = clock.GetUtcNow().AddSeconds(-300);
        string At(int after) => start.AddSeconds(after).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-ddTHH:mm:ss.ffffff", null) + "Z";
        agent.OnGet("/api/v1/tenant/sys/variable/time_zone").Respond(FakeResponse.Data($$"""{"name":"time_zone","value":"{{zone}}"}"""));
        agent.OnGet("/api/v1/task/dag/11").Respond(FakeResponse.Data($$"""
            {"id":"11","dag_id":1,"name":"work","stage":2,"max_stage":2,"state":"RUNNING","operator":"RUN","start_time":"{{At(0)}}","end_time":"{{At(0)}}","nodes":[
              {"id":"12","name":"one","state":"SUCCEED","operator":"RUN","start_time":"{{At(1)}}","end_time":"{{At(200)}}"},
              {"id":"13","name":"two","state":"RUNNING","operator":"RUN","start_time":"{{At(200)}}","end_time":"{{At(200)}}"}]}
            """));

        await using IAsyncEnumerator<DagProgress> progress = client.Tasks.GetOperation("11").WatchAsync(Steady).GetAsyncEnumerator();
        await progress.MoveNextAsync();

        Assert.InRange(progress.Current.Elapsed!.Value.TotalSeconds, seconds - 2, seconds + 2);
    }
}
