using System.Net;
using System.Text.Json;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

public sealed class FakeDagOperatorTests
{
    private const string Log = "ERROR: [Common.Unexpected]: disk on fire";

    [Fact]
    public async Task A_scripted_failure_stops_the_dag_at_its_node_and_is_in_the_log()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var dag = Failing(test);

        var json = await test.DagAsync(dag.Id);

        Assert.Equal(("FAILED", "RUN", 2), (dag.State, dag.Operator, dag.Stage));
        Assert.Equal(["SUCCEED", "FAILED", "PENDING"], States(json));
        var nodes = json.GetProperty("nodes");
        Assert.Equal(Log, nodes[1].GetProperty("sub_tasks")[0].GetProperty("task_logs")[0].GetString());
        Assert.Equal(JsonValueKind.Null, nodes[2].GetProperty("sub_tasks")[0].GetProperty("task_logs").ValueKind);
    }

    [Fact]
    public async Task A_retry_goes_on_at_the_failed_node_and_shows_run_again()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var dag = Failing(test);

        var answer = await test.OperateAsync(dag.Id, "retry");
        var ready = await test.DagAsync(dag.Id);
        test.PassTime();

        Assert.Equal((HttpStatusCode.OK, false), (answer.Status, answer.Envelope.TryGetProperty("data", out _)));
        Assert.Equal(("READY", "RUN"), (ready.GetProperty("state").GetString(), ready.GetProperty("operator").GetString()));
        Assert.Equal("1970-01-01T08:00:00+08:00", ready.GetProperty("start_time").GetString());
        Assert.Equal("RETRY", ready.GetProperty("nodes")[1].GetProperty("operator").GetString());
        Assert.Equal(("SUCCEED", "RUN"), (dag.State, dag.Operator));
        var task = (await test.DagAsync(dag.Id)).GetProperty("nodes")[1].GetProperty("sub_tasks")[0];
        Assert.Equal(2, task.GetProperty("execute_times").GetInt32());
    }

    [Fact]
    public async Task A_rollback_goes_backwards_and_succeeds_as_rollback()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var dag = Failing(test);

        await test.OperateAsync(dag.Id, "Rollback");
        test.PassTime(0.2);
        Assert.Equal(["PENDING", "RUNNING", "PENDING"], States(await test.DagAsync(dag.Id)));
        test.PassTime();

        Assert.Equal(("SUCCEED", "ROLLBACK", 1), (dag.State, dag.Operator, dag.Stage));
        Assert.Equal(["SUCCEED", "SUCCEED", "PENDING"], States(await test.DagAsync(dag.Id)));
    }

    [Fact]
    public async Task A_cancelled_dag_is_failed_soon()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var dag = test.Agent.AddDag("work", FakeDagKind.Cluster, "one", "two");
        test.PassTime(0.2);

        await test.OperateAsync(dag.Id, "CANCEL");
        Assert.Equal(("READY", "CANCEL"), (dag.State, dag.Operator));
        test.PassTime(0.2);

        Assert.Equal(("FAILED", "CANCEL"), (dag.State, dag.Operator));
        Assert.Equal(["FAILED", "PENDING"], States(await test.DagAsync(dag.Id)));
    }

    [Fact]
    public async Task A_passed_dag_succeeds_at_once_without_doing_the_rest()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var dag = Failing(test);

        await test.OperateAsync(dag.Id, "pass");

        Assert.Equal(("SUCCEED", "PASS", 2), (dag.State, dag.Operator, dag.Stage));
        var nodes = (await test.DagAsync(dag.Id)).GetProperty("nodes").EnumerateArray();
        Assert.Equal(["RUN", "PASS", "PASS"], nodes.Select(node => node.GetProperty("operator").GetString()));
    }

    [Fact]
    public async Task A_passed_node_lets_the_rest_run()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var dag = Failing(test);

        Assert.Equal(HttpStatusCode.OK, (await test.PostAsync("/task/node/12", """{"Operator":"Pass"}""")).Status);
        Assert.Equal("READY", dag.State);
        test.PassTime();

        Assert.Equal(("SUCCEED", "RUN"), (dag.State, dag.Operator));
        var nodes = (await test.DagAsync(dag.Id)).GetProperty("nodes").EnumerateArray();
        Assert.Equal(["RUN", "PASS", "RUN"], nodes.Select(node => node.GetProperty("operator").GetString()));
    }

    [Theory]
    [InlineData("retry", "Task.Dag.Operator.RetryNotFailedDag")]
    [InlineData("rollback", "Task.Dag.Operator.RollbackNotFailedDag")]
    [InlineData("pass", "Task.Dag.Operator.PassNotFailedDag")]
    [InlineData("cancel", "Task.Dag.Operator.CancelFinishedDag")]
    [InlineData("explode", "Task.Dag.Operator.NotSupport")]
    public async Task A_finished_dag_cannot_be_operated(string @operator, string errCode)
    {
        await using var test = await AgentUnderTest.StartAsync();
        var dag = test.Agent.AddDag("work");
        test.PassTime();

        var answer = await test.OperateAsync(dag.Id, @operator);

        Assert.Equal((HttpStatusCode.BadRequest, errCode), (answer.Status, answer.ErrCode));
        Assert.Equal(("SUCCEED", "RUN"), (dag.State, dag.Operator));
    }

    [Fact]
    public async Task The_second_of_two_retries_finds_the_dag_running()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var dag = Failing(test);

        await test.OperateAsync(dag.Id, "retry");

        Assert.Equal("Task.Dag.Operator.RetryNotFailedDag", (await test.OperateAsync(dag.Id, "retry")).ErrCode);
    }

    [Theory]
    [InlineData("/task/dag/11", "{}", 400, "Common.BindJsonFailed")]
    [InlineData("/task/dag/11", "[]", 400, "Common.BindJsonFailed")]
    [InlineData("/task/dag/11", """{"operator":1}""", 400, "Common.BindJsonFailed")]
    [InlineData("/task/dag/11", """{"operator":""", 400, "Common.BindJsonFailed")]
    [InlineData("/task/dag/1", """{"operator":"pass"}""", 400, "Task.GenericID.Invalid")]
    [InlineData("/task/dag/12", """{"operator":"pass"}""", 404, "Task.NotFound")]
    [InlineData("/task/node/11", """{"operator":"retry"}""", 400, "Task.Node.Operator.NotSupport")]
    [InlineData("/task/node/11", """{"operator":"pass"}""", 400, "Task.Node.Operator.PassNotFailedNode")]
    [InlineData("/task/node/14", """{"operator":"pass"}""", 404, "Task.NotFound")]
    public async Task An_operation_is_checked_before_it_is_done(string target, string body, int status, string errCode)
    {
        await using var test = await AgentUnderTest.StartAsync();
        Failing(test);

        var answer = await test.PostAsync(target, body);

        Assert.Equal((status, errCode), ((int)answer.Status, answer.ErrCode));
    }

    [Fact]
    public async Task A_node_that_cannot_be_undone_forbids_the_rollback()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t").WithBackupConfig();
        test.Agent.NextDag.FailAtNode(1, Log);
        await test.PatchAsync("/tenant/t/backup/config", """{"data_base_uri":"file:///other"}""");
        test.PassTime();

        var answer = await test.OperateAsync("11", "rollback");

        Assert.Equal((HttpStatusCode.BadRequest, "Task.Dag.Operator.RollbackNotAllowed"), (answer.Status, answer.ErrCode));
    }

    [Fact]
    public async Task The_full_log_tells_which_execution_wrote_it()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.NextDag.FailAtNode(0, Log);
        var dag = test.Agent.AddDag("work");
        test.PassTime();
        await test.OperateAsync(dag.Id, "retry");

        var logs = (await test.GetAsync("/task/sub_task/11/logs")).Data.GetProperty("contents");
        var unknown = await test.GetAsync("/task/sub_task/1999/logs");

        Assert.Equal((Log, 1), (logs[0].GetProperty("log_content").GetString(), logs[0].GetProperty("execute_times").GetInt32()));
        Assert.Equal("2026-06-01T20:00:00.6+08:00", logs[0].GetProperty("create_time").GetString());
        Assert.Equal("[]", unknown.Data.GetProperty("contents").GetRawText());
        Assert.Equal("Task.GenericID.Invalid", (await test.GetAsync("/task/sub_task/x/logs")).ErrCode);
    }

    private static FakeDag Failing(AgentUnderTest test)
    {
        test.Agent.NextDag.FailAtNode(1, Log);
        var dag = test.Agent.AddDag("work", FakeDagKind.Cluster, "one", "two", "three");
        test.PassTime();
        return dag;
    }

    private static IEnumerable<string?> States(JsonElement dag)
        => dag.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("state").GetString());
}
