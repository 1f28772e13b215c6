using System.Globalization;
using System.Text.Json;
using ObShellSdk.Agents;
using ObShellSdk.Backup;
using ObShellSdk.Compaction;
using ObShellSdk.Restore;
using ObShellSdk.Serialization;
using ObShellSdk.Tasks;
using ObShellSdk.Tests.Contract;

namespace ObShellSdk.Tests.Serialization;

/// <summary>What the times of real agents mean. All of them are written again as they were sent.</summary>
public sealed class TimeTests
{
    private const string Start = "2026-11-30T19:52:58.903936Z";
    private const string Earlier = "2026-11-30T19:52:58.715158Z";

    /// <summary>Agents fill both times when they create a DAG, a node or a sub-task, and again when it starts.</summary>
    [Theory]
    [InlineData("PENDING", false, false)]
    [InlineData("READY", false, false)]
    [InlineData("RUNNING", true, false)]
    [InlineData("FAILED", true, true)]
    [InlineData("SUCCEED", true, true)]
    [InlineData("succeed", true, true)]
    [InlineData("PAUSED", true, false)]
    public void StartTime_and_EndTime_follow_the_state(string state, bool hasStarted, bool hasEnded)
    {
        string item = $$"""{"state":"{{state}}","start_time":"{{Start}}","end_time":"{{Earlier}}"}""";

        DagDetail dag = Read<DagDetail>(item);
        DagNode node = Read<DagNode>(item);
        SubTask task = Read<SubTask>(item);

        Assert.All([dag.StartTime, node.StartTime, task.StartTime], time => Assert.Equal(hasStarted ? Time(Start) : null, time));
        Assert.All([dag.EndTime, node.EndTime, task.EndTime], time => Assert.Equal(hasEnded ? Time(Earlier) : null, time));
    }

    [Fact]
    public void EndTime_appears_when_the_state_of_a_copy_has_ended()
    {
        DagDetail dag = Read<DagDetail>($$"""{"state":"RUNNING","start_time":"{{Start}}","end_time":"{{Earlier}}"}""");

        Assert.Equal(Time(Earlier), (dag with { State = TaskState.Succeed }).EndTime);
    }

    [Theory]
    [InlineData("""{"tenant_id":1,"lastest_archive_log_checkpoint":"0001-01-01T00:00:00Z","lastest_data_backup_time":"0001-01-01T00:00:00Z","archive_log_delay":1732993978.25}""", null)]
    [InlineData("""{"tenant_id":1}""", null)]
    [InlineData("""{"tenant_id":1,"lastest_archive_log_checkpoint":"1970-01-01T08:00:00Z","archive_log_delay":1732993978.25}""", null)]
    [InlineData("""{"tenant_id":1,"lastest_archive_log_checkpoint":"2026-11-30T19:52:58.903936Z"}""", 0.0)]
    [InlineData("""{"tenant_id":1,"lastest_archive_log_checkpoint":"2026-11-30T19:52:58.903936Z","archive_log_delay":12.5}""", 12.5)]
    public void ArchiveLogDelay_is_unknown_without_a_checkpoint(string json, double? delay)
    {
        TenantBackupInfo info = Read<TenantBackupInfo>(json);

        Assert.Equal(delay, info.ArchiveLogDelay);
        Assert.Equal(delay is null, info.LatestArchiveLogCheckpoint is null);
        Assert.Null(info.LatestDataBackupTime);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", null)]
    [InlineData("2026-11-30T19:52:58.903936Z", 1.5)]
    public void Delay_of_an_archive_task_is_unknown_without_a_checkpoint(string checkpoint, double? delay) =>
        Assert.Equal(delay, Read<ArchiveLogTask>($$"""{"round_id":1,"delay":1.5,"checkpoint":"{{checkpoint}}"}""").Delay);

    /// <summary>The view has 0 where there was no compaction, and the agent labels the database's wall clock with the offset of its own host.</summary>
    [Theory]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("1970-01-01T08:00:00+08:00")]
    [InlineData("1970-01-01T08:00:00Z")]
    [InlineData("1970-01-01T14:00:00-12:00")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("0000-12-31T19:03:58-04:56")]
    public void Times_of_a_compaction_that_never_was_are_null(string never)
    {
        TenantCompaction compaction = Read<TenantCompaction>($$"""{"start_time":"{{never}}","last_finish_time":"{{never}}","frozen_time":"{{never}}"}""");
        TenantCompactionHistory history = Read<TenantCompactionHistory>($$"""{"start_time":"{{never}}","last_finish_time":"{{never}}"}""");

        Assert.All([compaction.StartTime, compaction.LastFinishTime, compaction.FrozenTime, history.StartTime, history.LastFinishTime], Assert.Null);
    }

    [Theory]
    [InlineData("2026-11-29T19:59:51.866776Z", "2026-11-29T19:59:51.866776Z")]
    [InlineData("2026-11-30T03:59:51.123456789+08:00", "2026-11-29T19:59:51.1234567Z")]
    [InlineData("2026-11-29 19:59:51.866776", "2026-11-29T19:59:51.866776Z")]
    [InlineData("2026-11-29 19:59:51", "2026-11-29T19:59:51Z")]
    [InlineData("2026-11-29 23:59:59.999999999", "2026-11-29T23:59:59.9999999Z")]
    [InlineData("", null)]
    [InlineData("NULL", null)]
    [InlineData("1970-01-01 08:00:00.000000", null)]
    [InlineData("0001-01-01T00:00:00Z", null)]
    public void Times_of_a_restore_are_read_as_the_agent_and_as_the_database_print_them(string sent, string? time)
    {
        RestoreTask task = Read<RestoreTask>($$"""{"job_id":1,"start_timestamp":"{{sent}}","finish_timestamp":"{{sent}}"}""");

        Assert.Equal(time is null ? null : Time(time), task.StartTimestamp);
        Assert.Equal(task.StartTimestamp, task.FinishTimestamp);
        Assert.Equal(time is not null, task.IsFinished);
    }

    [Theory]
    [InlineData("\\\"centos\\\"", "centos")]
    [InlineData("'anolis'", "anolis")]
    [InlineData("debian", "debian")]
    public void Name_of_an_operating_system_has_no_quotes(string sent, string name) =>
        Assert.Equal(name, Read<HostOs>($$"""{"os":"{{sent}}","version":"7"}""").Name);

    /// <summary>Reads a record, and checks that it is written as it was.</summary>
    private static T Read<T>(string json)
    {
        T record = JsonSerializer.Deserialize(json, ObShellJson.TypeInfo<T>())!;
        Assert.Empty(JsonDifference.Of(JsonElement.Parse(json), JsonSerializer.SerializeToElement(record, ObShellJson.TypeInfo<T>())));
        return record;
    }

    private static DateTimeOffset? Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
