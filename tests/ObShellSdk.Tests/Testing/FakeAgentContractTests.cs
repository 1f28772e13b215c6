using ObShellSdk.Testing;
using ObShellSdk.Tests.Contract;
using Xunit;

namespace ObShellSdk.Tests.Testing;

public sealed class FakeAgentContractTests
{
    private const string Source = """{"data_backup_uri":"file:///source","archive_log_uri":"file:///logs"}""";
    private const string Restore = """{"data_backup_uri":"file:///source","restore_tenant_name":"copy","zone_list":[{"name":"z","unit_config_name":"u","unit_num":1}]}""";

    /// <summary>Every operation of the three rooms that answers with data, by id, with what it is asked.</summary>
    public static TheoryData<string, string, string?> Calls => new()
    {
        { "getDagDetail", "/task/dag/11", null },
        { "getNodeDetail", "/task/node/11", null },
        { "getSubTaskDetail", "/task/sub_task/11", null },
        { "getFullSubTaskLogs", "/task/sub_task/11/logs", null },
        { "getAllClusterDags", "/task/dags/ob", null },
        { "getAllAgentDags", "/task/dags/agent", null },
        { "GetObLastMaintenanceDag", "/task/dag/maintain/ob", null },
        { "GetAgentLastMaintenanceDag", "/task/dag/maintain/agent", null },
        { "GetAllAgentsLastMaintenanceDag", "/task/dag/maintain/agents", null },
        { "GetUnfinishedDags", "/task/dag/unfinish", null },
        { "GetClusterUnfinishDags", "/task/dag/ob/unfinish", null },
        { "GetAgentUnfinishDags", "/task/dag/agent/unfinish", null },
        { "GetAgentMainDags", "/task/dag/agent/main_dags", null },
        { "tenantBackupConfig", "/tenant/t/backup/config", """{"data_base_uri":"file:///d","archive_base_uri":"file:///a"}""" },
        { "patchTenantBackupConfig", "/tenant/t/backup/config", null },
        { "getTenantBackupConfig", "/tenant/t/backup/config/storage", null },
        { "tenantStartBackup", "/tenant/t/backup", null },
        { "tenantBackupOverview", "/tenant/t/backup/overview", null },
        { "listTenantBackupTasks", "/tenant/t/backup/tasks", null },
        { "getTenantBackupInfo", "/tenant/t/backup/info", null },
        { "getTenantArchiveLogOverview", "/tenant/t/backup/log/tasks", null },
        { "obclusterBackupConfig", "/obcluster/backup/config", """{"backup_base_uri":"file:///b"}""" },
        { "patchObclusterBackupConfig", "/obcluster/backup/config", null },
        { "obclusterStartBackup", "/obcluster/backup", null },
        { "obclusterBackupOverview", "/obcluster/backup/overview", null },
        { "getRestoreWindows", "/restore/windows", Source },
        { "getRestoreSourceTenantInfo", "/restore/source-tenant-info", Source },
        { "listRestoreTasks", "/restore/tasks", null },
        { "tenantRestore", "/tenant/restore", Restore },
        { "cancelRestoreTask", "/tenant/r/restore", null },
        { "getRestoreOverview", "/tenant/r/restore/overview", null },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task An_answer_has_the_shape_that_the_contract_gives_it(string operation, string target, string? body)
    {
        await using var test = await StartAsync();
        var contract = ContractFile.Operations().Single(candidate => candidate.Id == operation);

        var answer = await test.SendAsync(new HttpMethod(contract.Verb), target, body);

        Assert.True(answer.Envelope.GetProperty("successful").GetBoolean(), answer.Text);
        var schema = contract.Definition.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Assert.Equal([], ContractShape.Compare(answer.Data, schema));
    }

    [Fact]
    public async Task Every_operation_of_the_three_rooms_is_known()
    {
        await using var test = await StartAsync();
        var operations = ContractFile.Operations()
            .Where(operation => operation.Definition.GetProperty("tags")[0].GetString() is "task" or "backup" or "restore").ToArray();

        foreach (var operation in operations)
        {
            var target = operation.Template["/api/v1".Length..].Replace("{name}", "t", StringComparison.Ordinal).Replace("{id}", "11", StringComparison.Ordinal);
            await test.SendAsync(new HttpMethod(operation.Verb), target, body: null);
        }

        Assert.Equal(37, operations.Length);
        test.Agent.VerifyNoUnexpectedRequests();
    }

    /// <summary>An agent with one of everything: tasks with logs, failed and running ones, a backup and a restore under way.</summary>
    private static async Task<AgentUnderTest> StartAsync()
    {
        var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t").WithRunningBackup(TimeSpan.FromHours(1), 0.5);
        test.Agent.AddTenant("r").WithBackupConfig().WithRunningRestore(TimeSpan.FromHours(1), 0.5);
        test.Agent.AddRestoreSource("file:///source").WithWindow(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        test.Agent.NextDag.FailsAtNode(0, "no");
        test.Agent.AddDag("failing", FakeDagKind.Cluster, "one", "two");
        test.Agent.AddDag("maintenance", FakeDagKind.ClusterMaintenance);
        test.Agent.AddDag("restart", FakeDagKind.AgentMaintenance);
        test.PassTime();
        test.Agent.AddDag("running");
        test.Agent.AddDag("running", FakeDagKind.Agent);
        return test;
    }
}
