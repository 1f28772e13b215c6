using System.Net;
using System.Text.Json;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

public sealed class FakeRestoreTests
{
    private const string Uri = "s3://bucket/data?host=h&access_id=i&access_key=k";
    private const string Zones = """[{"name":"zone1","unit_config_name":"u","unit_num":1}]""";
    private const string Order = $$"""{"data_backup_uri":"{{Uri}}","restore_tenant_name":"copy","zone_list":{{Zones}}}""";

    private static readonly DateTimeOffset _start = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Windows_and_source_of_a_backup_can_be_asked_for()
    {
        await using var test = await StartAsync();
        const string body = """{"data_backup_uri":"s3://bucket/data?host=h&access_id=other","archive_log_uri":""}""";

        var windows = (await test.GetAsync("/restore/windows", body)).Data;
        var info = (await test.PostAsync("/restore/source-tenant-info", body)).Data;

        Assert.Equal("""{"restore_windows":[{"start_time":"2026-05-01T08:00:00+08:00","end_time":"2026-05-02T08:00:00+08:00"}]}""", windows.GetRawText());
        Assert.Equal(("prod", "obcluster"), (Text(info, "tenant_name"), Text(info, "cluster_name")));
        Assert.Equal(windows.GetRawText(), info.GetProperty("restore_windows").GetRawText());
    }

    [Fact]
    public async Task A_backup_without_windows_says_null()
    {
        await using var test = await StartAsync();
        test.Agent.AddRestoreSource("file:///empty");

        var answer = await test.GetAsync("/restore/windows", """{"data_backup_uri":"file:///empty","archive_log_uri":"file:///logs"}""");

        Assert.Equal(JsonValueKind.Null, answer.Data.GetProperty("restore_windows").ValueKind);
    }

    [Theory]
    [InlineData("{}", 400, "Common.BindJsonFailed")]
    [InlineData("""{"data_backup_uri":""}""", 400, "Common.BindJsonFailed")]
    [InlineData("""{"data_backup_uri":"file:///x"}""", 500, "Common.Unexpected")]
    [InlineData("""{"data_backup_uri":"file:///x","archive_log_uri":null}""", 500, "Common.Unexpected")]
    [InlineData("""{"data_backup_uri":"file:///x","archive_log_uri":"file:///y"}""", 500, "Common.Unexpected")]
    [InlineData("""{"data_backup_uri":"nfs://x","archive_log_uri":"file:///y"}""", 400, "OB.Storage.URI.Invalid")]
    [InlineData("""{"data_backup_uri":"file:///x","archive_log_uri":"y"}""", 400, "OB.Storage.URI.Invalid")]
    public async Task What_cannot_be_looked_up_is_an_error(string body, int status, string errCode)
    {
        await using var test = await StartAsync();

        foreach (var answer in new[] { await test.GetAsync("/restore/windows", body), await test.PostAsync("/restore/source-tenant-info", body) })
        {
            Assert.Equal((status, errCode), ((int)answer.Status, answer.ErrCode));
        }
    }

    [Fact]
    public async Task A_missing_place_of_the_logs_crashes_the_agent()
    {
        await using var test = await StartAsync();

        var answer = await test.GetAsync("/restore/windows", $$"""{"data_backup_uri":"{{Uri}}"}""");

        Assert.Equal((HttpStatusCode.InternalServerError, ""), (answer.Status, Text(answer.Envelope, "traceId")));
    }

    [Fact]
    public async Task A_moment_may_have_as_many_digits_as_Go_writes()
    {
        await using var test = await StartAsync();

        var dag = (await test.PostAsync("/tenant/restore", Order[..^1] + ""","timestamp":"2026-05-01T13:00:00.123456789+00:00"}""")).Data;
        test.PassTime();

        Assert.Equal("SUCCEED", Text(await test.DagAsync(Text(dag, "id")!), "state"));
    }

    [Fact]
    public async Task What_was_backed_up_here_can_be_restored_even_if_its_tenant_is_gone()
    {
        await using var test = await StartAsync();
        const string place = """{"data_backup_uri":"file:///made/data","archive_log_uri":"file:///made/logs"}""";
        FakeTenant tenant = test.Agent.AddTenant("made").WithBackupConfig("file:///made/data", "file:///made/logs");
        await test.PostAsync("/tenant/made/backup");
        test.PassTime(1);
        Assert.Equal("Common.Unexpected", (await test.GetAsync("/restore/windows", place)).ErrCode);
        test.PassTime(60);
        await test.DeleteAsync("/tenant/made");
        test.PassTime();

        var info = (await test.PostAsync("/restore/source-tenant-info", place)).Data;
        var window = info.GetProperty("restore_windows").GetProperty("restore_windows")[0];
        await test.PostAsync("/tenant/restore", Order.Replace(Uri, "file:///made/data", StringComparison.Ordinal));
        test.PassTime();

        Assert.Null(test.Agent.FindTenant("made"));
        Assert.Equal("made", Text(info, "tenant_name"));
        Assert.True(window.GetProperty("start_time").GetDateTimeOffset() < window.GetProperty("end_time").GetDateTimeOffset());
        Assert.Equal(tenant.Id, (await test.GetAsync("/tenant/copy/restore/overview")).Data.GetProperty("backup_tenant_id").GetInt64());
    }

    [Fact]
    public async Task A_backup_that_was_canceled_is_none_to_restore_from()
    {
        await using var test = await StartAsync();
        test.Agent.AddTenant("made").WithBackupConfig("file:///made/data", "file:///made/logs");
        await test.PostAsync("/tenant/made/backup");
        test.PassTime(1);
        await test.PatchAsync("/tenant/made/backup", """{"status":"canceled"}""");
        test.PassTime(60);

        var answer = await test.GetAsync("/restore/windows", """{"data_backup_uri":"file:///made/data","archive_log_uri":""}""");

        Assert.Equal("CANCELED", test.Agent.FindTenant("made")!.BackupTask!.Status);
        Assert.Equal("Common.Unexpected", answer.ErrCode);
    }

    [Fact]
    public async Task A_restore_brings_a_tenant_by_the_clock()
    {
        await using var test = await StartAsync();

        var dag = (await test.PostAsync("/tenant/restore", Order)).Data;
        Assert.Equal(("Restore backup_copy", 3, "copy"), (Text(dag, "name"), dag.GetProperty("maintenance_type").GetInt32(), Text(dag, "maintenance_key")));
        Assert.Null(test.Agent.FindTenant("copy"));
        Assert.Equal("OB.Tenant.NotExist", (await test.GetAsync("/tenant/copy/restore/overview")).ErrCode);
        test.PassTime(1.7);
        var running = (await test.GetAsync("/tenant/copy/restore/overview")).Data;
        var data = (await test.DagAsync("11")).GetProperty("additional_data");
        test.PassTime();
        var done = (await test.GetAsync("/tenant/copy/restore/overview")).Data;

        Assert.NotNull(test.Agent.FindTenant("copy"));
        Assert.Equal(("RESTORING", "50.00%", "", ""), (Text(running, "status"), Text(running, "restore_progress"), Text(running, "finish_timestamp"), Text(running, "backup_data_uri")));
        Assert.Equal(("SUCCESS", "", "2026-06-01T20:00:02.7+08:00"), (Text(done, "status"), Text(done, "restore_progress"), Text(done, "finish_timestamp")));
        Assert.Equal("""{"restore_job_id":0}""", data.GetRawText());
        Assert.Equal("SUCCEED", test.Agent.Dags[0].State);
        Assert.Equal(["Pre restore check", "Start restore", "Wait restore task finish", "Active tenant", "Upgrade tenant"], test.Agent.Dags[0].Nodes);
        Assert.Equal("OB.Tenant.Existed", (await test.PostAsync("/tenant/restore", Order)).ErrCode);
        Assert.Equal("Task.Dag.Operator.RollbackNotFailedDag", (await test.DeleteAsync("/tenant/copy/restore")).ErrCode);
    }

    [Theory]
    [InlineData("\"timestamp\":\"2026-05-02T08:00:00+08:00\"", "SUCCEED")]
    [InlineData("\"timestamp\":\"2026-05-02T08:00:00.0000010+08:00\"", "FAILED")]
    [InlineData("\"scn\":1777593600000000000", "SUCCEED")]
    [InlineData("\"scn\":1777593599999999900", "FAILED")]
    [InlineData("\"scn\":0", "SUCCEED")]
    public async Task A_point_outside_all_windows_fails_in_the_dag(string point, string state)
    {
        await using var test = await StartAsync();

        await test.PostAsync("/tenant/restore", Order.Replace("\"zone_list\"", point + ",\"zone_list\"", StringComparison.Ordinal));
        test.PassTime();

        Assert.Equal(state, test.Agent.Dags[0].State);
        Assert.Equal(state == "FAILED", (await test.GetAsync("/task/sub_task/11")).Text.Contains("OB.Restore.TimeNotValid", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_restore_gives_its_lock_back_and_expires_when_another_took_the_tenant()
    {
        await using var test = await StartAsync();
        test.Agent.NextDag.FailAtNode(0, "no");
        await test.PostAsync("/tenant/restore", Order);
        test.PassTime();
        test.Agent.NextDag.FailAtNode(0, "no");

        var second = await test.PostAsync("/tenant/restore", Order);
        var held = await test.OperateAsync("11", "retry");
        test.PassTime();
        var expired = await test.OperateAsync("11", "retry");
        var retried = await test.OperateAsync("12", "retry");
        test.PassTime();

        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Equal(("OB.Tenant.UnderMaintenance", "Task.Expired"), (held.ErrCode, expired.ErrCode));
        Assert.Equal((HttpStatusCode.OK, "SUCCEED"), (retried.Status, test.Agent.Dags[1].State));
    }

    [Fact]
    public async Task Cancelling_rolls_the_dag_back_and_takes_the_tenant_away()
    {
        await using var test = await StartAsync();
        await test.PostAsync("/tenant/restore", Order);
        test.PassTime(1.7);

        var answer = await test.DeleteAsync("/tenant/copy/restore");
        Assert.Equal(("11", "READY", "ROLLBACK"), (Text(answer.Data, "id"), Text(answer.Data, "state"), Text(answer.Data, "operator")));
        Assert.Equal((5, JsonValueKind.Null), (answer.Data.GetProperty("nodes").GetArrayLength(), answer.Data.GetProperty("additional_data").ValueKind));
        test.PassTime();

        Assert.Equal(("SUCCEED", "ROLLBACK"), (test.Agent.Dags[0].State, test.Agent.Dags[0].Operator));
        Assert.Null(test.Agent.FindTenant("copy"));
        Assert.Equal(["FAIL"], await StatesAsync(test, ""));
    }

    [Fact]
    public async Task Cancelling_what_is_not_restored_depends_on_the_tenant()
    {
        await using var test = await StartAsync();
        test.Agent.AddTenant("t");

        var nothing = await test.DeleteAsync("/tenant/nobody/restore");

        Assert.Equal((HttpStatusCode.NoContent, ""), (nothing.Status, nothing.Text));
        Assert.Equal("OB.Restore.NotRecovering", (await test.DeleteAsync("/tenant/t/restore")).ErrCode);
        Assert.Equal("OB.Tenant.SysOperationNotAllowed", (await test.DeleteAsync("/tenant/sys/restore")).ErrCode);
        await test.PatchAsync("/tenant/t/backup/config");
        Assert.Equal("OB.Restore.Task.NotExist", (await test.DeleteAsync("/tenant/t/restore")).ErrCode);
    }

    [Theory]
    [InlineData("Pre restore check", null)]
    [InlineData("Start restore", null)]
    [InlineData("Active tenant", "Task.Dag.Operator.RollbackNotAllowed")]
    public async Task Cancelling_a_failed_restore_rolls_it_back_unless_the_tenant_was_being_opened(string failing, string? errCode)
    {
        await using var test = await StartAsync();
        test.Agent.NextDag.FailAtNode(failing, "no");
        await test.PostAsync("/tenant/restore", Order);
        test.PassTime();

        var answer = await test.DeleteAsync("/tenant/copy/restore");
        test.PassTime();

        Assert.Equal(errCode, answer.Status == HttpStatusCode.OK ? null : answer.ErrCode);
        Assert.Equal(errCode is null ? ("SUCCEED", "ROLLBACK") : ("FAILED", "RUN"), (test.Agent.Dags[0].State, test.Agent.Dags[0].Operator));
    }

    [Theory]
    [InlineData("/restore/windows", "4.5.0.0", 0, "Environment.WithoutObAdmin")]
    [InlineData("/restore/windows", "4.3.0.0", 1010, null)]
    [InlineData("/restore/source-tenant-info", "4.5.0.0", 0, "Environment.WithoutObAdmin")]
    public async Task Backups_cannot_be_read_without_ob_admin(string target, string version, int code, string? errCode)
    {
        await using var test = await StartAsync();
        test.Agent.Version = version;
        test.Agent.HasObAdmin = false;

        var answer = await test.SendAsync(target == "/restore/windows" ? HttpMethod.Get : HttpMethod.Post, target, $$"""{"data_backup_uri":"{{Uri}}","archive_log_uri":"{{Uri}}"}""");

        Assert.Equal((HttpStatusCode.InternalServerError, code, errCode), (answer.Status, answer.Code ?? 0, answer.ErrCode));
    }

    [Fact]
    public async Task A_restore_without_dag_is_cancelled_by_a_dag_of_its_own()
    {
        await using var test = await StartAsync();
        test.Agent.AddTenant("t").WithRunningRestore(TimeSpan.FromHours(1), 0.5);

        var dag = (await test.DeleteAsync("/tenant/t/restore")).Data;
        test.PassTime();

        Assert.Equal(("Cancel restore t", JsonValueKind.Null), (Text(dag, "name"), dag.GetProperty("nodes").ValueKind));
        Assert.Null(test.Agent.FindTenant("t"));
    }

    [Fact]
    public async Task The_list_filters_and_ignores_its_page()
    {
        await using var test = await StartAsync();
        await test.PostAsync("/tenant/restore", Order);
        test.PassTime();
        test.Agent.AddTenant("t").WithRunningRestore(TimeSpan.FromHours(1), 0.5);

        Assert.Equal(["RESTORING", "SUCCESS"], await StatesAsync(test, "?page=7&size=1"));
        Assert.Equal(["SUCCESS"], await StatesAsync(test, "?status=success,fail"));
        Assert.Empty(await StatesAsync(test, "?start_time=2026-06-02T00:00:00Z"));
        var task = (await test.GetAsync("/restore/tasks?status=success")).Data.GetProperty("contents")[0];
        Assert.Equal("s3://bucket/data?host=h", Text(task, "backup_data_uri"));
        Assert.DoesNotContain("access_", task.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("restore_tenant_name", "\"\"", "Common.BindJsonFailed")]
    [InlineData("restore_tenant_name", "\"sys\"", "OB.Tenant.SysOperationNotAllowed")]
    [InlineData("zone_list", "null", "Common.BindJsonFailed")]
    [InlineData("zone_list", "[1]", "Common.BindJsonFailed")]
    [InlineData("zone_list", "[]", "OB.Tenant.ZoneList.Empty")]
    [InlineData("zone_list", """[{"name":"z","unit_num":1}]""", "OB.Resource.UnitConfig.Name.Empty")]
    [InlineData("zone_list", """[{"name":"z","unit_config_name":"u"}]""", "OB.Tenant.UnitNum.Invalid")]
    [InlineData("zone_list", """[{"name":"z","unit_config_name":"u","unit_num":1,"replica_type":"half"}]""", "OB.Tenant.Replica.InvalidType")]
    [InlineData("zone_list", """[{"name":"z","unit_config_name":"u","unit_num":1,"replica_type":"readonly"}]""", "OB.Tenant.NoPaxosReplica")]
    [InlineData("zone_list", """[{"name":"z","unit_config_name":"u","unit_num":1},{"name":"z","unit_config_name":"u","unit_num":1}]""", "OB.Tenant.Zone.Repeated")]
    [InlineData("zone_list", """[{"name":"z","unit_config_name":"u","unit_num":1},{"name":"y","unit_config_name":"u","unit_num":2}]""", "OB.Tenant.UnitNum.Inconsistent")]
    [InlineData("primary_zone", "\"zone2\"", "OB.Tenant.PrimaryZone.Invalid")]
    [InlineData("primary_zone", "\"zone1;zone1\"", "OB.Tenant.PrimaryZone.Invalid")]
    [InlineData("primary_zone", "\"random\"", null)]
    [InlineData("ha_high_thread_score", "101", "Common.IllegalArgument")]
    [InlineData("timestamp", "\"2026-05-01 00:00:00\"", "Common.BindJsonFailed")]
    [InlineData("decryption", "[1]", "Common.BindJsonFailed")]
    public async Task An_order_is_checked_before_a_dag_is_made(string member, string value, string? errCode)
    {
        await using var test = await StartAsync();
        var body = System.Text.Json.Nodes.JsonNode.Parse(Order)!;
        body[member] = System.Text.Json.Nodes.JsonNode.Parse(value);

        var answer = await test.PostAsync("/tenant/restore", body.ToJsonString());

        Assert.Equal(errCode, answer.Status == HttpStatusCode.OK ? null : answer.ErrCode);
        Assert.Equal(errCode is null ? 1 : 0, test.Agent.Dags.Count);
    }

    [Fact]
    public async Task A_point_is_given_once_and_by_a_member_of_the_cluster()
    {
        await using var test = await StartAsync();
        var both = Order.Replace("\"zone_list\"", "\"scn\":1,\"timestamp\":\"2026-05-01T00:00:00Z\",\"zone_list\"", StringComparison.Ordinal);
        Assert.Equal("Common.IllegalArgument", (await test.PostAsync("/tenant/restore", both)).ErrCode);

        test.Agent.Identity = FakeAgentIdentity.Single;

        Assert.Equal("Agent.Identify.NotSupportOperation", (await test.PostAsync("/tenant/restore", Order)).ErrCode);
        Assert.Equal("Common.BindJsonFailed", (await test.PostAsync("/tenant/restore")).ErrCode);
        Assert.Equal("Agent.Identify.NotSupportOperation", (await test.GetAsync("/restore/tasks")).ErrCode);
        Assert.Equal("Agent.Identify.NotSupportOperation", (await test.DeleteAsync("/tenant/t/restore")).ErrCode);
    }

    private static async Task<AgentUnderTest> StartAsync()
    {
        var test = await AgentUnderTest.StartAsync();
        test.Agent.AddRestoreSource(Uri, "prod").WithWindow(_start, _start.AddDays(1));
        return test;
    }

    private static async Task<IEnumerable<string?>> StatesAsync(AgentUnderTest test, string query)
        => [.. (await test.GetAsync("/restore/tasks" + query)).Data.GetProperty("contents").EnumerateArray().Select(task => Text(task, "status"))];

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
