using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.SamplePrograms;

/// <summary>The contract of the nightly backup: options, events, exit codes, and that no backup is ever started twice.</summary>
public sealed class NightlyBackupTests
{
    private const string Backup = "/api/v1/tenant/{name}/backup";
    private const string Configuration = "/api/v1/tenant/{name}/backup/config";
    private const string Data = "oss://bucket/{tenant}/data?host=oss.example&access_id=PLANTEDID&access_key=PLANTEDKEY";
    private const string Logs = "file:///logs/{tenant}";

    private static readonly string[] _embedded = ["tenant1", "tenant2", "tenant3"];

    [Fact]
    public async Task Redirected_it_tells_line_by_line_and_ends_with_a_table()
    {
        SampleProgram run = await SampleProgram.RunAsync("NightlyBackup", null, "--tenants", "tenant1");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.DoesNotContain('\x1b', run.Output);
        string[] lines = run.Output.Split('\n');
        Assert.StartsWith("tenant1: configured, data to file:///backup/tenant1/data", lines[0], StringComparison.Ordinal);
        Assert.Equal("tenant1: started, full backup", lines[1]);
        Assert.Contains(lines, line => line.StartsWith("tenant1: progress ", StringComparison.Ordinal) && line.Contains(" MiB done", StringComparison.Ordinal));
        Assert.Contains("tenant1: completed", lines);
        Assert.Contains(lines, line => line.StartsWith("| tenant1 | completed | 00:00:", StringComparison.Ordinal));
        Assert.Contains("embedded agent", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_json_each_line_is_an_event_and_the_last_one_the_summary()
    {
        SampleProgram run = await SampleProgram.RunAsync("NightlyBackup", null, "--json", "--parallel", "3");

        run.AssertContract(completed: 3, failed: 0);
        Assert.Equal(0, run.ExitCode);
        Assert.All(_embedded, tenant =>
        {
            string[] events = [.. run.Of(tenant)];
            Assert.Equal(["configured", "started", "progress", "completed"], events.Distinct());
            Assert.Equal(events.Length - 3, events.Count(each => each == "progress"));
        });
        double[] percents = [.. run.Lines[..^1].Where(line => line.GetProperty("tenant").GetString() == "tenant1")
            .Select(line => line.GetProperty("percent")).Where(percent => percent.ValueKind == JsonValueKind.Number).Select(percent => percent.GetDouble())];
        Assert.Equal(percents.Order(), percents);
        Assert.Equal(100, percents[^1]);
        Assert.Contains("embedded agent", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_and_run_again_it_attaches_and_starts_nothing_twice()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(options => options.TimeProvider = clock);
        using (RunningSample killed = Start(agent, "--tenants", "tenant1,tenant2"))
        {
            await killed.WaitForAsync("started");
            await killed.WaitForAsync("started");
            await killed.KillAsync();
        }

        using RunningSample again = Start(agent, "--tenants", "tenant1,tenant2");
        await again.WaitForAsync("attached");
        await again.WaitForAsync("attached");
        clock.Advance(TimeSpan.FromSeconds(10));
        SampleProgram run = await again.WaitAsync();

        run.AssertContract(completed: 2, failed: 0);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, agent.RequestsTo(HttpMethod.Post, Backup).Count);
        Assert.Equal(2, agent.Dags.Count);
    }

    [Fact]
    public async Task An_agent_that_starts_again_under_another_key_is_waited_for()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(options => options.TimeProvider = clock);

        using RunningSample sample = Start(agent, "--tenants", "tenant1");
        await sample.WaitForAsync("started");
        clock.Advance(TimeSpan.FromSeconds(1.5));
        await sample.WaitForAsync("progress");
        await agent.StopAsync();
        JsonElement outage = await sample.WaitForAsync("progress");
        agent.RotateKey();
        await agent.StartAgainAsync();
        clock.Advance(TimeSpan.FromSeconds(10));
        SampleProgram run = await sample.WaitAsync();

        Assert.StartsWith("the agent does not answer", outage.GetProperty("message").GetString(), StringComparison.Ordinal);
        run.AssertContract(completed: 1, failed: 0);
        Assert.Single(agent.RequestsTo(HttpMethod.Post, Backup));
    }

    [Fact]
    public async Task A_backup_that_obshell_did_not_start_is_attached_to_as_well()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(options => options.TimeProvider = clock);
        agent.FindTenant("tenant1")!.WithRunningBackup(TimeSpan.FromMinutes(10), 0.4);

        using RunningSample sample = Start(agent, "--tenants", "tenant1");
        JsonElement progress = await sample.WaitForAsync("progress");
        clock.Advance(TimeSpan.FromMinutes(6));
        SampleProgram run = await sample.WaitAsync();

        Assert.Equal(39.3, progress.GetProperty("percent").GetDouble());
        run.AssertContract(completed: 1, failed: 0);
        Assert.Equal("attached", run.Of("tenant1").First());
        Assert.Empty(agent.RequestsTo(HttpMethod.Post, Backup));
    }

    [Theory]
    [InlineData("FAILED", "failed")]
    [InlineData("CANCELED", "canceled")]
    public async Task A_backup_that_obshell_did_not_start_may_end_badly(string status, string @event)
    {
        await using FakeAgent agent = await StartAsync();
        FakeTenant tenant = agent.FindTenant("tenant1")!.WithBackupTask(new FakeBackupTask { Status = "DOING", EndTimestamp = null });

        using RunningSample sample = Start(agent, "--tenants", "tenant1");
        await sample.WaitForAsync("progress");
        tenant.WithBackupTask(new FakeBackupTask { Status = status, Comment = "disk full" });
        SampleProgram run = await sample.WaitAsync();

        run.AssertContract(completed: 0, failed: 1);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("disk full", run.Message(@event), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Some_failed_is_exit_1_and_the_others_are_completed()
    {
        await using FakeAgent agent = await StartAsync(options => options.Speed = 10);
        agent.NextDag.FailAtNode(2, "ERROR: [MySQL.Error]: disk full at oss://b/p?access_key=PLANTEDKEY");

        SampleProgram run = await RunAsync(agent, "--tenants", "tenant1,nobody,tenant2", "--parallel", "1");

        run.AssertContract(completed: 1, failed: 2);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["started", "failed"], run.Of("tenant1").Where(each => each != "progress"));
        Assert.Equal(["failed"], run.Of("nobody"));
        Assert.Equal("completed", run.Of("tenant2").Last());
        Assert.Contains("disk full", run.Output, StringComparison.Ordinal);
        Assert.Contains(ObShellErrorCodes.TenantNotExist, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED", run.Output + run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_that_is_canceled_meanwhile_counts_as_failed()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(options => options.TimeProvider = clock);
        using ObShellClient client = TestClients.Connect(agent);

        using RunningSample sample = Start(agent, "--tenants", "tenant1");
        await sample.WaitForAsync("started");
        clock.Advance(TimeSpan.FromSeconds(1.5));
        await sample.WaitForAsync("progress");
        await client.Backup.CancelAsync("tenant1");
        clock.Advance(TimeSpan.FromSeconds(1));
        SampleProgram run = await sample.WaitAsync();

        run.AssertContract(completed: 0, failed: 1);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("canceled", run.Of("tenant1").Last());
    }

    [Fact]
    public async Task One_at_a_time_means_that_the_second_starts_after_the_end_of_the_first()
    {
        await using FakeAgent agent = await StartAsync(options => options.Speed = 10);

        SampleProgram run = await RunAsync(agent, "--tenants", "tenant1,tenant2", "--parallel", "1");

        run.AssertContract(completed: 2, failed: 0);
        IReadOnlyList<ReceivedRequest> starts = agent.RequestsTo(HttpMethod.Post, Backup);
        Assert.Equal(["/api/v1/tenant/tenant1/backup", "/api/v1/tenant/tenant2/backup"], starts.Select(start => start.Path));
        Assert.True(agent.FindTenant("tenant1")!.BackupTask!.EndTimestamp <= starts[1].ReceivedAt);
    }

    [Fact]
    public async Task Of_more_tenants_than_may_run_the_last_waits_for_a_place()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(options => options.TimeProvider = clock);
        agent.AddTenant("tenant3").WithBackupConfig();

        using RunningSample sample = Start(agent, "--tenants", "tenant1,tenant2,tenant3,tenant1");
        await sample.WaitForAsync("started");
        await sample.WaitForAsync("started");
        Assert.Equal(2, agent.RequestsTo(HttpMethod.Post, Backup).Count);
        clock.Advance(TimeSpan.FromSeconds(10));
        await sample.WaitForAsync("started");
        clock.Advance(TimeSpan.FromSeconds(10));
        SampleProgram run = await sample.WaitAsync();

        run.AssertContract(completed: 3, failed: 0);
        Assert.Equal(3, agent.RequestsTo(HttpMethod.Post, Backup).Count);
    }

    [Fact]
    public async Task Control_C_stops_the_waiting_and_not_the_backup()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send to one process.");
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(options => options.TimeProvider = clock);

        using RunningSample sample = Start(agent, "--tenants", "tenant1,tenant2", "--parallel", "1");
        await sample.WaitForAsync("started");
        await sample.PressControlCAsync();
        SampleProgram run = await sample.WaitAsync();

        run.AssertContract(completed: 0, failed: 0);
        Assert.Equal(130, run.ExitCode);
        Assert.Equal("Interrupted. The backup of tenant1 goes on at the server; run this program again to attach to it.", run.Errors.Trim());
        Assert.Empty(agent.RequestsTo(HttpMethod.Patch, Backup));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("COMPLETED", agent.FindTenant("tenant1")!.BackupTask!.Status);
        Assert.Null(agent.FindTenant("tenant2")!.BackupTask);
    }

    [Fact]
    public async Task Termination_is_as_Control_C_even_while_a_start_is_on_its_way()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send to one process.");
        await using FakeAgent agent = await StartAsync();
        agent.OnPost(Backup).Hang();

        using RunningSample sample = RunningSample.Start("NightlyBackup", TestClients.Password, "--endpoint", agent.Endpoint.ToString(), "--tenants", "tenant1");
        await WaitForAsync(agent, () => agent.RequestsTo(HttpMethod.Post, Backup).Count == 1);
        await sample.TerminateAsync();
        SampleProgram run = await sample.WaitAsync();

        Assert.Equal((130, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("Interrupted. A backup that has been started goes on", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_out_ends_the_waiting_and_is_exit_3_also_where_others_failed()
    {
        await using FakeAgent agent = await StartAsync(options => options.TimeProvider = new TestClock());

        SampleProgram run = await RunAsync(agent, "--tenants", "tenant1,nobody", "--timeout", "2");

        run.AssertContract(completed: 0, failed: 2);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("No end within 2 s. A backup that has been started goes on at the server.", run.Output, StringComparison.Ordinal);
        Assert.Empty(agent.RequestsTo(HttpMethod.Patch, Backup));
    }

    [Fact]
    public async Task A_refused_connection_is_exit_3()
    {
        SampleProgram run = await SampleProgram.RunAsync("NightlyBackup", null, "--json", "--endpoint", $"http://127.0.0.1:{FreePort()}", "--tenants", "tenant1,tenant2");

        run.AssertContract(completed: 0, failed: 2);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("no connection", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_page_is_exit_4()
    {
        await using FakeAgent agent = await StartAsync();
        agent.OnAny().Respond(FakeResponse.Raw(HttpStatusCode.OK, "<html>a shop</html>", "text/html"));

        SampleProgram run = await RunAsync(agent, "--tenants", "tenant1");

        run.AssertContract(completed: 0, failed: 1);
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("not an obshell agent", run.Message("failed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_set_up_is_made_once_and_prints_no_keys()
    {
        await using FakeAgent agent = await StartAsync(options => options.Speed = 10, isConfigured: false);
        string[] arguments = ["--tenants", "tenant1", "--data-uri", Data, "--archive-uri", Logs];

        SampleProgram first = await RunAsync(agent, arguments);
        SampleProgram second = await RunAsync(agent, arguments);

        Assert.Equal("configured", first.Of("tenant1").First());
        Assert.Equal("data to oss://bucket/tenant1/data?host=oss.example&access_id=***&access_key=***, logs to file:///logs/tenant1", first.Message("configured"));
        Assert.Equal("started", second.Of("tenant1").First());
        Assert.Contains("oss://bucket/tenant1/data?host=oss.example&access_id=PLANTEDID&access_key=PLANTEDKEY", Assert.Single(agent.RequestsTo(HttpMethod.Post, Configuration)).RevealBody()!.Replace("\\u0026", "&", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.DoesNotContain("PLANTED", first.Output + first.Errors + second.Output + second.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:///elsewhere", 1)]
    [InlineData("oss://bucket/tenant1/data?host=other.example&access_id=i&access_key=k", 1)]
    [InlineData("oss://bucket/tenant1/data/?access_key=old&access_id=old&host=oss.example", 0)]
    public async Task What_is_set_otherwise_is_set_anew(string data, int configurations)
    {
        await using FakeAgent agent = await StartAsync(options => options.Speed = 10);
        agent.FindTenant("tenant1")!.WithBackupConfig(data, "file:///logs/tenant1");

        SampleProgram run = await RunAsync(agent, "--tenants", "tenant1", "--data-uri", Data, "--archive-uri", Logs);

        run.AssertContract(completed: 1, failed: 0);
        Assert.Equal(configurations, agent.RequestsTo(HttpMethod.Post, Configuration).Count);
    }

    [Fact]
    public async Task A_set_up_that_runs_is_waited_for_and_one_whose_answer_was_lost_is_found()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(options => options.TimeProvider = clock, isConfigured: false);
        agent.OnPost(Configuration).DropConnection(FakeDropPoint.AfterExecution).Once();
        string[] arguments = ["--tenants", "tenant1", "--data-uri", Data, "--archive-uri", Logs];
        using (RunningSample killed = Start(agent, arguments))
        {
            await WaitForAsync(agent, () => Looks(agent) > 0);
            await killed.KillAsync();
        }

        int before = Looks(agent);
        using RunningSample again = Start(agent, arguments);
        await WaitForAsync(agent, () => Looks(agent) > before);
        clock.Advance(TimeSpan.FromSeconds(2));
        await again.WaitForAsync("started");
        clock.Advance(TimeSpan.FromSeconds(10));

        (await again.WaitAsync()).AssertContract(completed: 1, failed: 0);
        Assert.Single(agent.RequestsTo(HttpMethod.Post, Configuration));
        Assert.Single(agent.RequestsTo(HttpMethod.Post, Backup));
    }

    [Fact]
    public async Task A_backup_that_runs_is_not_canceled_by_another_place()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await StartAsync(options => options.TimeProvider = clock);
        agent.FindTenant("tenant1")!.WithRunningBackup(TimeSpan.FromMinutes(1));

        using RunningSample sample = Start(agent, "--tenants", "tenant1", "--data-uri", Data, "--archive-uri", Logs);
        await sample.WaitForAsync("attached");
        clock.Advance(TimeSpan.FromMinutes(2));

        (await sample.WaitAsync()).AssertContract(completed: 1, failed: 0);
        Assert.Empty(agent.RequestsTo(HttpMethod.Post, Configuration));
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("file:///elsewhere", 1)]
    [InlineData("file:///data/tenant1", 0)]
    public async Task An_old_agent_that_does_not_tell_its_set_up_is_judged_by_the_last_backup(string? lastPath, int configurations)
    {
        await using FakeAgent agent = await StartAsync(options => (options.Version, options.Speed) = ("4.3.0.0-12025010100", 10));
        if (lastPath is not null)
        {
            agent.FindTenant("tenant1")!.WithBackupTask(new FakeBackupTask { Path = lastPath });
        }

        SampleProgram run = await RunAsync(agent, "--tenants", "tenant1", "--data-uri", "file:///data/{tenant}", "--archive-uri", Logs);

        run.AssertContract(completed: 1, failed: 0);
        Assert.Equal(configurations, agent.RequestsTo(HttpMethod.Post, Configuration).Count);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("file:///data/tenant1", 0)]
    public async Task An_agent_that_keeps_its_set_up_to_itself_is_judged_by_the_last_backup_too(string? lastPath, int configurations)
    {
        await using FakeAgent agent = await StartAsync(options => options.Speed = 10);
        agent.OnGet("/api/v1/tenant/tenant1/backup/config/storage").Respond(FakeResponse.Data("null"));
        if (lastPath is not null)
        {
            agent.FindTenant("tenant1")!.WithBackupTask(new FakeBackupTask { Path = lastPath });
        }

        SampleProgram run = await RunAsync(agent, "--tenants", "tenant1", "--data-uri", "file:///data/{tenant}", "--archive-uri", Logs);

        run.AssertContract(completed: 1, failed: 0);
        Assert.Equal(configurations, agent.RequestsTo(HttpMethod.Post, Configuration).Count);
    }

    [Fact]
    public async Task A_tenant_whose_name_cannot_stand_in_its_place_does_not_end_the_others()
    {
        await using FakeAgent agent = await StartAsync(options => options.Speed = 10);
        agent.AddTenant("no name");

        SampleProgram run = await RunAsync(agent, "--tenants", "no name,tenant2", "--data-uri", Data, "--archive-uri", Logs);

        run.AssertContract(completed: 1, failed: 1);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(["failed"], run.Of("no name"));
        Assert.Equal("completed", run.Of("tenant2").Last());
        Assert.DoesNotContain("PLANTED", run.Output + run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mode_and_the_password_reach_the_agent_and_nobody_else()
    {
        await using FakeAgent agent = await StartAsync(options => (options.Speed, options.UseTls) = (10, true));

        SampleProgram wrong = await SampleProgram.RunAsync("NightlyBackup", null, "--json", "--insecure", "--password", "@PLANTED", "--endpoint", agent.Endpoint.ToString(), "--tenants", "tenant1");
        SampleProgram right = await RunAsync(agent, "--tenants", "tenant1", "--mode", "incremental", "--insecure");

        Assert.Equal((1, 0), (wrong.ExitCode, right.ExitCode));
        Assert.Contains(ObShellErrorCodes.SecurityAuthenticationIncorrectOceanbasePassword, wrong.Message("failed"), StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED", wrong.Output + wrong.Errors, StringComparison.Ordinal);
        Assert.Equal("""{"mode":"incremental"}""", Assert.Single(agent.RequestsTo(HttpMethod.Post, Backup)).RevealBody());
        Assert.Equal("Obcluster start increment backup for tenant1", Assert.Single(agent.Dags).Name);
    }

    [Theory]
    [InlineData("--nonsense=PLANTED")]
    [InlineData("oss://b/p?access_key=PLANTED")]
    [InlineData("--password", "a", "PLANTED")]
    [InlineData("--parallel", "0")]
    [InlineData("--parallel", "many")]
    [InlineData("--timeout", "0")]
    [InlineData("--timeout", "soon")]
    [InlineData("--mode", "weekly")]
    [InlineData("--tenants", "tenant1,,tenant2")]
    [InlineData("--tenants", "..")]
    [InlineData("--tenants")]
    [InlineData("--data-uri", "file:///data")]
    [InlineData("--archive-uri", "file:///logs")]
    [InlineData("--data-uri", "PLANTED", "--archive-uri", "file:///logs")]
    [InlineData("--data-uri", "file:///data?x=PLANTED", "--archive-uri", "file:///logs")]
    [InlineData("--data-uri", "file:///data", "--archive-uri", "s3://PLANTED")]
    [InlineData("--endpoint", "http://127.0.0.1:1")]
    [InlineData("--endpoint", "ftp://127.0.0.1", "--tenants", "tenant1")]
    public async Task Wrong_usage_is_exit_2_with_the_usage_and_without_values(params string[] arguments)
    {
        SampleProgram run = await SampleProgram.RunAsync("NightlyBackup", null, arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("'NightlyBackup --help'", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    private static async Task<FakeAgent> StartAsync(Action<FakeAgentOptions>? configure = null, bool isConfigured = true)
    {
        var options = new FakeAgentOptions { Password = TestClients.Password };
        configure?.Invoke(options);
        FakeAgent agent = await FakeAgent.StartAsync(options);
        foreach (FakeTenant tenant in new[] { agent.AddTenant("tenant1"), agent.AddTenant("tenant2") })
        {
            _ = isConfigured ? tenant.WithBackupConfig() : tenant;
        }

        return agent;
    }

    /// <summary>How often somebody asked for a DAG by its id.</summary>
    private static int Looks(FakeAgent agent) => agent.Dags.Sum(dag => agent.RequestsTo($"/api/v1/task/dag/{dag.Id}").Count);

    /// <summary>Comes back once requests have arrived as they should.</summary>
    private static async Task WaitForAsync(FakeAgent agent, Func<bool> haveArrived)
    {
        int arrived = agent.Requests.Count;
        while (!haveArrived())
        {
            await agent.WaitForRequestsAsync(arrived + 1).WaitAsync(TestClients.Patience);
            arrived = agent.Requests.Count;
        }
    }

    private static RunningSample Start(FakeAgent agent, params string[] arguments) =>
        RunningSample.Start("NightlyBackup", TestClients.Password, ["--json", "--endpoint", agent.Endpoint.ToString(), .. arguments]);

    private static async Task<SampleProgram> RunAsync(FakeAgent agent, params string[] arguments)
    {
        using RunningSample sample = Start(agent, arguments);
        return await sample.WaitAsync();
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
