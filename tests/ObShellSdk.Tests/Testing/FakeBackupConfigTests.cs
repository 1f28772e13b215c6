using System.Net;

namespace ObShellSdk.Tests.Testing;

public sealed class FakeBackupConfigTests
{
    private const string Data = "oss://bucket/data/?host=h&access_id=i&access_key=SECRET&delete_mode=tagging";
    private const string Places = $$"""{"DATA_BASE_URI":"{{Data}}","archive_base_uri":"file:///logs"}""";

    [Fact]
    public async Task A_config_is_in_force_when_its_dag_has_ended_and_shows_no_keys()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t");

        var dag = (await test.PostAsync("/tenant/t/backup/config", Places)).Data;
        Assert.Equal(("", ""), await StorageAsync(test));
        test.PassTime();

        Assert.Equal("Set obcluster backup config for t", dag.GetProperty("name").GetString());
        Assert.Equal(("oss://bucket/data?host=h&delete_mode=tagging", "file:///logs"), await StorageAsync(test));
        Assert.Equal(HttpStatusCode.OK, (await test.PostAsync("/tenant/t/backup")).Status);
    }

    [Fact]
    public async Task Recorded_requests_and_logs_hold_no_keys()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t");

        await test.PostAsync("/tenant/t/backup/config", Places);
        test.PassTime();

        Assert.DoesNotContain("SECRET", test.Agent.Requests[0].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", (await test.GetAsync("/task/dag/11")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patch_changes_what_it_names()
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t").WithBackupConfig();

        await test.PatchAsync("/tenant/t/backup/config", """{"data_base_uri":"file:///new/"}""");
        test.PassTime();

        Assert.Equal(("file:///new", "file:///data/nfs/backup/clog"), await StorageAsync(test));
    }

    [Fact]
    public async Task One_place_for_all_has_a_folder_for_each_tenant()
    {
        await using var test = await AgentUnderTest.StartAsync();
        Assert.Equal("OB.Backup.NoUserTenants", (await test.PostAsync("/obcluster/backup/config", """{"backup_base_uri":"file:///b"}""")).ErrCode);
        test.Agent.AddTenant("other");
        test.Agent.AddTenant("t");

        var dag = (await test.PostAsync("/obcluster/backup/config", """{"backup_base_uri":"file:///b"}""")).Data;
        test.PassTime();

        Assert.Equal(1, dag.GetProperty("maintenance_type").GetInt32());
        Assert.Equal(("file:///b/1/1004/data", "file:///b/1/1004/clog"), await StorageAsync(test));
    }

    [Fact]
    public async Task New_places_stop_the_running_backup_and_close_the_archive()
    {
        await using var test = await AgentUnderTest.StartAsync();
        var tenant = test.Agent.AddTenant("t").WithRunningBackup(TimeSpan.FromHours(1));

        await test.PatchAsync("/tenant/t/backup/config", """{"ha_low_thread_score":3}""");
        test.PassTime();
        Assert.Equal(("DOING", "DOING"), (tenant.BackupTask!.Status, tenant.ArchiveLogStatus));
        await test.PostAsync("/tenant/t/backup/config", Places);
        test.PassTime();

        Assert.Equal(("CANCELED", "STOP"), (tenant.BackupTask!.Status, tenant.ArchiveLogStatus));
    }

    [Theory]
    [InlineData("file://relative")]
    [InlineData("file:///path?with=query")]
    [InlineData("oss://bucket?host=h")]
    [InlineData("s3://bucket/key")]
    [InlineData("cos://bucket/key?host=h")]
    public async Task A_place_that_only_looks_right_fails_in_the_dag(string uri)
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t");

        var answer = await test.PostAsync("/tenant/t/backup/config", $$"""{"data_base_uri":"{{uri}}","archive_base_uri":"file:///logs"}""");
        test.PassTime();

        Assert.Equal((HttpStatusCode.OK, "FAILED"), (answer.Status, test.Agent.Dags[0].State));
        Assert.Contains("OB.Storage.URI.Invalid", (await test.GetAsync("/task/sub_task/11")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "OB.Backup.DataBaseUriEmpty")]
    [InlineData("""{"data_base_uri":"","archive_base_uri":"file:///a"}""", "OB.Backup.DataBaseUriEmpty")]
    [InlineData("""{"data_base_uri":"file:///d"}""", "OB.Backup.ArchiveBaseUriEmpty")]
    [InlineData("""{"data_base_uri":["file:///d"],"archive_base_uri":"file:///a"}""", "Common.BindJsonFailed")]
    [InlineData("""{"data_base_uri":"ftp://d","archive_base_uri":"file:///a"}""", "OB.Storage.URI.Invalid")]
    public async Task A_whole_config_names_both_places(string body, string errCode)
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t");

        var answer = await test.PostAsync("/tenant/t/backup/config", body);

        Assert.Equal((HttpStatusCode.BadRequest, errCode), (answer.Status, answer.ErrCode));
    }

    [Theory]
    [InlineData("""{"log_archive_concurrency":101}""", "OB.Backup.LogArchiveConcurrency.Invalid")]
    [InlineData("""{"log_archive_concurrency":1.5}""", "Common.BindJsonFailed")]
    [InlineData("""{"ha_low_thread_score":-1}""", "OB.Backup.HaLowThreadScore.Invalid")]
    [InlineData("""{"binding":"mandatory"}""", "OB.Backup.ArchiveBaseUriEmpty")]
    [InlineData("""{"piece_switch_interval":"1d"}""", "OB.Backup.ArchiveBaseUriEmpty")]
    [InlineData("""{"archive_base_uri":"file:///a","binding":"loose"}""", "OB.Backup.Binding.Invalid")]
    [InlineData("""{"archive_base_uri":"file:///a","piece_switch_interval":"23h"}""", "OB.Backup.PieceSwitchInterval.Invalid")]
    [InlineData("""{"archive_base_uri":"file:///a","piece_switch_interval":"8d"}""", "OB.Backup.PieceSwitchInterval.Invalid")]
    [InlineData("""{"archive_base_uri":"file:///a","piece_switch_interval":"1 d"}""", "Common.InvalidTimeDuration")]
    [InlineData("""{"archive_base_uri":"file:///a","archive_lag_target":"3h"}""", "OB.Backup.ArchiveLagTarget.Invalid")]
    [InlineData("""{"archive_base_uri":"s3://b/k?host=h","archive_lag_target":"30s"}""", "OB.Backup.ArchiveLagTargetForS3.Invalid")]
    [InlineData("""{"archive_base_uri":"file:///a","archive_lag_target":"30s"}""", null)]
    [InlineData("""{"archive_lag_target":"3h"}""", null)]
    [InlineData("""{"delete_policy":{"policy":"weekly","recovery_window":"7d"}}""", "OB.Backup.DeletePolicy.Invalid")]
    [InlineData("""{"delete_policy":{"policy":"Default","recovery_window":"7d"}}""", null)]
    [InlineData("""{"delete_policy":{"recovery_window":7}}""", "Common.BindJsonFailed")]
    [InlineData("", null)]
    [InlineData("[]", "Common.BindJsonFailed")]
    public async Task A_part_of_a_config_is_checked_as_far_as_it_goes(string body, string? errCode)
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t").WithBackupConfig();

        var answer = await test.PatchAsync("/tenant/t/backup/config", body.Length == 0 ? null : body);

        Assert.Equal(errCode, answer.Status == HttpStatusCode.OK ? null : answer.ErrCode);
    }

    [Theory]
    [InlineData("{}", "OB.Backup.BaseUriEmpty")]
    [InlineData("""{"data_base_uri":"file:///d","archive_base_uri":"file:///a"}""", "OB.Backup.BaseUriEmpty")]
    [InlineData("""{"backup_base_uri":"nfs://d"}""", "OB.Storage.URI.Invalid")]
    public async Task A_config_for_all_names_their_common_place(string body, string errCode)
    {
        await using var test = await AgentUnderTest.StartAsync();
        test.Agent.AddTenant("t");

        Assert.Equal(errCode, (await test.PostAsync("/obcluster/backup/config", body)).ErrCode);
        Assert.Equal("OB.Backup.BaseUriEmpty", (await test.PatchAsync("/obcluster/backup/config", """{"binding":"OPTIONAL"}""")).ErrCode);
    }

    private static async Task<(string? Data, string? Archive)> StorageAsync(AgentUnderTest test)
    {
        var data = (await test.GetAsync("/tenant/t/backup/config/storage")).Data;
        return (data.GetProperty("data_base_uri").GetString(), data.GetProperty("archive_base_uri").GetString());
    }
}
