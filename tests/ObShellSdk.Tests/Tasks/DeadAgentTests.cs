using ObShellSdk.Backup;
using ObShellSdk.Errors;
using ObShellSdk.Restore;
using ObShellSdk.Tasks;
using ObShellSdk.Testing;
using static ObShellSdk.Tests.Tasks.LongWork;

namespace ObShellSdk.Tests.Tasks;

/// <summary>One of three agents is dead, hangs or restarts while long-running work continues.</summary>
public sealed class DeadAgentTests
{
    // Routes that ask every agent in turn, 30 s for each that is away.
    private static readonly string[] _fanOut =
    [
        "/api/v1/agents/status", "/api/v1/task/dag/unfinish", "/api/v1/task/dag/maintain/agents", "/api/v1/task/dag/agent/main_dags", "/api/v1/obcluster/info", "/api/v1/obcluster/topology/info",
        "/api/v1/obcluster/statistics",
    ];

    [Fact]
    public async Task WaitAsync_ends_as_the_database_reports_when_the_agent_of_the_wait_node_is_dead()
    {
        var clock = new TestClock();
        await using FakeCluster cluster = await StartClusterAsync(clock);
        using ObShellClient client = Connect(cluster, clock);
        BackupOperation backup = await client.ForAgent(cluster.Agents[1].Endpoint).Backup.StartAsync("tenant1");
        clock.Advance(TimeSpan.FromSeconds(1.5));
        await cluster.Agents[1].KillAsync();

        DagOutcome outcome = await clock.DriveAsync(client.Backup.GetOperation(backup.DagId!).WaitAsync(Steady), Second);

        Assert.Equal((DagOutcome.Succeeded, "RUNNING", "Wait backup Finish"), (outcome, cluster.Agents[0].Dags[0].State, cluster.Agents[0].Dags[0].Nodes[cluster.Agents[0].Dags[0].Stage - 1]));
    }

    [Fact]
    public async Task StartOrAttachAsync_does_not_attach_to_a_DAG_whose_backup_has_ended()
    {
        var clock = new TestClock();
        await using FakeCluster cluster = await StartClusterAsync(clock);
        using ObShellClient client = Connect(cluster, clock);
        await client.ForAgent(cluster.Agents[1].Endpoint).Backup.StartAsync("tenant1");
        clock.Advance(TimeSpan.FromSeconds(1.5));
        await cluster.Agents[1].KillAsync();
        clock.Advance(TimeSpan.FromMinutes(5));

        BackupOperation next = await client.Backup.StartOrAttachAsync("tenant1");
        DagOutcome outcome = await clock.DriveAsync(next.WaitAsync(Steady), Second);

        Assert.Equal((false, DagOutcome.Succeeded), (next.IsAttached, outcome));
        Assert.Equal("RUNNING", cluster.Agents[0].Dags[0].State);
        Assert.Equal(2, (await client.Backup.FindTaskAsync("tenant1"))!.JobId);
    }

    [Fact]
    public async Task WaitAsync_names_the_agent_that_a_DAG_waits_for()
    {
        var clock = new TestClock();
        await using FakeCluster cluster = await StartClusterAsync(clock);
        using ObShellClient client = Connect(cluster, clock);
        FakeDag dag = cluster.Agents[1].AddDag("work", FakeDagKind.Cluster, "one", "two");
        clock.Advance(TimeSpan.FromSeconds(0.2));
        await cluster.Agents[1].KillAsync();
        var reports = new List<DagProgress>();

        Task<DagOutcome> waiting = client.Tasks.GetOperation(dag.Id).WaitAsync(Steady with { OutageTolerance = TimeSpan.FromMinutes(2) }, new Reports<DagProgress>(reports.Add));
        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => clock.DriveAsync(waiting, Second));

        string agent = $"{cluster.Agents[1].ReportedIp}:{cluster.Agents[1].Port}";
        Assert.Contains($"agent {agent}, which executes it, does not answer the other agents", error.Message, StringComparison.Ordinal);
        Assert.Contains(reports, report => report.OutageReason?.Contains(agent, StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("hung")]
    [InlineData("dead")]
    [InlineData("unreachable")]
    public async Task StartOrAttachAsync_needs_no_agent_that_is_away(string how)
    {
        var clock = new TestClock();
        await using FakeCluster cluster = await StartClusterAsync(clock);
        using ObShellClient client = Connect(cluster, clock, agents: 2);
        await (how == "dead" ? cluster.Agents[2].KillAsync() : Task.CompletedTask);
        cluster.Agents[2].IsHung = how != "dead";
        DateTimeOffset before = clock.GetUtcNow();

        BackupOperation backup = await client.Backup.StartOrAttachAsync("tenant1");

        Assert.False(backup.IsAttached);
        Assert.InRange(clock.GetUtcNow() - before, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.All(cluster.Agents, agent => Assert.All(_fanOut, route => Assert.Empty(agent.RequestsTo(route))));
    }

    [Fact]
    public async Task WaitAsync_completes_a_restore_whose_agent_restarts_while_it_starts()
    {
        var clock = new TestClock();
        await using FakeCluster cluster = await StartClusterAsync(clock);
        using ObShellClient client = Connect(cluster, clock);
        RestoreOperation restore = await client.ForAgent(cluster.Agents[1].Endpoint).Restore.StartAsync(NewRestore());
        await KillInStartRestoreAsync(cluster.Agents[1], clock);
        Task<DagOutcome> waiting = client.Restore.GetOperation(restore.DagId!).WaitAsync(Steady);
        clock.Advance(Second);
        await cluster.Agents[1].StartAgainAsync();

        DagOutcome outcome = await clock.DriveAsync(waiting, Second);

        Assert.Equal((DagOutcome.Succeeded, "PRIMARY"), (outcome, cluster.Agents[0].FindTenant("new")!.Role));
        Assert.Equal(1, cluster.Agents.Sum(agent => agent.RequestsTo(HttpMethod.Post, $"/api/v1/task/dag/{restore.DagId}").Count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(600)]
    public async Task StartOrAttachAsync_completes_a_restore_whose_DAG_failed_before(int seconds)
    {
        var clock = new TestClock();
        await using FakeCluster cluster = await StartClusterAsync(clock);
        using ObShellClient client = Connect(cluster, clock);
        RestoreOperation restore = await client.ForAgent(cluster.Agents[1].Endpoint).Restore.StartAsync(NewRestore());
        await KillInStartRestoreAsync(cluster.Agents[1], clock);
        await cluster.Agents[1].StartAgainAsync();
        clock.Advance(TimeSpan.FromSeconds(1 + seconds));
        Assert.Equal(("FAILED", "STANDBY"), (cluster.Agents[0].Dags[0].State, cluster.Agents[0].FindTenant("new")!.Role));

        RestoreOperation again = await client.Restore.StartOrAttachAsync(NewRestore());
        DagOutcome outcome = await clock.DriveAsync(again.WaitAsync(Steady), Second);

        Assert.Equal((true, restore.DagId, DagOutcome.Succeeded), (again.IsAttached, again.DagId, outcome));
        Assert.Equal("PRIMARY", cluster.Agents[0].FindTenant("new")!.Role);
    }

    [Fact]
    public async Task WaitAsync_reports_no_success_while_the_tenant_is_not_open_for_writing()
    {
        var clock = new TestClock();
        await using FakeCluster cluster = await StartClusterAsync(clock);
        using ObShellClient client = Connect(cluster, clock);
        await client.ForAgent(cluster.Agents[1].Endpoint).Restore.StartAsync(NewRestore());
        await KillInStartRestoreAsync(cluster.Agents[1], clock);
        await cluster.Agents[1].StartAgainAsync();
        clock.Advance(TimeSpan.FromMinutes(10));
        RestoreOperation found = (await client.Restore.FindOperationAsync("new"))!;

        // Each retry of the DAG fails, too.
        cluster.Agents[0].OnPost("/api/v1/task/dag/{id}").Respond(FakeResponse.Error(ObShellErrorCodes.TaskDagOperatorRetryNotFailedDag));
        foreach (FakeAgent agent in cluster.Agents)
        {
            agent.OnPost("/api/v1/task/dag/{id}").Respond(FakeResponse.Error(ObShellErrorCodes.TaskDagOperatorRetryNotFailedDag));
        }

        var error = await Assert.ThrowsAsync<DagFailedException>(() => clock.DriveAsync(found.WaitAsync(Steady), Second));

        Assert.Contains("standby tenant that cannot be written to", error.Message, StringComparison.Ordinal);
        Assert.Equal("STANDBY", cluster.Agents[0].FindTenant("new")!.Role);
    }

    private static async Task<FakeCluster> StartClusterAsync(TestClock clock)
    {
        FakeCluster cluster = await FakeCluster.StartAsync(3, options => (options.Password, options.TimeProvider) = (TestClients.Password, clock));
        cluster.Agents[0].AddTenant("tenant1").WithBackupConfig();
        cluster.Agents[0].AddRestoreSource(DataUri).WithWindow(clock.GetUtcNow().AddDays(-1), clock.GetUtcNow());
        return cluster;
    }

    private static async Task KillInStartRestoreAsync(FakeAgent agent, TestClock clock)
    {
        clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal("Start restore", agent.Dags[0].Nodes[agent.Dags[0].Stage - 1]);
        await agent.KillAsync();
    }

    private static ObShellClient Connect(FakeCluster cluster, TestClock clock, int agents = 3) => LongWork.Connect(
        cluster.Agents[0], clock, options =>
        {
            foreach (FakeAgent agent in cluster.Agents.Take(agents).Skip(1))
            {
                options.Endpoints.Add(agent.Endpoint);
            }
        });
}
