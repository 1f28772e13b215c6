using System.Globalization;
using System.Text.Json;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

/// <summary>Agents label the database's wall clock with the offset of their own host. The clock stands at 2026-06-01T12:00:00Z.</summary>
public sealed class FakeTimeZoneTests
{
    [Theory]
    [InlineData(0, 0, "2026-06-01T12:00:00.1Z")]
    [InlineData(0, 8, "2026-06-01T20:00:00.1Z")]
    [InlineData(8, 0, "2026-06-01T12:00:00.1+08:00")]
    [InlineData(8, 8, "2026-06-01T20:00:00.1+08:00")]
    public async Task Cluster_dag_times_are_the_databases_wall_clock_with_the_hosts_offset(int host, int database, string startTime)
    {
        await using var test = await StartAsync(host, database);
        var dag = test.Agent.AddDag("work");
        test.PassTime();

        Assert.Equal(startTime, Text(await test.DagAsync(dag.Id), "start_time"));
        Assert.Equal(startTime, Text((await test.DagAsync(dag.Id)).GetProperty("nodes")[0].GetProperty("sub_tasks")[0], "start_time"));
    }

    [Theory]
    [InlineData(0, 8, "2026-06-01T12:00:00.1Z")]
    [InlineData(8, 0, "2026-06-01T20:00:00.1+08:00")]
    public async Task Agent_dag_times_are_the_hosts_own(int host, int database, string startTime)
    {
        await using var test = await StartAsync(host, database);
        var dag = test.Agent.AddDag("work", FakeDagKind.Agent);
        test.PassTime();

        Assert.Equal(startTime, Text(await test.DagAsync(dag.Id), "start_time"));
    }

    [Fact]
    public async Task The_agents_clock_and_log_lines_are_in_the_hosts_zone()
    {
        await using var test = await StartAsync(0, 8);
        test.Agent.NextDag.FailAtNode(0, "ERROR: [Common.Unexpected]: full");
        var dag = test.Agent.AddDag("work");

        Assert.StartsWith("2026-06-01T12:00:00.", (await test.GetAsync("/time")).Data.GetString(), StringComparison.Ordinal);
        Assert.Equal(test.Time.GetUtcNow(), (await test.GetAsync("/time")).Envelope.GetProperty("timestamp").GetDateTimeOffset());

        test.PassTime(5);
        var id = Text((await test.DagAsync(dag.Id)).GetProperty("nodes")[0].GetProperty("sub_tasks")[0], "id");
        Assert.Equal("2026-06-01T12:00:00.6Z", Text((await test.GetAsync($"/task/sub_task/{id}/logs")).Data.GetProperty("contents")[0], "create_time"));
    }

    [Fact]
    public async Task Backup_and_archive_times_are_the_databases_wall_clock()
    {
        await using var test = await StartAsync(0, 8);
        test.Agent.AddTenant("t").WithRunningBackup(TimeSpan.FromMinutes(10), 0.5);

        var overview = (await test.GetAsync("/tenant/t/backup/overview")).Data.GetProperty("status");
        var job = (await test.GetAsync("/tenant/t/backup/tasks")).Data.GetProperty("contents")[0];
        var info = (await test.GetAsync("/tenant/t/backup/info")).Data;
        var archive = (await test.GetAsync("/tenant/t/backup/log/tasks")).Data.GetProperty("contents")[0];

        Assert.Equal("2026-06-01T19:55:00Z", Text(overview, "start_timestamp"));
        Assert.Equal("2026-06-01T19:55:00Z", Text(job, "start_timestamp"));
        Assert.Equal("2026-06-01T19:55:00Z", Text(info, "lastest_data_backup_time"));
        Assert.Equal("2026-06-01T19:59:58Z", Text(info, "lastest_archive_log_checkpoint"));
        Assert.Equal(("2026-06-01T19:55:00Z", "2026-06-01T19:59:58Z"), (Text(archive, "start_time"), Text(archive, "checkpoint")));
        Assert.Equal(1780314900000000000, overview.GetProperty("start_scn").GetInt64());
    }

    [Fact]
    public async Task Restore_times_are_the_databases_wall_clock_with_an_offset()
    {
        await using var test = await StartAsync(0, 8);
        test.Agent.AddTenant("t").WithRunningRestore(TimeSpan.FromMinutes(10), 0.5);

        var running = (await test.GetAsync("/tenant/t/restore/overview")).Data;
        test.Time.Advance(TimeSpan.FromMinutes(5));
        var ended = (await test.GetAsync("/restore/tasks")).Data.GetProperty("contents")[0];

        Assert.Equal(("2026-06-01T19:55:00Z", ""), (Text(running, "start_timestamp"), Text(running, "finish_timestamp")));
        Assert.Equal(("2026-06-01T19:55:00Z", "2026-06-01T20:05:00Z"), (Text(ended, "start_timestamp"), Text(ended, "finish_timestamp")));
        Assert.Equal("2026-06-01 20:00:00.000000", Text(ended, "restore_scn_display"));
    }

    [Fact]
    public async Task Restore_windows_are_real_moments_in_the_hosts_zone()
    {
        await using var test = await StartAsync(2, 8);
        test.Agent.AddRestoreSource("file:///b", "t").WithWindow(Moment("2026-05-01T00:00:00Z"), Moment("2026-05-02T00:00:00Z"));

        var window = (await test.GetAsync("/restore/windows", """{"data_backup_uri":"file:///b","archive_log_uri":""}""")).Data.GetProperty("restore_windows")[0];

        Assert.Equal(("2026-05-01T02:00:00+02:00", "2026-05-02T02:00:00+02:00"), (Text(window, "start_time"), Text(window, "end_time")));
    }

    [Fact]
    public async Task Compaction_tenant_and_package_times_are_the_databases_wall_clock()
    {
        await using var test = await StartAsync(0, 8);
        test.Agent.AddTenant("t");
        test.Agent.AddPackage("oceanbase-ce-4.3.5.0-100000012024.el7.x86_64.rpm");

        Assert.Equal("2026-06-01T20:00:00Z", Text((await test.GetAsync("/tenant/t/compaction")).Data, "start_time"));
        Assert.Equal("2026-06-01T20:00:00Z", Text((await test.GetAsync("/tenant/t")).Data, "created_time"));
        Assert.Equal("2026-06-01T20:00:00Z", Text((await test.GetAsync("/upgrade/package/info")).Data.GetProperty("contents")[0], "gmt_modify"));
    }

    [Fact]
    public async Task A_database_clock_that_is_ahead_writes_later_times()
    {
        await using var test = await AgentUnderTest.StartAsync(options => options.DatabaseClockOffset = TimeSpan.FromMinutes(10));
        var dag = test.Agent.AddDag("work");
        test.PassTime();

        Assert.Equal("2026-06-01T20:10:00.1+08:00", Text(await test.DagAsync(dag.Id), "start_time"));
        Assert.Equal(test.Time.GetUtcNow(), (await test.GetAsync("/time")).Envelope.GetProperty("timestamp").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("2026-06-01T12:00:00Z", "2026-06-01T14:00:00+01:00")]
    [InlineData("2026-03-29T00:30:00Z", "2026-03-29T02:30:00+01:00")]
    [InlineData("2026-03-28T22:30:00Z", "2026-03-29T00:30:00Z")]
    [InlineData("2026-10-24T22:30:00Z", "2026-10-25T00:30:00+01:00")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25T02:30:00Z")]
    public async Task The_offset_is_the_one_that_the_host_has_at_that_wall_clock(string now, string createdTime)
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Moment(now));
        await using var test = await AgentUnderTest.StartAsync(options =>
            (options.TimeProvider, options.HostTimeZone, options.DatabaseTimeZone) = (time, London(), AgentUnderTest.Zone(2)));
        test.Agent.AddTenant("t");

        Assert.Equal(createdTime, Text((await test.GetAsync("/tenant/t")).Data, "created_time"));
    }

    [Fact]
    public async Task A_wall_clock_that_the_host_skips_is_read_as_go_reads_it()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Moment("2026-03-28T23:30:00Z"));
        await using var test = await AgentUnderTest.StartAsync(options =>
            (options.TimeProvider, options.HostTimeZone, options.DatabaseTimeZone) = (time, London(), AgentUnderTest.Zone(2)));
        test.Agent.AddTenant("t");

        // 01:30 does not exist on that day in London: clocks go from 01:00 to 02:00. Go takes the offset from before the change.
        Assert.Equal("2026-03-29T02:30:00+01:00", Text((await test.GetAsync("/tenant/t")).Data, "created_time"));
    }

    [Theory]
    [InlineData(8, "+08:00")]
    [InlineData(0, "+00:00")]
    [InlineData(-3.5, "-03:30")]
    public async Task The_time_zone_of_sys_is_that_of_the_database(double database, string value)
    {
        await using var test = await StartAsync(0, database);

        var variables = (await test.GetAsync("/tenant/sys/variables?filter=time_zone")).Data.GetProperty("contents");

        Assert.Equal(value, Text((await test.GetAsync("/tenant/sys/variable/time_zone")).Data, "value"));
        Assert.Equal(value, Text(variables[0], "value"));
        Assert.Equal(value, Text((await test.GetAsync("/tenant/sys")).Data, "time_zone"));
    }

    [Fact]
    public async Task Setting_the_time_zone_of_sys_moves_the_databases_times()
    {
        await using var test = await StartAsync(0, 8);
        test.Agent.AddTenant("t");

        await test.SendAsync(HttpMethod.Put, "/tenant/sys/variables", """{"variables":{"time_zone":"-05:00"}}""");

        Assert.Equal("-05:00", Text((await test.GetAsync("/tenant/sys/variable/time_zone")).Data, "value"));
        Assert.Equal("2026-06-01T07:00:00Z", Text((await test.GetAsync("/tenant/t")).Data, "created_time"));
        Assert.Equal("MySQL.Error", (await test.SendAsync(HttpMethod.Put, "/tenant/sys/variables", """{"variables":{"time_zone":"Moon"}}""")).ErrCode);
    }

    [Theory]
    [InlineData("2026-06-01T19:54:59Z", 1)]
    [InlineData("2026-06-01T11:55:00Z", 1)]
    [InlineData("2026-06-01T19:55:01Z", 0)]
    public async Task Filters_compare_with_the_times_as_they_are_shown(string startTime, int found)
    {
        await using var test = await StartAsync(0, 8);
        test.Agent.AddTenant("t").WithRunningBackup(TimeSpan.FromMinutes(10), 0.5).WithRunningRestore(TimeSpan.FromMinutes(10), 0.5);

        Assert.Equal(found, (await test.GetAsync($"/tenant/t/backup/tasks?start_time={startTime}")).Data.GetProperty("contents").GetArrayLength());
        Assert.Equal(found, (await test.GetAsync($"/restore/tasks?start_time={startTime}")).Data.GetProperty("contents").GetArrayLength());
    }

    [Fact]
    public async Task Each_agent_of_a_cluster_labels_times_with_its_own_offset()
    {
        var hours = 0;
        await using var cluster = await FakeCluster.StartAsync(2, options => (options.HostTimeZone, options.DatabaseTimeZone) = (AgentUnderTest.Zone(hours++), AgentUnderTest.Zone(8)));
        cluster.Agents[0].AddTenant("t");
        using var first = new RawAgentClient(cluster.Agents[0]);
        using var second = new RawAgentClient(cluster.Agents[1]);

        var (here, there) = (await CreatedAsync(first), await CreatedAsync(second));

        Assert.Equal((TimeSpan.Zero, TimeSpan.FromHours(1)), (here.Offset, there.Offset));
        Assert.Equal(here.DateTime, there.DateTime);
    }

    private static async Task<DateTimeOffset> CreatedAsync(RawAgentClient client)
        => (await client.GetAsync("/api/v1/tenant/t", new RawHeader(""))).Data.GetProperty("created_time").GetDateTimeOffset();

    private static Task<AgentUnderTest> StartAsync(double host, double database) => AgentUnderTest.StartAsync(options =>
        (options.HostTimeZone, options.DatabaseTimeZone) = (AgentUnderTest.Zone(host), AgentUnderTest.Zone(database)));

    /// <summary>UTC, and an hour more from the last Sunday of March, 01:00, to the last Sunday of October, 02:00.</summary>
    private static TimeZoneInfo London()
    {
        var start = TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 1, 0, 0), 3, 5, DayOfWeek.Sunday);
        var end = TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 10, 5, DayOfWeek.Sunday);
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1), start, end);
        return TimeZoneInfo.CreateCustomTimeZone("London", TimeSpan.Zero, "London", "GMT", "BST", [rule]);
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
