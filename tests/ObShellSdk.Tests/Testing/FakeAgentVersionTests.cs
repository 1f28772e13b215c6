using System.Net;
using System.Text.Json;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

/// <summary>What depends on the agent's version, its role and its host, beyond what the recordings hold.</summary>
public class FakeAgentVersionTests
{
    [Theory]
    [InlineData("4.2.5.0", "/tenant/t", "connection_strings", false)]
    [InlineData("4.3.0.0", "/tenant/t", "connection_strings", true)]
    [InlineData("4.4.0.0", "/tenant/t", "comment", false)]
    [InlineData("4.4.1.0", "/tenant/t", "comment", true)]
    [InlineData("4.4.1.1", "/obcluster/info", "startup_mode", false)]
    [InlineData("4.4.2.0", "/obcluster/info", "startup_mode", true)]
    [InlineData("4.2.5.0", "/info", "architecture", false)]
    [InlineData("4.3.0.0", "/info", "architecture", true)]
    public async Task A_member_appears_from_its_first_version_on(string version, string target, string member, bool appears)
    {
        await using var test = await AgentUnderTest.StartAsync(options => options.Version = version);
        test.Agent.AddTenant("t");

        Assert.Equal(appears, (await test.GetAsync(target)).Data.TryGetProperty(member, out _));
    }

    [Theory]
    [InlineData("4.3.0.0", false)]
    [InlineData("4.3.1.0", true)]
    public async Task DAGs_name_their_maintenance_from_4_3_1_on(string version, bool appears)
    {
        await using var test = await AgentUnderTest.StartAsync(options => options.Version = version);
        test.Agent.AddTenant("t").WithBackupConfig();

        var dag = (await test.PostAsync("/tenant/t/backup")).Data;

        Assert.Equal((appears, appears), (dag.TryGetProperty("maintenance_type", out _), dag.TryGetProperty("maintenance_key", out _)));
    }

    [Theory]
    [InlineData("4.3.1.0", HttpStatusCode.BadRequest)]
    [InlineData("4.3.2.0", HttpStatusCode.OK)]
    public async Task A_log_archive_can_be_suspended_from_4_3_2_on(string version, HttpStatusCode status)
    {
        await using var test = await AgentUnderTest.StartAsync(options => options.Version = version);
        test.Agent.AddTenant("t").WithBackupConfig();

        Assert.Equal(status, (await test.PatchAsync("/tenant/t/backup/log", """{"status":"SUSPEND"}""")).Status);
    }

    [Fact]
    public async Task TookOver_leaves_a_DAG_of_the_agent()
    {
        await using var test = await AgentUnderTest.StartAsync(options => options.TookOver = true);
        var running = (await test.GetAsync("/task/dag/agent/unfinish")).Data.GetProperty("contents");
        test.PassTime();

        Assert.Equal("Take over", running[0].GetProperty("name").GetString());
        Assert.Equal("SUCCEED", (await test.GetAsync("/task/dag/maintain/agent")).Data.GetProperty("state").GetString());
        Assert.Equal(0, (await test.GetAsync("/task/dag/agent/main_dags")).Data.GetProperty("contents").GetArrayLength());
    }

    [Fact]
    public async Task An_agent_without_a_database_has_no_maintenance_of_the_cluster()
    {
        await using var test = await AgentUnderTest.StartAsync(options => options.Identity = FakeAgentIdentity.Single);

        var answer = await test.GetAsync("/task/dag/maintain/ob");

        Assert.Equal((HttpStatusCode.InternalServerError, "Agent.OceanBase.NotHold"), (answer.Status, answer.ErrCode));
    }

    [Fact]
    public async Task An_upgrade_needs_python_modules_at_the_host()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var ready = await test.PostAsync("/upgrade/env/check");
        test.Agent.HasPythonModules = false;

        var refused = await test.PostAsync("/upgrade/env/check");

        Assert.Equal(HttpStatusCode.OK, ready.Status);
        Assert.Equal((HttpStatusCode.InternalServerError, "Environment.WithoutModule"), (refused.Status, refused.ErrCode));
    }

    [Fact]
    public async Task Resource_pools_have_a_unit_count_of_0()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t");

        var pool = (await test.GetAsync("/resource-pools")).Data.GetProperty("contents").EnumerateArray().Last();

        Assert.Equal((1, 0), (pool.GetProperty("unit_num").GetInt32(), pool.GetProperty("UnitCount").GetInt32()));
    }

    [Theory]
    [InlineData("/tenant/t/variable/none", "null")]
    [InlineData("/tenant/nobody/variable/none", null)]
    [InlineData("/tenant/nobody", "null")]
    [InlineData("/tenant/nobody/backup/overview", null)]
    public async Task A_failure_of_the_work_has_data_that_is_null(string target, string? data)
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t");

        var answer = await test.GetAsync(target);

        Assert.Equal(data, answer.Envelope.TryGetProperty("data", out var found) ? found.GetRawText() : null);
        Assert.Equal(JsonValueKind.Object, answer.Error.ValueKind);
    }
}
