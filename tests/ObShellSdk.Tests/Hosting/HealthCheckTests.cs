using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Hosting;

/// <summary>AddObShell and AddObShellBackup of health checks.</summary>
public sealed class HealthCheckTests
{
    private static readonly TimeZoneInfo _plus8 = TimeZoneInfo.CreateCustomTimeZone("+8", TimeSpan.FromHours(8), null, null);

    [Fact]
    public async Task AddObShell_is_healthy_with_all_agents_and_names_them_in_its_data()
    {
        await using FakeCluster cluster = await StartClusterAsync();
        using IHost host = BuildHost(cluster);

        HealthReportEntry entry = await host.CheckAsync("obshell");

        Assert.Equal((HealthStatus.Healthy, "All 3 agents and their observers can be used."), (entry.Status, entry.Description));
        Assert.All(cluster.Agents, agent => Assert.StartsWith("Running, observer Available, obshell 4.5.0.0", (string)entry.Data[agent.Endpoint.Authority], StringComparison.Ordinal));
        AssertNoSecret(entry);
    }

    [Fact]
    public async Task AddObShell_is_degraded_when_one_of_several_agents_does_not_answer()
    {
        await using FakeCluster cluster = await StartClusterAsync();
        await cluster.Agents[0].StopAsync();
        using IHost host = BuildHost(cluster);

        HealthReportEntry entry = await host.CheckAsync("obshell");

        Assert.Equal((HealthStatus.Degraded, $"The agent {cluster.Agents[0].Endpoint.Authority} does not answer."), (entry.Status, entry.Description));
        Assert.Equal("unavailable", entry.Data[cluster.Agents[0].Endpoint.Authority]);
    }

    [Fact]
    public async Task AddObShell_is_degraded_when_one_of_several_observers_is_down()
    {
        await using FakeCluster cluster = await StartClusterAsync();
        cluster.Agents[1].ObState = 0;
        using IHost host = BuildHost(cluster);

        HealthReportEntry entry = await host.CheckAsync("obshell");

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Contains("observer NotRunning", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddObShell_is_degraded_while_times_of_the_database_are_shifted_and_not_corrected()
    {
        await using FakeCluster cluster = await StartClusterAsync(options => options.DatabaseTimeZone = _plus8);
        using IHost shifted = BuildHost(cluster);
        using IHost corrected = BuildHost(cluster, options => options.CorrectDatabaseTimes = true);

        HealthReportEntry entry = await shifted.CheckAsync("obshell");

        Assert.Equal((HealthStatus.Degraded, "08:00:00", "+08:00"), (entry.Status, entry.Data["database_time_difference"], entry.Data["database_time_zone"]));
        Assert.Equal(HealthStatus.Healthy, (await corrected.CheckAsync("obshell")).Status);
    }

    [Fact]
    public async Task AddObShell_is_degraded_while_maintenance_is_running()
    {
        await using FakeCluster cluster = await StartClusterAsync(options => options.Speed = 0.001);
        cluster.Agents[0].AddDag("Upgrade ob", FakeDagKind.ClusterMaintenance, "Upgrade");
        using IHost host = BuildHost(cluster);

        HealthReportEntry entry = await host.CheckAsync("obshell");

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Contains("maintenance", entry.Description, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task AddObShell_is_unhealthy_when_no_agent_answers()
    {
        await using FakeCluster cluster = await StartClusterAsync();
        foreach (FakeAgent agent in cluster.Agents)
        {
            await agent.StopAsync();
        }

        using IHost host = BuildHost(cluster);

        HealthReportEntry entry = await host.CheckAsync("obshell");

        Assert.Equal((HealthStatus.Unhealthy, "None of the 3 agents answers."), (entry.Status, entry.Description));
        Assert.IsAssignableFrom<ObShellTransportException>(entry.Exception);
    }

    [Fact]
    public async Task AddObShell_is_unhealthy_when_the_password_is_rejected_and_shows_no_password()
    {
        await using FakeCluster cluster = await StartClusterAsync();
        using IHost host = BuildHost(cluster, options => options.Credential = ObShellCredential.FromPassword("a wrong password"));

        HealthReportEntry entry = await host.CheckAsync("obshell");

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains("password", entry.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("a wrong password", $"{entry.Description} {entry.Exception}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddObShell_is_unhealthy_when_the_observer_is_down()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.ObState = 0;
        using IHost host = BuildHost([agent]);

        HealthReportEntry entry = await host.CheckAsync("obshell");

        Assert.Equal((HealthStatus.Unhealthy, $"The observer of {agent.Endpoint.Authority} cannot be used: NotRunning."), (entry.Status, entry.Description));
    }

    [Fact]
    public async Task AddObShell_ends_in_time_when_an_agent_hangs()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        agent.IsHung = true;
        using IHost host = BuildHost([agent], timeout: TimeSpan.FromMilliseconds(500));

        HealthReportEntry entry = await host.CheckAsync("obshell");

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        agent.IsHung = false;
    }

    [Fact]
    public async Task AddObShell_asks_once_for_probes_that_come_together_or_shortly_after()
    {
        var clock = new FakeTimeProvider();
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using IHost host = BuildHost([agent], clock);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.CheckAsync("obshell")));
        int first = agent.Requests.Count;

        clock.Advance(TimeSpan.FromSeconds(9));
        await host.CheckAsync("obshell");
        Assert.Equal(first, agent.Requests.Count);

        clock.Advance(TimeSpan.FromSeconds(2));
        await host.CheckAsync("obshell");
        Assert.InRange(agent.Requests.Count - first, 1, 4);
        Assert.InRange(first, 3, 9);
    }

    [Fact]
    public async Task AddObShell_takes_name_tags_key_and_failure_status()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        await agent.StopAsync();
        HostApplicationBuilder builder = HostedAgent.CreateBuilder();
        builder.Services.AddObShellClient("east", options => options.Endpoint = agent.Endpoint);
        builder.Services.AddHealthChecks().AddObShell("east", "cluster", HealthStatus.Degraded, ["ready"]).AddObShell("east");
        using IHost host = builder.Build();

        HealthReport report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(["cluster", "obshell_east"], report.Entries.Keys);
        Assert.Equal((HealthStatus.Degraded, "ready"), (report.Entries["cluster"].Status, report.Entries["cluster"].Tags.Single()));
        Assert.Equal(HealthStatus.Unhealthy, report.Entries["obshell_east"].Status);
    }

    [Fact]
    public async Task A_check_of_a_client_that_is_not_registered_says_so()
    {
        HostApplicationBuilder builder = HostedAgent.CreateBuilder();
        builder.Services.AddHealthChecks().AddObShell("west");
        using IHost host = builder.Build();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.CheckAsync("obshell_west"));

        Assert.Equal("No ObShellClient is registered under the key 'west'.", error.Message);
    }

    [Theory]
    [InlineData(25, HealthStatus.Healthy)]
    [InlineData(27, HealthStatus.Unhealthy)]
    public async Task AddObShellBackup_compares_the_age_by_corrected_times(int hours, HealthStatus status)
    {
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T02:00Z", configure: options => options.DatabaseTimeZone = _plus8);
        await stage.BackUpAsync("orders", TimeSpan.FromSeconds(30));
        stage.Clock.Advance(TimeSpan.FromHours(hours));
        using IHost host = BuildBackupHost(stage, maxArchiveLag: Timeout.InfiniteTimeSpan);

        HealthReportEntry entry = await host.CheckAsync("obshell_backup_orders");

        Assert.Equal(status, entry.Status);
        Assert.Contains($"ended {hours}:00 h ago", entry.Description, StringComparison.Ordinal);
        Assert.Equal("COMPLETED", entry.Data["last_backup_status"]);
    }

    [Fact]
    public async Task AddObShellBackup_is_unhealthy_when_the_last_backup_failed_or_there_was_none()
    {
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T02:00Z", tenants: ["orders", "users"]);
        await stage.BackUpAsync("orders", TimeSpan.FromSeconds(30));
        stage.Agent.FindTenant("orders")!.WithRunningBackup(TimeSpan.FromHours(1)).FailRunningBackup(result: -4016);
        using IHost host = BuildBackupHost(stage);

        HealthReportEntry failed = await host.CheckAsync("obshell_backup_orders");
        HealthReportEntry never = await host.CheckAsync("obshell_backup_users");

        Assert.Equal((HealthStatus.Unhealthy, "The last backup of tenant orders failed with result -4016."), (failed.Status, failed.Description));
        Assert.True(failed.Data.ContainsKey("last_success"));
        Assert.Equal((HealthStatus.Unhealthy, "Tenant users was never backed up."), (never.Status, never.Description?.Split(". ")[0].TrimEnd('.') + "."));
    }

    [Fact]
    public async Task AddObShellBackup_uses_the_last_success_while_a_backup_runs_or_after_one_was_canceled()
    {
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T02:00Z");
        await stage.BackUpAsync("orders", TimeSpan.FromSeconds(30));
        stage.Clock.Advance(TimeSpan.FromHours(20));
        stage.Agent.FindTenant("orders")!.WithRunningBackup(TimeSpan.FromHours(20));
        using IHost host = BuildBackupHost(stage);

        Assert.Equal(HealthStatus.Healthy, (await host.CheckAsync("obshell_backup_orders")).Status);
        stage.Clock.Advance(TimeSpan.FromHours(7));
        Assert.Equal(HealthStatus.Unhealthy, (await host.CheckAsync("obshell_backup_orders")).Status);
    }

    [Fact]
    public async Task AddObShellBackup_is_degraded_when_the_archive_lags_or_does_not_advance()
    {
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T02:00Z");
        await stage.BackUpAsync("orders", TimeSpan.FromSeconds(30));
        using IHost host = BuildBackupHost(stage);
        Assert.Equal(HealthStatus.Healthy, (await host.CheckAsync("obshell_backup_orders")).Status);

        stage.Agent.FindTenant("orders")!.InterruptArchiveLog();
        stage.Clock.Advance(TimeSpan.FromMinutes(20));
        HealthReportEntry lagging = await host.CheckAsync("obshell_backup_orders");
        Assert.Equal(HealthStatus.Degraded, lagging.Status);
        Assert.Contains("lags 0:20 h behind; at most 0:15 h are allowed", lagging.Description, StringComparison.Ordinal);

        // A checkpoint that stays although the agent reports no delay.
        stage.Agent.OnGet("/api/v1/tenant/orders/backup/info").Respond(FakeResponse.Data("""{"tenant_id":1002,"lastest_archive_log_checkpoint":"2026-03-02T02:01:00Z","archive_log_delay":1}"""));
        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HealthStatus.Healthy, (await host.CheckAsync("obshell_backup_orders")).Status);
        stage.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Contains("has not advanced for 0:20 h", (await host.CheckAsync("obshell_backup_orders")).Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddObShellBackup_works_with_agents_before_4_3_2()
    {
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T02:00Z", configure: options => (options.Version, options.KeyBits) = ("4.2.5.0-1", 512));
        await stage.BackUpAsync("orders", TimeSpan.FromSeconds(30));
        using IHost host = BuildBackupHost(stage);

        HealthReportEntry entry = await host.CheckAsync("obshell_backup_orders");

        Assert.Equal((HealthStatus.Healthy, "unknown before obshell 4.3.2"), (entry.Status, entry.Data["archive"]));
    }

    private static Task<FakeCluster> StartClusterAsync(Action<FakeAgentOptions>? configure = null) => FakeCluster.StartAsync(3, options =>
    {
        options.Password = TestClients.Password;
        configure?.Invoke(options);
    });

    private static IHost BuildHost(FakeCluster cluster, Action<ObShellClientOptions>? configure = null) => BuildHost(cluster.Agents, configure: configure);

    private static IHost BuildHost(IReadOnlyList<FakeAgent> agents, TimeProvider? time = null, Action<ObShellClientOptions>? configure = null, TimeSpan? timeout = null)
    {
        HostApplicationBuilder builder = HostedAgent.CreateBuilder(time);
        builder.Services.AddObShellClient(options => Connect(options, agents, configure));
        builder.Services.AddHealthChecks().AddObShell(timeout: timeout);
        return builder.Build();
    }

    private static void Connect(ObShellClientOptions options, IReadOnlyList<FakeAgent> agents, Action<ObShellClientOptions>? configure)
    {
        options.Endpoint = agents[0].Endpoint;
        foreach (FakeAgent agent in agents.Skip(1))
        {
            options.Endpoints.Add(agent.Endpoint);
        }

        options.Credential = ObShellCredential.FromPassword(TestClients.Password);
        options.MinimumKeyBits = 512;
        options.Retry = new ObShellRetryOptions { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(5) };
        configure?.Invoke(options);
    }

    private static IHost BuildBackupHost(ScheduleStage stage, TimeSpan? maxArchiveLag = null)
    {
        HostApplicationBuilder builder = HostedAgent.CreateBuilder(stage.Clock);
        builder.Services.AddObShellClient(options => Connect(options, stage.Cluster.Agents, null));
        builder.Services.AddHealthChecks()
            .AddObShellBackup("orders", TimeSpan.FromHours(26), maxArchiveLag: maxArchiveLag)
            .AddObShellBackup("users", TimeSpan.FromHours(26), maxArchiveLag: maxArchiveLag);
        return builder.Build();
    }

    private static void AssertNoSecret(HealthReportEntry entry) =>
        Assert.DoesNotContain(TestClients.Password, string.Join(' ', entry.Data.Select(pair => $"{pair.Key} {pair.Value}").Append(entry.Description)), StringComparison.Ordinal);
}
