using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ObShellSdk.Backup;
using ObShellSdk.Errors;
using ObShellSdk.Hosting;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Hosting;

/// <summary>AddObShellBackupSchedule, against the state of fake agents.</summary>
public sealed class BackupScheduleTests
{
    [Fact]
    public async Task Backs_up_all_user_tenants_at_each_due_time()
    {
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T12:00Z", tenants: ["orders", "users"]);
        ScheduledHost host = await stage.StartHostAsync(configure: schedule => schedule.CatchUp = TimeSpan.Zero);

        await stage.PassUntilAsync(() => host.Results.Count == 4);

        Assert.All(host.Results, result => Assert.Equal((ObShellBackupOutcome.Succeeded, 1, "COMPLETED"), (result.Outcome, result.Attempts, result.Task!.Status.Value)));
        Assert.Equal(["orders 03T02:00", "users 03T02:00", "orders 04T02:00", "users 04T02:00"], host.Results.Select(result => $"{result.TenantName} {result.DueAt:ddTHH:mm}"));
        Assert.Equal(2, (await stage.ListJobsAsync("users")).Count);
        Assert.Equal(4, host.Log.Of(110).Length);
        Assert.DoesNotContain(host.Log.All, line => line.Level >= LogLevel.Warning && line.Id >= 100);
    }

    [Fact]
    public async Task A_replica_that_comes_later_finds_the_tenant_backed_up()
    {
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T12:00Z", configure: options =>
        {
            options.DatabaseTimeZone = TimeZoneInfo.CreateCustomTimeZone("+8", TimeSpan.FromHours(8), null, null);
            options.DatabaseClockOffset = TimeSpan.FromMinutes(-10);
        });
        ScheduledHost first = await stage.StartHostAsync(configure: schedule => schedule.CatchUp = TimeSpan.Zero);
        await stage.PassUntilAsync(() => !first.Results.IsEmpty);

        ScheduledHost second = await stage.StartHostAsync();
        await stage.PassUntilAsync(() => !second.Results.IsEmpty);

        Assert.Equal([ObShellBackupOutcome.Succeeded], first.Outcomes);
        Assert.Equal([ObShellBackupOutcome.AlreadyBackedUp], second.Outcomes);
        Assert.Single(await stage.ListJobsAsync());
    }

    [Fact]
    public async Task Two_replicas_start_one_backup()
    {
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T12:00Z", configure: options => options.Speed = 0.01);
        ScheduledHost[] hosts = [await stage.StartHostAsync(configure: Skip), await stage.StartHostAsync(configure: Skip)];

        await stage.PassUntilAsync(() => hosts.All(host => !host.Results.IsEmpty));

        Assert.All(hosts, host => Assert.Contains(host.Outcomes[0], new[] { ObShellBackupOutcome.Succeeded, ObShellBackupOutcome.AlreadyBackedUp }));
        Assert.Single(await stage.ListJobsAsync(), job => job.Status == BackupTaskStatus.Completed);

        static void Skip(ObShellBackupScheduleOptions schedule) => schedule.CatchUp = TimeSpan.Zero;
    }

    [Fact]
    public async Task Jitter_lets_a_replica_see_what_another_one_started_whatever_the_clocks_say()
    {
        // The database is an hour behind: no time would show that the backup is that of this night.
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T12:00Z", configure: options => options.DatabaseClockOffset = TimeSpan.FromHours(-1));
        ScheduledHost host = await stage.StartHostAsync(configure: schedule => (schedule.CatchUp, schedule.Jitter) = (TimeSpan.Zero, TimeSpan.FromHours(3)));
        await stage.PassUntilAsync("2026-03-03T02:00Z");
        await stage.PassUntilAsync(() => host.Time.WaitsUntil is { } until && until > DateTimeOffset.Parse("2026-03-03T02:00:10Z", null));

        await stage.BackUpAsync("orders", TimeSpan.FromSeconds(10));
        await stage.PassUntilAsync(() => !host.Results.IsEmpty);

        Assert.Equal([ObShellBackupOutcome.AlreadyBackedUp], host.Outcomes);
        Assert.Single(await stage.ListJobsAsync());
    }

    [Fact]
    public async Task Missed_nights_are_caught_up_once()
    {
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T02:00Z");
        await stage.BackUpAsync("orders", TimeSpan.FromMinutes(1));
        stage.Clock.Advance(TimeSpan.FromHours(80));

        ScheduledHost host = await stage.StartHostAsync();
        await stage.PassUntilAsync(() => host.Results.Count == 2);

        Assert.Equal([5, 6], host.Results.Select(result => result.DueAt.Day));
        Assert.Equal([ObShellBackupOutcome.Succeeded, ObShellBackupOutcome.Succeeded], host.Outcomes);
        Assert.Equal(3, (await stage.ListJobsAsync()).Count);
        Assert.Single(host.Log.Of(107));
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(9, true)]
    public async Task CatchUp_limits_how_late_a_missed_backup_starts(int hours, bool starts)
    {
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T10:00Z");

        ScheduledHost host = await stage.StartHostAsync(configure: schedule => schedule.CatchUp = TimeSpan.FromHours(hours));
        await stage.PassUntilAsync("2026-03-02T23:00Z");

        Assert.Equal(starts ? [ObShellBackupOutcome.Succeeded] : [], host.Outcomes);
    }

    [Fact]
    public async Task A_host_that_stops_leaves_the_backup_running_and_the_next_one_waits_for_it()
    {
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T12:00Z", configure: options => options.Speed = 0.01);
        ScheduledHost first = await stage.StartHostAsync(configure: schedule => schedule.CatchUp = TimeSpan.Zero);
        await stage.PassUntilAsync(() => stage.Agent.Tenants.Single(tenant => tenant.Name == "orders").BackupTask is not null);

        await stage.StopAsync(first);
        ScheduledHost second = await stage.StartHostAsync(configure: schedule => schedule.CatchUp = TimeSpan.Zero);
        await stage.PassUntilAsync(() => !second.Results.IsEmpty);

        Assert.Empty(first.Results);
        Assert.Contains("the backup continues", Assert.Single(first.Log.Of(106)), StringComparison.Ordinal);
        Assert.Equal([ObShellBackupOutcome.Succeeded], second.Outcomes);
        Assert.Single(await stage.ListJobsAsync());
    }

    [Fact]
    public async Task A_failed_backup_is_tried_again_up_to_MaxAttempts()
    {
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T12:00Z", configure: options => options.Speed = 0.01);
        ScheduledHost host = await stage.StartHostAsync(configure: schedule => (schedule.CatchUp, schedule.MaxAttempts) = (TimeSpan.Zero, 2));
        FakeTenant tenant = stage.Agent.Tenants.Single(tenant => tenant.Name == "orders");
        stage.OnTime = () =>
        {
            tenant.FailRunningBackup(comment: "disk full");
            return Task.CompletedTask;
        };

        await stage.PassUntilAsync(() => !host.Results.IsEmpty);

        ObShellBackupResult result = Assert.Single(host.Results);
        Assert.Equal((ObShellBackupOutcome.Failed, 2, "FAILED"), (result.Outcome, result.Attempts, result.Task?.Status.Value));
        Assert.IsType<DagFailedException>(result.Exception);
        Assert.Single(host.Log.Of(104));
        Assert.Single(host.Log.Of(112));
        Assert.Equal(2, (await stage.ListJobsAsync()).Count);
    }

    [Fact]
    public async Task A_backup_that_an_operator_cancels_is_not_started_again()
    {
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T12:00Z", configure: options => options.Speed = 0.01);
        ScheduledHost host = await stage.StartHostAsync(configure: schedule => schedule.CatchUp = TimeSpan.Zero);
        using ObShellClient client = stage.Connect();
        await stage.PassUntilAsync(() => stage.Agent.Tenants.Single(tenant => tenant.Name == "orders").BackupTask is not null);

        await client.Backup.CancelAsync("orders");
        await stage.PassUntilAsync(() => !host.Results.IsEmpty);

        Assert.Equal([ObShellBackupOutcome.Canceled], host.Outcomes);
        Assert.Single(await stage.ListJobsAsync());
    }

    [Fact]
    public async Task A_night_without_agents_is_missed_and_the_next_one_is_not()
    {
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T12:00Z");
        ScheduledHost host = await stage.StartHostAsync(configure: schedule => (schedule.CatchUp, schedule.Tenants) = (TimeSpan.FromHours(4), ["orders"]));
        await stage.PassUntilAsync("2026-03-03T01:00Z");
        await stage.Agent.StopAsync();
        await stage.PassUntilAsync("2026-03-03T03:00Z");
        Assert.Empty(host.Results);
        await stage.PassUntilAsync("2026-03-03T07:00Z");
        await stage.Agent.StartAgainAsync();
        await stage.PassUntilAsync(() => host.Results.Count == 2);

        Assert.Equal([ObShellBackupOutcome.Missed, ObShellBackupOutcome.Succeeded], host.Outcomes);
        Assert.IsType<ObShellTransportException>(host.Results.First().Exception);
    }

    [Fact]
    public async Task A_backup_starts_when_the_agents_come_back_in_time()
    {
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T12:00Z");
        ScheduledHost host = await stage.StartHostAsync(configure: schedule => schedule.CatchUp = TimeSpan.FromHours(4));
        await stage.PassUntilAsync("2026-03-03T01:00Z");
        await stage.Agent.StopAsync();
        await stage.PassUntilAsync("2026-03-03T04:00Z");
        await stage.Agent.StartAgainAsync();
        await stage.PassUntilAsync(() => !host.Results.IsEmpty);

        Assert.Equal((ObShellBackupOutcome.Succeeded, 3), (host.Results.Single().Outcome, host.Results.Single().DueAt.Day));
        Assert.NotEmpty(host.Log.Of(105));
    }

    [Fact]
    public async Task A_refused_backup_fails_and_an_observer_that_throws_ends_nothing()
    {
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T12:00Z");
        stage.Agent.AddTenant("bare");
        stage.Agent.AddTenant("my-tenant");
        ScheduledHost host = await stage.StartHostAsync(
            configure: schedule => (schedule.CatchUp, schedule.Tenants) = (TimeSpan.Zero, ["bare", "orders", "my-tenant"]),
            services: services => services.AddSingleton<IObShellBackupObserver, Throwing>());

        await stage.PassUntilAsync(() => host.Results.Count == 3);

        Assert.Equal([ObShellBackupOutcome.Failed, ObShellBackupOutcome.Succeeded, ObShellBackupOutcome.Failed], host.Outcomes);
        Assert.IsType<ObShellApiException>(host.Results.First().Exception);
        Assert.IsType<ArgumentException>(host.Results.Last().Exception);
        Assert.Equal(3, host.Log.Of(108).Length);
    }

    [Fact]
    public async Task Gauges_show_the_age_of_the_last_success_and_the_last_result()
    {
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T12:00Z", configure: options => options.Speed = 0.01);
        ScheduledHost host = await stage.StartHostAsync(configure: schedule => (schedule.CatchUp, schedule.MaxAttempts) = (TimeSpan.Zero, 1));
        var values = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, it) =>
        {
            if (instrument.Meter.Name == ObShellHostingDiagnostics.MeterName && instrument.Meter.Scope == host.Host.Services.GetRequiredService<IMeterFactory>())
            {
                it.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => values[$"{instrument.Name} {tags[0].Value}"] = value);
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => values[$"{instrument.Name} {tags[0].Value}"] = value);
        listener.Start();

        await stage.PassUntilAsync(() => !host.Results.IsEmpty);
        await stage.PassUntilAsync("2026-03-03T12:00Z");
        listener.RecordObservableInstruments();
        Assert.InRange(values["obshell.backup.age orders"], TimeSpan.FromHours(9).TotalSeconds, TimeSpan.FromHours(10).TotalSeconds);
        Assert.Equal(1, values["obshell.backup.last_result orders"]);

        FakeTenant tenant = stage.Agent.Tenants.Single(tenant => tenant.Name == "orders");
        stage.OnTime = () =>
        {
            tenant.FailRunningBackup();
            return Task.CompletedTask;
        };
        await stage.PassUntilAsync(() => host.Results.Count == 2);
        listener.RecordObservableInstruments();
        Assert.InRange(values["obshell.backup.age orders"], TimeSpan.FromHours(23).TotalSeconds, TimeSpan.FromHours(25).TotalSeconds);
        Assert.Equal(0, values["obshell.backup.last_result orders"]);
    }

    [Fact]
    public async Task Sends_mode_encryption_and_log_as_configured()
    {
        await using ScheduleStage stage = await ScheduleStage.StartAsync("2026-03-02T12:00Z");
        ScheduledHost host = await stage.StartHostAsync(configure: schedule =>
        {
            schedule.CatchUp = TimeSpan.Zero;
            schedule.Mode = BackupMode.Incremental;
            schedule.PlusArchive = true;
            schedule.Encryption = "a backup password";
        });

        await stage.PassUntilAsync(() => !host.Results.IsEmpty);

        string body = stage.Agent.Requests.Single(request => request.Method == "POST" && request.Path.EndsWith("/backup", StringComparison.Ordinal)).RevealBody()!;
        Assert.Contains("\"mode\":\"incremental\"", body, StringComparison.Ordinal);
        Assert.Contains("\"plus_archive\":true", body, StringComparison.Ordinal);
        Assert.Contains("a backup password", body, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Log.All, line => line.Text.Contains("a backup password", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0 2 * *", "Cron must be")]
    [InlineData("61 2 * * *", "Cron must be")]
    public async Task A_host_does_not_start_with_an_invalid_cron_expression(string cron, string reason)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(cron, null));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_does_not_start_with_invalid_options_of_a_schedule()
    {
        Action<ObShellBackupScheduleOptions>[] faults =
        [
            schedule => schedule.Parallel = 0,
            schedule => schedule.Jitter = TimeSpan.FromSeconds(-1),
            schedule => schedule.CatchUp = TimeSpan.FromSeconds(-5),
            schedule => schedule.MaxAttempts = 0,
            schedule => schedule.RetryDelay = TimeSpan.Zero,
            schedule => schedule.Tenants = ["sys"],
            schedule => schedule.Mode = new BackupMode("half"),
        ];

        foreach (Action<ObShellBackupScheduleOptions> fault in faults)
        {
            var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync("@daily", fault));
            Assert.Contains(" must ", error.Message, StringComparison.Ordinal);
        }
    }

    private static async Task StartAsync(string cron, Action<ObShellBackupScheduleOptions>? configure)
    {
        HostApplicationBuilder builder = HostedAgent.CreateBuilder();
        builder.Services.AddObShellClient(options => options.Endpoint = new Uri("http://127.0.0.1:1"));
        builder.Services.AddObShellBackupSchedule(cron, configure);
        using IHost host = builder.Build();
        await host.StartAsync();
    }

    private sealed class Throwing : IObShellBackupObserver
    {
        public ValueTask OnOutcomeAsync(ObShellBackupResult result, CancellationToken cancellationToken) => throw new InvalidOperationException("no network");
    }
}
