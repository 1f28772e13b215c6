using System.Net;
using System.Text.Json;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

public sealed class FakeAgentBackupTests
{
    private const string Cluster = "/api/v1/obcluster/backup/overview";

    [Fact]
    public async Task A_tenants_overview_has_every_field_of_a_real_one()
    {
        await using var agent = await FakeAgent.StartAsync();
        agent.AddTenant("my tenant").WithBackupTask();
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync("/api/v1/tenant/my%20tenant/backup/overview", new RawHeader(""));

        var task = answer.Data.GetProperty("status");
        Assert.Equal(26, task.EnumerateObject().Count());
        Assert.Equal(1002, task.GetProperty("tenant_id").GetInt64());
        Assert.Equal(1728727696264250400, task.GetProperty("start_scn").GetInt64());
        Assert.Equal("2024-10-12T18:08:08.723714+08:00", task.GetProperty("start_timestamp").GetString());
        Assert.Equal("COMPLETED", task.GetProperty("status").GetString());
        Assert.True(agent.Requests[0].Executed);
    }

    [Fact]
    public async Task A_running_backup_has_no_end()
    {
        await using var agent = await FakeAgent.StartAsync();
        agent.AddTenant("t").WithBackupTask(new FakeBackupTask { Status = "DOING", EndTimestamp = null });
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync("/api/v1/tenant/t/backup/overview", new RawHeader(""));

        Assert.Equal("0001-01-01T00:00:00Z", answer.Data.GetProperty("status").GetProperty("end_timestamp").GetString());
    }

    [Fact]
    public async Task The_cluster_lists_the_tenants_that_have_a_backup()
    {
        await using var agent = await FakeAgent.StartAsync();
        agent.AddTenant("a").WithBackupTask();
        agent.AddTenant("b");
        agent.AddTenant("c").WithBackupTask();
        using var client = new RawAgentClient(agent);

        var statuses = (await client.GetAsync(Cluster, new RawHeader(""))).Data.GetProperty("statuses");

        Assert.Equal([1002, 1006], statuses.EnumerateArray().Select(task => task.GetProperty("tenant_id").GetInt64()));
    }

    [Theory]
    [InlineData("4.5.0.0", "/api/v1/tenant/nobody/backup/overview", 400, null, "OB.Tenant.NotExist")]
    [InlineData("4.5.0.0", "/api/v1/tenant/T/backup/overview", 400, null, "OB.Tenant.NotExist")]
    [InlineData("4.5.0.0", "/api/v1/tenant/sys/backup/overview", 400, null, "OB.Tenant.SysOperationNotAllowed")]
    [InlineData("4.5.0.0", "/api/v1/tenant/t/backup/overview", 404, null, "Task.NotFound")]
    [InlineData("4.5.0.0", Cluster, 404, null, "Common.NotFound")]
    [InlineData("4.2.6.0", "/api/v1/tenant/nobody/backup/overview", 400, 1001, null)]
    [InlineData("4.2.6.0", "/api/v1/tenant/t/backup/overview", 404, 2300, null)]
    [InlineData("4.2.3.0", "/api/v1/tenant/t/backup/overview", 400, 1000, null)]
    public async Task Nothing_to_show_is_an_error(string version, string target, int status, int? code, string? errCode)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Version = version });
        agent.AddTenant("t");
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(target, new RawHeader(""));

        Assert.Equal((status, code, errCode), ((int)answer.Status, answer.Code, answer.ErrCode));

        // The handler checks the tenant itself; what it then calls gives a null pointer back.
        var isChecked = code is 1000 or 1001 || errCode?.StartsWith("OB.Tenant.", StringComparison.Ordinal) is true;
        Assert.Equal(isChecked ? JsonValueKind.Undefined : JsonValueKind.Null, answer.Envelope.TryGetProperty("data", out var data) ? data.ValueKind : default);
    }

    [Theory]
    [InlineData("/api/v1/tenant/nobody/backup/overview")]
    [InlineData(Cluster)]
    public async Task Only_a_member_of_a_cluster_knows_backups(string target)
    {
        await using var agent = await FakeAgent.StartAsync(new() { Identity = FakeAgentIdentity.Single });
        using var client = new RawAgentClient(agent);

        var answer = await client.GetAsync(target, new RawHeader(""));

        Assert.Equal((HttpStatusCode.BadRequest, "Agent.Identify.NotSupportOperation"), (answer.Status, answer.ErrCode));
    }

    [Fact]
    public async Task An_escaped_slash_separates_as_on_the_server()
    {
        await using var agent = await FakeAgent.StartAsync();
        agent.AddTenant("a/b").WithBackupTask();
        using var client = new RawAgentClient(agent);

        Assert.Equal("Common.NotFound", (await client.GetAsync("/api/v1/tenant/a%2Fb/backup/overview", new RawHeader(""))).ErrCode);
    }

    [Fact]
    public async Task A_tenant_exists_once_and_sys_always()
    {
        await using var agent = await FakeAgent.StartAsync();
        var tenant = agent.AddTenant("t");

        Assert.Same(tenant, agent.FindTenant("t"));
        Assert.Null(agent.FindTenant("sys"));
        Assert.Throws<ArgumentException>(() => agent.AddTenant("t"));
        Assert.Throws<ArgumentException>(() => agent.AddTenant("sys"));
    }
}
