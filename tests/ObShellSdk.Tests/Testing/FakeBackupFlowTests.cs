using System.Net;
using System.Text.Json;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

public sealed class FakeBackupFlowTests
{
    [Fact]
    public async Task A_backup_runs_by_the_clock_and_its_dag_ends_when_it_does()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t").WithBackupConfig("s3://bucket/data?host=h&access_id=i&access_key=k", "file:///logs");

        await test.PostAsync("/tenant/t/backup", """{"MODE":"Full"}""");
        test.PassTime(0.5);
        Assert.Equal("Task.NotFound", (await test.GetAsync("/tenant/t/backup/overview")).ErrCode);
        test.PassTime(1.5);
        var running = await OverviewAsync(test);
        Assert.Equal("RUNNING", test.Agent.Dags[0].State);
        test.PassTime(2);
        var done = await OverviewAsync(test);

        Assert.Equal(("DOING", "0001-01-01T00:00:00Z", 0), (Text(running, "status"), Text(running, "end_timestamp"), running.GetProperty("end_scn").GetInt64()));
        Assert.Equal((298, 30), (Number(running, "finish_tablet_count"), Number(running, "finish_macro_block_count")));
        Assert.Equal(("COMPLETED", "2026-06-01T20:00:03+08:00"), (Text(done, "status"), Text(done, "end_timestamp")));
        Assert.Equal((596, 61), (Number(done, "finish_tablet_count"), Number(done, "finish_macro_block_count")));
        Assert.Equal("s3://bucket/data?host=h", Text(done, "path"));
        Assert.Equal(("Obcluster start full backup for t", "SUCCEED"), (test.Agent.Dags[0].Name, test.Agent.Dags[0].State));
        Assert.Equal(["Check destination", "Open archive log", "Start backup", "Wait backup Finish"], test.Agent.Dags[0].Nodes);
    }

    [Fact]
    public async Task A_second_backup_is_accepted_and_fails_where_the_database_refuses_it()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t").WithRunningBackup(TimeSpan.FromHours(1), 0.4);

        Assert.Equal(HttpStatusCode.OK, (await test.PostAsync("/tenant/t/backup")).Status);
        test.PassTime();

        var node = (await test.DagAsync("11")).GetProperty("nodes")[2];
        Assert.Equal(("FAILED", "Start backup", "FAILED"), (test.Agent.Dags[0].State, Text(node, "name"), Text(node, "state")));
        Assert.StartsWith("ERROR: [MySQL.Error]: ", node.GetProperty("sub_tasks")[0].GetProperty("task_logs").EnumerateArray().Last().GetString(), StringComparison.Ordinal);
        Assert.Equal("DOING", Text(await OverviewAsync(test), "status"));
    }

    [Fact]
    public async Task A_backup_can_be_found_at_40_percent()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t").WithRunningBackup(TimeSpan.FromMinutes(10), 0.4);

        Assert.Equal(238, Number(await OverviewAsync(test), "finish_tablet_count"));
        test.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(417, tenant.BackupTask!.FinishTabletCount);
        test.Time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal("COMPLETED", tenant.BackupTask!.Status);
    }

    [Fact]
    public async Task A_cancelled_backup_stops_soon_and_its_dag_succeeds_all_the_same()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t").WithBackupConfig();
        await test.PostAsync("/tenant/t/backup");
        test.PassTime(2);

        var answer = await test.PatchAsync("/tenant/t/backup", """{"status":"canceled"}""");
        Assert.Equal("CANCELING", Text(await OverviewAsync(test), "status"));
        test.PassTime(0.3);

        Assert.Equal((HttpStatusCode.OK, false), (answer.Status, answer.Envelope.TryGetProperty("data", out _)));
        var task = await OverviewAsync(test);
        Assert.Equal(("CANCELED", 298), (Text(task, "status"), Number(task, "finish_tablet_count")));
        Assert.Equal("SUCCEED", test.Agent.Dags[0].State);
    }

    [Fact]
    public async Task A_rollback_of_the_dag_does_not_end_the_backup()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t").WithBackupConfig();
        await test.PostAsync("/tenant/t/backup");
        test.PassTime(1.5);
        await test.OperateAsync("11", "cancel");
        test.PassTime(0.2);
        Assert.Equal("DOING", tenant.BackupTask!.Status);

        await test.OperateAsync("11", "rollback");
        test.PassTime();

        Assert.Equal(("SUCCEED", "ROLLBACK"), (test.Agent.Dags[0].State, test.Agent.Dags[0].Operator));
        Assert.Equal("COMPLETED", tenant.BackupTask!.Status);
    }

    [Fact]
    public async Task A_scripted_backup_can_be_cancelled_too()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t").WithBackupTask(new FakeBackupTask { Status = "DOING", EndTimestamp = null });

        await test.PatchAsync("/tenant/t/backup");

        var task = await OverviewAsync(test);
        Assert.Equal(("CANCELED", "2026-06-01T20:00:00+08:00"), (Text(task, "status"), Text(task, "end_timestamp")));
    }

    [Theory]
    [InlineData("/tenant/none/backup", "{}", "OB.Tenant.NotExist")]
    [InlineData("/tenant/sys/backup", "{}", "OB.Tenant.SysOperationNotAllowed")]
    [InlineData("/tenant/bare/backup", "{}", "OB.Backup.ArchiveDestEmpty")]
    [InlineData("/tenant/bare/backup", """{"mode":"weekly"}""", "OB.Backup.ArchiveDestEmpty")]
    [InlineData("/tenant/t/backup", """{"mode":"weekly"}""", "OB.Backup.Mode.Invalid")]
    [InlineData("/tenant/t/backup", """{"mode":1}""", "Common.BindJsonFailed")]
    [InlineData("/tenant/t/backup", """{"plus_archive":"yes"}""", "Common.BindJsonFailed")]
    [InlineData("/obcluster/backup", "{}", "OB.Backup.ArchiveDestEmpty")]
    public async Task A_start_is_checked_in_the_order_of_the_server(string target, string body, string errCode)
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t").WithBackupConfig();
        test.Agent.AddTenant("bare");

        var answer = await test.PostAsync(target, body);

        Assert.Equal((HttpStatusCode.BadRequest, errCode), (answer.Status, answer.ErrCode));
        Assert.Empty(test.Agent.Dags);
    }

    [Fact]
    public async Task The_cluster_backs_up_and_cancels_all_tenants_and_wants_one()
    {
        await using var test = await AgentUnderTest.StartAsync();
        Assert.Equal("OB.Backup.NoUserTenants", (await test.PostAsync("/obcluster/backup")).ErrCode);
        var tenants = new[] { test.Agent.AddTenant("a").WithBackupConfig(), test.Agent.AddTenant("b").WithBackupConfig() };

        await test.PostAsync("/obcluster/backup", """{"mode":"incremental"}""");
        test.PassTime(2);
        Assert.Equal("Obcluster start increment backup", test.Agent.Dags[0].Name);
        Assert.Equal(2, (await test.GetAsync("/obcluster/backup/overview")).Data.GetProperty("statuses").GetArrayLength());
        await test.PatchAsync("/obcluster/backup");
        test.PassTime();

        Assert.All(tenants, tenant => Assert.Equal("CANCELED", tenant.BackupTask!.Status));
    }

    [Fact]
    public async Task The_log_archive_opens_with_the_first_backup_and_then_follows_orders()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t").WithBackupConfig();
        await test.PatchAsync("/tenant/t/backup/log", """{"status":"doing"}""");
        Assert.Equal("", tenant.ArchiveLogStatus);
        await test.PostAsync("/tenant/t/backup");
        test.PassTime();
        var states = new List<string> { tenant.ArchiveLogStatus };

        foreach (var status in new[] { "suspend", "doing", "stop", "suspend", "doing" })
        {
            await test.PatchAsync("/tenant/t/backup/log", $$"""{"status":"{{status}}"}""");
            states.Add(tenant.ArchiveLogStatus);
        }

        Assert.Equal(["DOING", "SUSPEND", "DOING", "STOP", "STOP", "DOING"], states);
        var log = (await test.GetAsync("/tenant/t/backup/log/tasks")).Data.GetProperty("contents")[0];
        Assert.Equal((2, "DOING", ""), (Number(log, "round_id"), Text(log, "status"), Text(log, "tenant_name")));
        await test.PatchAsync("/obcluster/backup/log");
        Assert.Equal("[]", (await test.GetAsync("/tenant/t/backup/log/tasks")).Data.GetProperty("contents").GetRawText());
        Assert.Equal("OB.Backup.ArchiveLogStatus.Invalid", (await test.PatchAsync("/tenant/t/backup/log", """{"status":"on"}""")).ErrCode);
        Assert.Equal("OB.Backup.Status.Invalid", (await test.PatchAsync("/tenant/t/backup", """{"status":"done"}""")).ErrCode);
    }

    [Fact]
    public async Task The_info_leaves_out_what_is_not_known()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t");
        Assert.Equal("""{"tenant_id":1002}""", (await test.GetAsync("/tenant/t/backup/info")).Data.GetRawText());

        test.Agent.FindTenant("t")!.WithRunningBackup(TimeSpan.FromHours(1), 0.5);
        var info = (await test.GetAsync("/tenant/t/backup/info")).Data;

        Assert.Equal(("2026-06-01T19:30:00+08:00", "2026-06-01T19:59:58+08:00"), (Text(info, "lastest_data_backup_time"), Text(info, "lastest_archive_log_checkpoint")));
        Assert.Equal(2, info.GetProperty("archive_log_delay").GetDouble());
    }

    private static async Task<JsonElement> OverviewAsync(AgentUnderTest test)
        => (await test.GetAsync("/tenant/t/backup/overview")).Data.GetProperty("status");

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
