using System.Net;
using System.Text.Json;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.SamplePrograms;

/// <summary>The contract of the restore: options, events, exit codes, and that no restore is ever started twice.</summary>
public sealed class RestoreTenantTests
{
    private const string Restore = "/api/v1/tenant/restore";
    private const string Data = "oss://bucket/data?host=oss.example&access_id=PLANTEDID&access_key=PLANTEDKEY";

    private static readonly DateTimeOffset _start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Without_arguments_it_restores_from_its_own_agent()
    {
        SampleProgram run = await SampleProgram.RunAsync("RestoreTenant", null);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.DoesNotContain('\x1b', run.Output);
        string[] lines = run.Output.Split('\n');
        Assert.Equal("restored: started, from file:///backup/tenant1/data to the latest moment", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("restored: progress ", StringComparison.Ordinal) && line.Contains(" MiB done", StringComparison.Ordinal));
        Assert.Contains("restored: completed", lines);
        Assert.Contains(lines, line => line.StartsWith("| restored | completed | 00:00:", StringComparison.Ordinal));
        Assert.Contains("embedded agent", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moment_within_the_windows_is_restored_to_and_no_key_is_printed()
    {
        await using FakeAgent agent = await StartAsync(speed: 10);

        SampleProgram run = await RunAsync(agent, "--to", "2026-03-01T12:00:00Z", "--as", "copy", "--zone", "zone1=small*2", "--zone", "zone2=large*2");

        run.AssertContract(completed: 1, failed: 0);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["started", "completed"], run.Of("copy").Where(each => each != "progress"));
        Assert.Equal("from oss://bucket/data?host=oss.example&access_id=***&access_key=*** to 2026-03-01T12:00:00+00:00", run.Message("started"));
        Assert.DoesNotContain("PLANTED", run.Output + run.Errors, StringComparison.Ordinal);
        JsonElement body = JsonDocument.Parse(Assert.Single(agent.RequestsTo(HttpMethod.Post, Restore)).RevealBody()!).RootElement;
        Assert.Equal((Data, "copy"), (body.GetProperty("data_backup_uri").GetString(), body.GetProperty("restore_tenant_name").GetString()));
        Assert.Equal(1772366400000000000, body.GetProperty("scn").GetInt64());
        Assert.Equal(
            """[{"name":"zone1","unit_config_name":"small","unit_num":2},{"name":"zone2","unit_config_name":"large","unit_num":2}]""",
            body.GetProperty("zone_list").GetRawText());
    }

    [Theory]
    [InlineData("--latest", null, null)]
    [InlineData("--scn", "1772366400000000000", "1772366400000000000")]
    public async Task The_latest_moment_is_the_agents_choice_and_an_SCN_goes_as_it_is(string option, string? value, string? scn)
    {
        await using FakeAgent agent = await StartAsync(speed: 10);
        string[] target = value is null ? [option] : [option, value];

        SampleProgram run = await RunAsync(agent, [.. target, "--archive-uri", "file:///logs", "--as", "copy", "--zone", "zone1=small"]);

        run.AssertContract(completed: 1, failed: 0);
        JsonElement body = JsonDocument.Parse(Assert.Single(agent.RequestsTo(HttpMethod.Post, Restore)).RevealBody()!).RootElement;
        Assert.False(body.TryGetProperty("timestamp", out _));
        Assert.Equal(scn, body.TryGetProperty("scn", out JsonElement sent) ? sent.GetRawText() : null);
        Assert.Equal("file:///logs", body.GetProperty("archive_log_uri").GetString());
    }

    [Theory]
    [InlineData("--to", "2026-03-02T01:00:00Z", "the nearest moment that it can be restored to is 2026-03-02T08:00:00+08:00.")]
    [InlineData("--to", "2026-03-02T20:00:00Z", "the nearest moment that it can be restored to is 2026-03-03T08:00:00.000001+08:00.")]
    [InlineData("--scn", "1", "the nearest SCN that it can be restored to is 1772323200000001000 (2026-03-01T08:00:00.000001+08:00).")]
    public async Task A_moment_outside_the_windows_is_refused_with_the_nearest_and_nothing_is_started(string option, string value, string nearest)
    {
        await using FakeAgent agent = await StartAsync();

        SampleProgram run = await RunAsync(agent, option, value, "--as", "copy", "--zone", "zone1=small");

        run.AssertContract(completed: 0, failed: 1);
        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith(nearest, run.Message("failed"), StringComparison.Ordinal);
        Assert.Empty(agent.RequestsTo(HttpMethod.Post, Restore));
    }

    [Fact]
    public async Task A_backup_without_windows_can_be_restored_to_no_moment()
    {
        await using FakeAgent agent = await StartAsync();
        agent.AddRestoreSource("file:///empty");

        SampleProgram shown = await RunAsync(agent, "--data-uri", "file:///empty", "--windows");
        SampleProgram run = await RunAsync(agent, "--data-uri", "file:///empty", "--scn", "1", "--as", "copy", "--zone", "zone1=small");

        shown.AssertContract(completed: 0, failed: 0);
        Assert.Equal((0, 1), (shown.ExitCode, run.ExitCode));
        Assert.Contains("no moment", shown.Errors, StringComparison.Ordinal);
        Assert.Contains("no moment", run.Message("failed"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4.5.0.0-12026050100", "prod")]
    [InlineData("4.3.0.0-12025010100", "")]
    public async Task Windows_are_only_shown(string version, string tenant)
    {
        await using FakeAgent agent = await StartAsync(version: version);

        SampleProgram run = await RunAsync(agent, "--windows");
        SampleProgram text = await SampleProgram.RunAsync("RestoreTenant", TestClients.Password, "--endpoint", agent.Endpoint.ToString(), "--data-uri", Data, "--windows");

        run.AssertContract(completed: 0, failed: 0);
        Assert.Equal((0, 0), (run.ExitCode, text.ExitCode));
        string[] windows = ["2026-03-01T08:00:00.000001+08:00/2026-03-02T08:00:00+08:00", "2026-03-03T08:00:00.000001+08:00/2026-03-04T08:00:00+08:00"];
        Assert.Equal(windows, run.Lines[..^1].Select(line => line.GetProperty("message").GetString()));
        Assert.Equal(["window", "window"], run.Of(tenant));
        Assert.Equal(windows.Select(window => $"{(tenant.Length > 0 ? tenant + ": " : "")}window, {window}"), text.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("PLANTED", run.Output + run.Errors + text.Output + text.Errors, StringComparison.Ordinal);
        Assert.Empty(agent.Dags);
    }

    [Fact]
    public async Task An_agent_that_cannot_tell_whose_backup_it_is_restores_it_by_its_windows()
    {
        await using FakeAgent agent = await StartAsync(speed: 10);
        agent.OnPost("/api/v1/restore/source-tenant-info").Respond(FakeResponse.Error("Common.Unexpected"));

        SampleProgram shown = await RunAsync(agent, "--windows");
        SampleProgram run = await RunAsync(agent, "--to", "2026-03-01T12:00:00Z", "--as", "copy", "--zone", "zone1=small");

        Assert.Equal(["window", "window"], shown.Of(""));
        run.AssertContract(completed: 1, failed: 0);
        Assert.Equal((0, 0), (shown.ExitCode, run.ExitCode));
    }

    [Fact]
    public async Task Killed_and_run_again_it_attaches_and_starts_nothing_twice()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        string[] arguments = ["--latest", "--as", "copy", "--zone", "zone1=small"];
        using (RunningSample killed = Start(agent, arguments))
        {
            await killed.WaitForAsync("started");
            await killed.KillAsync();
        }

        using RunningSample again = Start(agent, arguments);
        await again.WaitForAsync("attached");
        clock.Advance(TimeSpan.FromSeconds(10));
        SampleProgram run = await again.WaitAsync();

        run.AssertContract(completed: 1, failed: 0);
        Assert.Equal(0, run.ExitCode);
        Assert.Single(agent.RequestsTo(HttpMethod.Post, Restore));
        Assert.NotNull(agent.FindTenant("copy"));
    }

    [Fact]
    public async Task A_restore_without_a_DAG_counts_as_failed_since_its_tenant_stays_a_standby()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        agent.AddTenant("copy").WithRunningRestore(TimeSpan.FromMinutes(10), 0.4);

        using RunningSample sample = Start(agent, "--latest", "--as", "copy", "--zone", "zone1=small");
        JsonElement progress = await sample.WaitForAsync("progress");
        clock.Advance(TimeSpan.FromMinutes(6));
        SampleProgram run = await sample.WaitAsync();

        Assert.Equal(40, progress.GetProperty("percent").GetDouble());
        run.AssertContract(completed: 0, failed: 1);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no DAG has activated the tenant", run.Message("failed"), StringComparison.Ordinal);
        Assert.Empty(agent.RequestsTo(HttpMethod.Post, Restore));
    }

    [Fact]
    public async Task A_restore_that_is_canceled_meanwhile_counts_as_failed()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);
        using ObShellClient client = TestClients.Connect(agent);

        using RunningSample sample = Start(agent, "--latest", "--as", "copy", "--zone", "zone1=small");
        await sample.WaitForAsync("started");
        clock.Advance(TimeSpan.FromSeconds(1.5));
        await sample.WaitForAsync("progress");
        await client.Restore.CancelAsync("copy");
        clock.Advance(TimeSpan.FromSeconds(10));
        SampleProgram run = await sample.WaitAsync();

        run.AssertContract(completed: 0, failed: 1);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("canceled", run.Of("copy").Last());
    }

    [Fact]
    public async Task A_failed_restore_and_a_tenant_that_exists_are_exit_1()
    {
        await using FakeAgent agent = await StartAsync(speed: 10);
        agent.AddTenant("there");
        agent.NextDag.FailAtNode(1, "ERROR: [MySQL.Error]: no unit at oss://b/p?access_key=PLANTEDKEY");

        SampleProgram failed = await RunAsync(agent, "--latest", "--as", "copy", "--zone", "zone1=small");
        SampleProgram refused = await RunAsync(agent, "--latest", "--as", "there", "--zone", "zone1=small");

        failed.AssertContract(completed: 0, failed: 1);
        refused.AssertContract(completed: 0, failed: 1);
        Assert.Equal((1, 1), (failed.ExitCode, refused.ExitCode));
        Assert.Contains("no unit", failed.Message("failed"), StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED", failed.Output + failed.Errors, StringComparison.Ordinal);
        Assert.Contains(ObShellErrorCodes.TenantExisted, refused.Message("failed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_C_stops_the_waiting_and_not_the_restore()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send to one process.");
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(clock);

        using RunningSample sample = Start(agent, "--latest", "--as", "copy", "--zone", "zone1=small");
        await sample.WaitForAsync("started");
        await sample.PressControlCAsync();
        SampleProgram run = await sample.WaitAsync();

        run.AssertContract(completed: 0, failed: 0);
        Assert.Equal(130, run.ExitCode);
        Assert.Equal("Interrupted. The restore of copy goes on at the server; run this program again to attach to it.", run.Errors.Trim());
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("SUCCEED", Assert.Single(agent.Dags).State);
    }

    [Fact]
    public async Task A_time_out_is_exit_3_and_a_web_page_exit_4()
    {
        await using FakeAgent agent = await StartAsync();
        agent.OnAny().Hang();
        SampleProgram silent = await RunAsync(agent, "--windows", "--timeout", "0.5");
        agent.OnAny().Respond(FakeResponse.Raw(HttpStatusCode.OK, "<html>a shop</html>", "text/html"));
        SampleProgram stranger = await RunAsync(agent, "--windows");

        silent.AssertContract(completed: 0, failed: 1);
        stranger.AssertContract(completed: 0, failed: 1);
        Assert.Equal((3, 4), (silent.ExitCode, stranger.ExitCode));
        Assert.Equal("No end within 0.5 s.", silent.Message("failed"));
    }

    [Theory]
    [InlineData("--zone", "zone1")]
    [InlineData("--to", "soon")]
    [InlineData("--scn", "0")]
    [InlineData("--scn", "1", "--latest")]
    [InlineData("--windows", "--latest")]
    [InlineData("--as", "")]
    [InlineData("--as", "sys")]
    [InlineData("--zone", "zone1=small", "--zone", "zone2=small*2")]
    [InlineData("--data-uri", "PLANTED")]
    [InlineData("--data-uri", "oss://PLANTED/p")]
    [InlineData("--timeout", "0")]
    [InlineData("--endpoint", "http://127.0.0.1:1", "--latest", "--as", "copy", "--zone", "zone1=small")]
    [InlineData("--endpoint", "http://127.0.0.1:1", "--data-uri", "file:///x", "--as", "copy", "--zone", "zone1=small")]
    [InlineData("--endpoint", "http://127.0.0.1:1", "--data-uri", "file:///x", "--latest", "--zone", "zone1=small")]
    [InlineData("--endpoint", "http://127.0.0.1:1", "--data-uri", "file:///x", "--latest", "--as", "copy")]
    public async Task Wrong_usage_is_exit_2_with_the_usage_and_without_values(params string[] arguments)
    {
        SampleProgram run = await SampleProgram.RunAsync("RestoreTenant", null, arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("'RestoreTenant --help'", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    private static async Task<FakeAgent> StartAsync(TimeProvider? clock = null, double speed = 1, string? version = null)
    {
        var options = new FakeAgentOptions { Password = TestClients.Password, Speed = speed, HostTimeZone = Testing.AgentUnderTest.Zone(8) };
        options.TimeProvider = clock ?? options.TimeProvider;
        options.Version = version ?? options.Version;
        FakeAgent agent = await FakeAgent.StartAsync(options);
        agent.AddRestoreSource("oss://bucket/data?host=oss.example", "prod").WithWindow(_start, _start.AddDays(1)).WithWindow(_start.AddDays(2), _start.AddDays(3));
        return agent;
    }

    private static RunningSample Start(FakeAgent agent, params string[] arguments)
    {
        string[] source = arguments.Contains("--data-uri") ? [] : ["--data-uri", Data];
        return RunningSample.Start("RestoreTenant", TestClients.Password, ["--json", "--endpoint", agent.Endpoint.ToString(), .. source, .. arguments]);
    }

    private static async Task<SampleProgram> RunAsync(FakeAgent agent, params string[] arguments)
    {
        using RunningSample sample = Start(agent, arguments);
        return await sample.WaitAsync();
    }
}
