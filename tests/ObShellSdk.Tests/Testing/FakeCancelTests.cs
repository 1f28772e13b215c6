using System.Net;
using System.Text.Json;

namespace ObShellSdk.Tests.Testing;

/// <summary>Which cancellation ends what: the call for the backup or restore, and the operators of its DAG.</summary>
public sealed class FakeCancelTests
{
    private const string Order = """
        {"data_backup_uri":"file:///source","restore_tenant_name":"copy","zone_list":[{"name":"zone1","unit_config_name":"u","unit_num":1}]}
        """;

    [Theory]
    [InlineData("/tenant/t/backup")]
    [InlineData("/obcluster/backup")]
    public async Task Canceling_a_backup_before_the_database_has_it_cancels_nothing(string route)
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t").WithBackupConfig();
        await test.PostAsync(route);
        test.PassTime(0.5);

        var answer = await test.PatchAsync(route, """{"status":"canceled"}""");
        test.PassTime();

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(("COMPLETED", "SUCCEED"), (tenant.BackupTask!.Status, test.Agent.Dags[0].State));
    }

    [Theory]
    [InlineData("/tenant/t/backup")]
    [InlineData("/obcluster/backup")]
    public async Task Canceling_the_dag_before_the_database_has_the_backup_prevents_it(string route)
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t").WithBackupConfig();
        await test.PostAsync(route);
        test.PassTime(0.5);

        await test.OperateAsync("11", "cancel");
        test.PassTime();

        Assert.Null(tenant.BackupTask);
        Assert.Equal(("FAILED", "CANCEL"), (test.Agent.Dags[0].State, test.Agent.Dags[0].Operator));
    }

    [Theory]
    [InlineData("/tenant/t/backup")]
    [InlineData("/obcluster/backup")]
    public async Task Canceling_the_dag_of_a_running_backup_leaves_the_backup_running(string route)
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t").WithBackupConfig();
        await test.PostAsync(route);
        test.PassTime(1.5);

        await test.OperateAsync("11", "cancel");
        test.PassTime();

        Assert.Equal(("FAILED", "CANCEL"), (test.Agent.Dags[0].State, test.Agent.Dags[0].Operator));
        Assert.Equal("COMPLETED", tenant.BackupTask!.Status);
    }

    [Theory]
    [InlineData("/tenant/t/backup")]
    [InlineData("/obcluster/backup")]
    public async Task The_dag_of_a_backup_that_the_database_fails_succeeds(string route)
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t").WithBackupConfig();
        await test.PostAsync(route);
        test.PassTime(2);

        tenant.FailRunningBackup(-9026, "no space left");
        test.PassTime();

        Assert.Equal(("FAILED", -9026, "no space left"), (tenant.BackupTask!.Status, tenant.BackupTask.Result, tenant.BackupTask.Comment));
        Assert.Equal(298, tenant.BackupTask.FinishTabletCount);
        Assert.Equal(("SUCCEED", "RUN"), (test.Agent.Dags[0].State, test.Agent.Dags[0].Operator));
    }

    [Fact]
    public async Task The_dag_of_a_backup_waits_for_an_hour_and_fails()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.NextDag.WithDuration(TimeSpan.FromHours(2));
        var tenant = test.Agent.AddTenant("t").WithBackupConfig();
        await test.PostAsync("/tenant/t/backup");

        test.Time.Advance(TimeSpan.FromHours(1.9));

        Assert.Equal(("FAILED", "DOING"), (test.Agent.Dags[0].State, tenant.BackupTask!.Status));
        var log = (await test.DagAsync("11")).GetProperty("nodes")[3].GetProperty("sub_tasks")[0].GetProperty("task_logs").EnumerateArray().Last().GetString();
        Assert.StartsWith("ERROR: [OB.Cluster.AsyncOperationTimeout]", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Canceling_the_dag_of_a_restore_leaves_the_restore_running_and_the_tenant_a_standby()
    {
        await using var test = await StartWithSourceAsync();
        await test.PostAsync("/tenant/restore", Order);
        test.PassTime(1.7);

        await test.OperateAsync("11", "cancel");
        var status = test.Agent.FindTenant("copy")!.Status;
        test.PassTime();

        Assert.Equal("RESTORE", status);
        Assert.Equal("SUCCESS", Text((await test.GetAsync("/tenant/copy/restore/overview")).Data, "status"));
        Assert.Equal(("NORMAL", "STANDBY"), (test.Agent.FindTenant("copy")!.Status, test.Agent.FindTenant("copy")!.Role));
        Assert.Equal("NORMAL", Text((await test.GetAsync("/tenant/copy")).Data, "status"));
    }

    [Fact]
    public async Task A_restored_tenant_is_a_primary_once_its_dag_has_opened_it()
    {
        await using var test = await StartWithSourceAsync();
        await test.PostAsync("/tenant/restore", Order);
        test.PassTime(2.75);
        var role = test.Agent.FindTenant("copy")!.Role;
        test.PassTime();

        Assert.Equal(("STANDBY", "PRIMARY"), (role, test.Agent.FindTenant("copy")!.Role));
    }

    [Fact]
    public async Task A_restore_that_the_database_fails_fails_its_dag_where_the_tenant_is_opened()
    {
        await using var test = await StartWithSourceAsync();
        await test.PostAsync("/tenant/restore", Order);
        test.PassTime(1.7);

        test.Agent.FindTenant("copy")!.FailRunningRestore("disk full");
        test.PassTime();
        var task = (await test.GetAsync("/tenant/copy/restore/overview")).Data;
        var canceled = await test.DeleteAsync("/tenant/copy/restore");

        Assert.Equal(("FAIL", "disk full"), (Text(task, "status"), Text(task, "comment")));
        Assert.Equal(("FAILED", 4), (test.Agent.Dags[0].State, test.Agent.Dags[0].Stage));
        Assert.Equal((HttpStatusCode.BadRequest, "Task.Dag.Operator.RollbackNotAllowed"), (canceled.Status, canceled.ErrCode));
    }

    [Fact]
    public async Task Canceling_a_restore_that_failed_at_its_check_rolls_it_back()
    {
        await using var test = await StartWithSourceAsync();
        test.Agent.NextDag.FailAtNode("Pre restore check", "ERROR: [Common.Unexpected]: no");
        await test.PostAsync("/tenant/restore", Order);
        test.PassTime();

        var answer = await test.DeleteAsync("/tenant/copy/restore");
        test.PassTime();

        Assert.Equal((HttpStatusCode.OK, "ROLLBACK"), (answer.Status, Text(answer.Data, "operator")));
        Assert.Equal(("SUCCEED", "ROLLBACK"), (test.Agent.Dags[0].State, test.Agent.Dags[0].Operator));
    }

    [Fact]
    public async Task Canceling_a_restore_that_ended_earlier_is_refused()
    {
        await using var test = await StartWithSourceAsync();
        await test.PostAsync("/tenant/restore", Order);
        test.PassTime();

        var answer = await test.DeleteAsync("/tenant/copy/restore");

        Assert.Equal((HttpStatusCode.BadRequest, "Task.Dag.Operator.RollbackNotFailedDag"), (answer.Status, answer.ErrCode));
        Assert.NotNull(test.Agent.FindTenant("copy"));
    }

    [Fact]
    public async Task The_response_to_a_start_has_no_times_yet()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t").WithBackupConfig();

        var dag = (await test.PostAsync("/tenant/t/backup")).Data;

        Assert.Equal(("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"), (Text(dag, "start_time"), Text(dag, "end_time")));
    }

    [Fact]
    public async Task Nothing_unfinished_at_all_is_null()
    {
        await using var test = await AgentUnderTest.StartAsync();

        Assert.Equal(JsonValueKind.Null, (await test.GetAsync("/task/dag/unfinish")).Data.GetProperty("contents").ValueKind);
        Assert.Equal(JsonValueKind.Array, (await test.GetAsync("/task/dag/ob/unfinish")).Data.GetProperty("contents").ValueKind);
    }

    private static async Task<AgentUnderTest> StartWithSourceAsync()
    {
        var test = await AgentUnderTest.StartAsync();
        var start = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        test.Agent.AddRestoreSource("file:///source").WithWindow(start, start.AddDays(1));
        return test;
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
