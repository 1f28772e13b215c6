using System.Net;
using System.Text.Json;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

public sealed class FakeMaintenanceTests
{
    private const string Config = """{"data_base_uri":"file:///d","archive_base_uri":"file:///a"}""";

    [Fact]
    public async Task Two_maintenances_of_one_tenant_exclude_each_other_and_of_two_tenants_do_not()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("a");
        test.Agent.AddTenant("b");

        var first = await test.PostAsync("/tenant/a/backup/config", Config);
        var refused = await test.PostAsync("/tenant/a/backup/config", Config);
        var other = await test.PostAsync("/tenant/b/backup/config", Config);
        test.PassTime();
        var later = await test.PostAsync("/tenant/a/backup/config", Config);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.InternalServerError, HttpStatusCode.OK, HttpStatusCode.OK], new[] { first, refused, other, later }.Select(answer => answer.Status));
        Assert.Equal("OB.Tenant.UnderMaintenance", refused.ErrCode);
        Assert.Equal((3, "a"), (first.Data.GetProperty("maintenance_type").GetInt32(), first.Data.GetProperty("maintenance_key").GetString()));
        Assert.Equal(["11", "12", "13"], test.Agent.Dags.Select(dag => dag.Id));
    }

    [Fact]
    public async Task Maintenance_of_the_cluster_excludes_that_of_tenants_both_ways()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t").WithBackupConfig();
        await test.PostAsync("/tenant/t/backup/config", Config);
        Assert.Contains("OB.Cluster.UnderMaintenanceWithDag", Assert.Throws<InvalidOperationException>(() => test.Agent.AddDag("upgrade", FakeDagKind.ClusterMaintenance)).Message, StringComparison.Ordinal);
        test.PassTime();

        test.Agent.AddDag("upgrade", FakeDagKind.ClusterMaintenance);

        Assert.Equal("OB.Cluster.UnderMaintenanceWithDag", (await test.PostAsync("/tenant/t/backup/config", Config)).ErrCode);
        Assert.Equal(HttpStatusCode.OK, (await test.PostAsync("/tenant/t/backup")).Status);
    }

    [Fact]
    public async Task A_failed_maintenance_keeps_its_lock_until_it_is_dealt_with()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t");
        test.Agent.NextDag.FailAtNode(0, "no");
        await test.PostAsync("/tenant/t/backup/config", Config);
        test.PassTime();

        var refused = await test.PostAsync("/tenant/t/backup/config", Config);
        var unfinished = await IdsAsync(test, "/task/dag/unfinish");
        await test.OperateAsync("11", "pass");

        Assert.Equal("OB.Tenant.UnderMaintenance", refused.ErrCode);
        Assert.Equal(["11"], unfinished);
        Assert.Equal(JsonValueKind.Null, (await test.GetAsync("/task/dag/unfinish")).Data.GetProperty("contents").ValueKind);
        Assert.Equal(HttpStatusCode.OK, (await test.PostAsync("/tenant/t/backup/config", Config)).Status);
    }

    [Fact]
    public async Task A_refused_dag_leaves_no_trace_and_keeps_its_script()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t");
        await test.PostAsync("/tenant/t/backup/config", Config);
        test.Agent.NextDag.FailAtNode(0, "no");

        await test.PostAsync("/tenant/t/backup/config", Config);
        var next = test.Agent.AddDag("next");
        test.PassTime();

        Assert.Equal(["SUCCEED", "FAILED"], test.Agent.Dags.Select(dag => dag.State));
        Assert.Equal("FAILED", next.State);
    }

    [Fact]
    public async Task The_status_tells_of_a_maintenance_by_itself()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddDag("plain");
        Assert.False(await IsUnderMaintenanceAsync(test));

        test.Agent.AddDag("upgrade", FakeDagKind.ClusterMaintenance);
        Assert.True(await IsUnderMaintenanceAsync(test));
        test.PassTime();

        Assert.False(await IsUnderMaintenanceAsync(test));
    }

    [Fact]
    public async Task Lists_keep_cluster_and_agent_apart()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var old = test.Agent.AddDag("old");
        test.PassTime();
        var cluster = test.Agent.AddDag("cluster");
        var local = test.Agent.AddDag("local", FakeDagKind.Agent);

        Assert.Equal([old.Id, cluster.Id], await IdsAsync(test, "/task/dags/ob"));
        Assert.Equal([local.Id], await IdsAsync(test, "/task/dags/agent"));
        Assert.Equal([cluster.Id], await IdsAsync(test, "/task/dag/ob/unfinish"));
        Assert.Equal([local.Id], await IdsAsync(test, "/task/dag/agent/unfinish"));
        Assert.Equal([local.Id, cluster.Id], await IdsAsync(test, "/task/dag/unfinish?show_details=false"));
    }

    [Fact]
    public async Task The_last_maintenance_is_the_newest_running_or_not()
    {
        await using var test = await AgentUnderTest.StartAsync();
        Assert.Equal("Task.NotFound", (await test.GetAsync("/task/dag/maintain/ob")).ErrCode);
        Assert.Equal("Task.NotFound", (await test.GetAsync("/task/dag/maintain/agent")).ErrCode);
        Assert.Equal("Common.Unexpected", (await test.GetAsync("/task/dag/maintain/agents")).ErrCode);
        Assert.Equal("Common.Unexpected", (await test.GetAsync("/task/dag/agent/main_dags")).ErrCode);

        var upgrade = test.Agent.AddDag("upgrade", FakeDagKind.ClusterMaintenance);
        var local = test.Agent.AddDag("restart", FakeDagKind.AgentMaintenance);
        test.PassTime();
        test.Agent.AddDag("plain");

        Assert.Equal(upgrade.Id, (await test.GetAsync("/task/dag/maintain/ob")).Data.GetProperty("id").GetString());
        Assert.Equal(local.Id, (await test.GetAsync("/task/dag/maintain/agent")).Data.GetProperty("id").GetString());
        Assert.Equal([local.Id], await IdsAsync(test, "/task/dag/maintain/agents"));
        Assert.Empty(await IdsAsync(test, "/task/dag/agent/main_dags"));
    }

    [Theory]
    [InlineData("/task/dags/ob", FakeAgentIdentity.Single, "Common.Unexpected")]
    [InlineData("/task/dag/ob/unfinish", FakeAgentIdentity.Single, "Common.Unexpected")]
    [InlineData("/task/dag/unfinish", FakeAgentIdentity.ScalingIn, "Agent.Identify.Unknown")]
    [InlineData("/task/dag/11", FakeAgentIdentity.ScalingOut, "Common.Unexpected")]
    [InlineData("/task/dag/11", FakeAgentIdentity.Single, "Task.NotFound")]
    public async Task Only_a_member_of_the_cluster_tells_of_its_tasks(string target, string identity, string errCode)
    {
        await using var test = await AgentUnderTest.StartAsync(options => options.Identity = identity);
        test.Agent.AddDag("work");

        Assert.Equal(errCode, (await test.GetAsync(target)).ErrCode);
    }

    private static async Task<bool> IsUnderMaintenanceAsync(AgentUnderTest test)
        => (await test.GetAsync("/status")).Data.GetProperty("underMaintenance").GetBoolean();

    private static async Task<IEnumerable<string?>> IdsAsync(AgentUnderTest test, string target)
        => (await test.GetAsync(target)).Data.GetProperty("contents") is { ValueKind: JsonValueKind.Array } dags ? [.. dags.EnumerateArray().Select(Id)] : [];

    private static string? Id(JsonElement dag) => dag.GetProperty("id").GetString();
}
