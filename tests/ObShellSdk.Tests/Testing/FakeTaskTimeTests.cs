using System.Text.Json;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

/// <summary>start_time and end_time of DAGs, nodes and sub-tasks in each state, as in the recorded responses. The clock starts at 20:00:00+08:00.</summary>
public sealed class FakeTaskTimeTests
{
    private const string Epoch = "1970-01-01T08:00:00+08:00";
    private const string Created = "2026-06-01T20:00:00+08:00";
    private const string Started = "2026-06-01T20:00:00.1+08:00";

    [Theory]
    [InlineData(FakeDagKind.Cluster)]
    [InlineData(FakeDagKind.Agent)]
    public async Task Ready_and_pending_items_start_and_end_at_their_creation(FakeDagKind kind)
    {
        await using var test = await AgentUnderTest.StartAsync();

        var dag = await test.DagAsync(test.Agent.AddDag("work", kind, "one", "two").Id);

        Assert.Equal((Created, Created), Times(dag));
        Assert.Equal((Created, Created), Times(Node(dag, 0)));
        Assert.Equal((Created, Created), Times(SubTask(dag, 1)));
    }

    [Theory]
    [InlineData(FakeDagKind.Cluster)]
    [InlineData(FakeDagKind.Agent)]
    public async Task A_running_dag_has_an_end_before_its_start(FakeDagKind kind)
    {
        await using var test = await AgentUnderTest.StartAsync();
        var added = test.Agent.AddDag("work", kind, "one", "two");
        test.PassTime(0.2);

        var dag = await test.DagAsync(added.Id);

        Assert.Equal((Started, Created), Times(dag));
        Assert.Equal((Started, Started), Times(Node(dag, 0)));
        Assert.Equal((Started, Created), Times(SubTask(dag, 0)));
        Assert.Equal((Created, Created), Times(Node(dag, 1)));
    }

    [Fact]
    public async Task A_finished_dag_has_its_real_times()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var added = test.Agent.AddDag("work", FakeDagKind.Cluster, "one", "two");
        test.PassTime();

        var dag = await test.DagAsync(added.Id);

        Assert.Equal((Started, "2026-06-01T20:00:01.1+08:00"), Times(dag));
        Assert.Equal((Started, "2026-06-01T20:00:00.6+08:00"), Times(Node(dag, 0)));
        Assert.Equal(("2026-06-01T20:00:00.6+08:00", "2026-06-01T20:00:01.1+08:00"), Times(SubTask(dag, 1)));
    }

    [Fact]
    public async Task A_retry_sets_dag_and_node_back_and_leaves_the_sub_task()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.NextDag.FailAtNode(0, "ERROR: [Common.Unexpected]: full");
        var added = test.Agent.AddDag("work", FakeDagKind.Cluster, "one", "two");
        test.PassTime();

        await test.OperateAsync(added.Id, "retry");
        var ready = await test.DagAsync(added.Id);
        test.PassTime(0.2);
        var running = await test.DagAsync(added.Id);

        Assert.Equal((Epoch, Epoch), Times(ready));
        Assert.Equal((Epoch, Epoch), Times(Node(ready, 0)));
        Assert.Equal((Started, "2026-06-01T20:00:00.6+08:00"), Times(SubTask(ready, 0)));
        Assert.Equal(("FAILED", "RUN"), StateOf(SubTask(ready, 0)));
        Assert.Equal((Created, Created), Times(Node(ready, 1)));
        Assert.Equal(("2026-06-01T20:00:10.1+08:00", Epoch), Times(running));
        Assert.Equal(("2026-06-01T20:00:10.1+08:00", "2026-06-01T20:00:10.1+08:00"), Times(Node(running, 0)));
    }

    [Fact]
    public async Task A_cancel_fails_the_running_sub_task_and_says_so_in_its_log()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var added = test.Agent.AddDag("work", FakeDagKind.Cluster, "one", "two");
        test.PassTime(0.2);

        await test.OperateAsync(added.Id, "cancel");
        var ready = await test.DagAsync(added.Id);
        test.PassTime(1);
        var ended = await test.DagAsync(added.Id);

        Assert.Equal((Epoch, Epoch), Times(ready));
        Assert.Equal((Epoch, Epoch), Times(Node(ready, 0)));
        Assert.Equal(("RUNNING", "RUN"), StateOf(SubTask(ready, 0)));
        Assert.Equal(("FAILED", "CANCEL"), StateOf(ended));
        Assert.Equal(("FAILED", "CANCEL"), StateOf(Node(ended, 0)));
        Assert.Equal(("FAILED", "RUN"), StateOf(SubTask(ended, 0)));
        Assert.Equal("sub task cancelled", SubTask(ended, 0).GetProperty("task_logs")[0].GetString());
        Assert.Equal((Created, Created), Times(Node(ended, 1)));
    }

    [Fact]
    public async Task A_dag_that_is_canceled_before_it_starts_has_no_log()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var added = test.Agent.AddDag("work");

        await test.OperateAsync(added.Id, "cancel");
        test.PassTime(1);
        var ended = await test.DagAsync(added.Id);

        Assert.Equal(("FAILED", "CANCEL"), StateOf(Node(ended, 0)));
        Assert.Equal(("PENDING", "RUN"), StateOf(SubTask(ended, 0)));
        Assert.Equal(JsonValueKind.Null, SubTask(ended, 0).GetProperty("task_logs").ValueKind);
    }

    [Fact]
    public async Task A_rollback_runs_sub_tasks_that_ran_and_passes_over_those_that_did_not()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var added = test.Agent.AddDag("work", FakeDagKind.Cluster, "one", "two");
        test.PassTime(0.55);
        await test.OperateAsync(added.Id, "cancel");
        test.PassTime(1);

        await test.OperateAsync(added.Id, "rollback");
        var ready = await test.DagAsync(added.Id);
        test.PassTime();
        var ended = await test.DagAsync(added.Id);

        Assert.Equal((Epoch, Epoch), Times(ready));
        Assert.Equal((Epoch, Epoch), Times(Node(ready, 0)));
        Assert.Equal(("SUCCEED", "ROLLBACK"), StateOf(ended));
        Assert.Equal(("SUCCEED", "ROLLBACK"), StateOf(SubTask(ended, 0)));
        Assert.Equal(2, SubTask(ended, 0).GetProperty("execute_times").GetInt32());
        Assert.Equal(("PENDING", "RUN"), StateOf(Node(ended, 1)));
    }

    [Fact]
    public async Task A_pass_keeps_the_start_and_ends_now()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.NextDag.FailAtNode(0, "ERROR: [Common.Unexpected]: full");
        var added = test.Agent.AddDag("work", FakeDagKind.Cluster, "one", "two");
        test.PassTime();

        await test.OperateAsync(added.Id, "pass");
        var dag = await test.DagAsync(added.Id);

        Assert.Equal((Started, "2026-06-01T20:00:10+08:00"), Times(dag));
        Assert.Equal((Started, "2026-06-01T20:00:10+08:00"), Times(Node(dag, 0)));
        Assert.Equal((Created, "2026-06-01T20:00:10+08:00"), Times(Node(dag, 1)));
        Assert.Equal(("SUCCEED", "PASS"), StateOf(SubTask(dag, 1)));
    }

    [Fact]
    public async Task Numbers_of_backup_jobs_grow_beyond_a_scripted_one()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t").WithBackupTask(new FakeBackupTask { JobId = 50, TaskId = 70 });

        tenant.WithRunningBackup(TimeSpan.FromMinutes(1));

        Assert.Equal((71, 71), (tenant.BackupTask!.JobId, tenant.BackupTask.TaskId));
    }

    private static JsonElement Node(JsonElement dag, int index) => dag.GetProperty("nodes")[index];

    private static JsonElement SubTask(JsonElement dag, int index) => Node(dag, index).GetProperty("sub_tasks")[0];

    private static (string? Start, string? End) Times(JsonElement json) => (json.GetProperty("start_time").GetString(), json.GetProperty("end_time").GetString());

    private static (string? State, string? Operator) StateOf(JsonElement json) => (json.GetProperty("state").GetString(), json.GetProperty("operator").GetString());
}
