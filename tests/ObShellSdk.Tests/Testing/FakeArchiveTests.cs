using System.Net;
using System.Text.Json;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

/// <summary>What stops the log archive, and what starts it again.</summary>
public sealed class FakeArchiveTests
{
    [Theory]
    [InlineData("/tenant/t/backup/config", """{"log_archive_concurrency":4}""")]
    [InlineData("/tenant/t/backup/config", """{"archive_base_uri":"file:///other"}""")]
    [InlineData("/obcluster/backup/config", """{"log_archive_concurrency":4}""")]
    [InlineData("/obcluster/backup/config", """{"backup_base_uri":"file:///other"}""")]
    public async Task A_change_of_the_configuration_leaves_the_archive_stopped(string route, string body)
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = await ArchivingAsync(test, "t");

        await test.PatchAsync(route, body);
        test.PassTime();

        Assert.Equal(("SUCCEED", "STOP"), (test.Agent.Dags[^1].State, tenant.ArchiveLogStatus));
        Assert.Empty(await TasksAsync(test));
    }

    [Theory]
    [InlineData("""{"ha_low_thread_score":4}""")]
    [InlineData("""{"data_base_uri":"file:///other"}""")]
    public async Task Other_changes_leave_the_archive_running(string body)
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = await ArchivingAsync(test, "t");

        await test.PatchAsync("/tenant/t/backup/config", body);
        test.PassTime();

        Assert.Equal("DOING", tenant.ArchiveLogStatus);
    }

    [Fact]
    public async Task A_backup_starts_a_stopped_archive_again()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = await ArchivingAsync(test, "t");
        await test.PatchAsync("/tenant/t/backup/log", """{"status":"stop"}""");

        await test.PostAsync("/tenant/t/backup");
        test.PassTime();

        Assert.Equal("DOING", tenant.ArchiveLogStatus);
    }

    [Theory]
    [InlineData("doing")]
    [InlineData("stop")]
    [InlineData("suspend")]
    public async Task A_tenant_that_never_archived_is_left_as_it_is(string status)
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t").WithBackupConfig();

        Assert.Equal(HttpStatusCode.OK, (await test.PatchAsync("/tenant/t/backup/log", $$"""{"status":"{{status}}"}""")).Status);
        Assert.Equal("", tenant.ArchiveLogStatus);
    }

    [Theory]
    [InlineData("doing")]
    [InlineData("stop")]
    public async Task An_interrupted_archive_can_be_neither_started_nor_stopped(string status)
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = await ArchivingAsync(test, "t");
        tenant.InterruptArchiveLog();

        var answer = await test.PatchAsync("/tenant/t/backup/log", $$"""{"status":"{{status}}"}""");

        Assert.Equal((HttpStatusCode.InternalServerError, "Common.Unexpected"), (answer.Status, answer.ErrCode));
        Assert.Equal("INTERRUPTED", tenant.ArchiveLogStatus);
        Assert.Empty(await TasksAsync(test));
    }

    [Fact]
    public async Task An_interrupted_archive_fails_a_backup_and_is_stopped_by_a_new_configuration()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = await ArchivingAsync(test, "t");
        tenant.InterruptArchiveLog();

        await test.PostAsync("/tenant/t/backup");
        test.PassTime();
        var failed = (test.Agent.Dags[^1].State, test.Agent.Dags[^1].Stage);
        await test.PatchAsync("/tenant/t/backup/config", """{"archive_base_uri":"file:///other"}""");
        test.PassTime();

        Assert.Equal(("FAILED", 2), failed);
        Assert.Equal("STOP", tenant.ArchiveLogStatus);
    }

    [Fact]
    public async Task The_call_for_all_tenants_ends_at_the_first_that_fails()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var first = await ArchivingAsync(test, "a");
        var second = await ArchivingAsync(test, "b");
        var third = await ArchivingAsync(test, "c");
        second.InterruptArchiveLog();

        var answer = await test.PatchAsync("/obcluster/backup/log", """{"status":"stop"}""");

        Assert.Equal("Common.Unexpected", answer.ErrCode);
        Assert.Equal(["STOP", "INTERRUPTED", "DOING"], [first.ArchiveLogStatus, second.ArchiveLogStatus, third.ArchiveLogStatus]);
    }

    private static async Task<FakeTenant> ArchivingAsync(AgentUnderTest test, string name)
    {
        var tenant = test.Agent.AddTenant(name).WithBackupConfig();
        await test.PostAsync($"/tenant/{name}/backup");
        test.PassTime();
        Assert.Equal("DOING", tenant.ArchiveLogStatus);
        return tenant;
    }

    private static async Task<JsonElement[]> TasksAsync(AgentUnderTest test)
        => [.. (await test.GetAsync("/tenant/t/backup/log/tasks")).Data.GetProperty("contents").EnumerateArray()];
}
