using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ObShellSdk.Backup;
using ObShellSdk.Hosting;
using ObShellSdk.Testing;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ObShellSdk.Tests.Hosting;

public sealed class AddObShellClientTests
{
    [Fact]
    public async Task Registers_client_and_health_check_from_a_connection_string()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        HostApplicationBuilder builder = HostedAgent.CreateBuilder(configuration: ("ConnectionStrings:obshell", HostedAgent.ConnectionString(agent)));
        builder.AddObShellClient("obshell");
        using IHost host = builder.Build();

        TenantBackupOverview overview = await host.Services.GetRequiredService<ObShellClient>().Backup.GetOverviewAsync("tenant1");

        Assert.True(overview.Task.IsFinished);
        HealthReportEntry entry = await host.CheckAsync("obshell");
        Assert.Equal((HealthStatus.Healthy, "The agent and its observer can be used."), (entry.Status, entry.Description));
    }

    [Theory]
    [InlineData("east", "ObShell:east")]
    [InlineData("east", "east")]
    public void Reads_a_section_by_its_name_and_leaves_out_its_settings(string name, string section)
    {
        HostApplicationBuilder builder = HostedAgent.CreateBuilder(
            configuration: [($"{section}:Endpoint", "http://10.0.0.1:2886"), ($"{section}:Password", "p"), ($"{section}:DisableHealthChecks", "true"), ($"{section}:Retry:MaxAttempts", "7")]);
        builder.AddKeyedObShellClient(name);
        using IHost host = builder.Build();

        Assert.Equal("10.0.0.1:2886", host.Services.GetRequiredKeyedService<ObShellClient>(name).Endpoint.Authority);
        Assert.Equal(7, host.Services.GetRequiredService<IOptionsMonitor<ObShellClientOptions>>().Get(name).Retry.MaxAttempts);
        Assert.Empty(host.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations);
    }

    [Fact]
    public void A_connection_string_may_be_an_address_or_hold_lists_and_is_read_before_the_section()
    {
        HostApplicationBuilder builder = HostedAgent.CreateBuilder(configuration:
        [
            ("ConnectionStrings:east", "http://10.0.0.1:2886"), ("ConnectionStrings:west", "endpoints=http://10.0.0.2:2886, http://10.0.0.3:2886;Language=zh-CN"), ("ObShell:west:Language", "en-US"),
            ("ObShell:west:MinimumKeyBits", "512"),
        ]);
        builder.AddKeyedObShellClient("east");
        builder.AddKeyedObShellClient("west", settings => settings.DisableHealthChecks = true, options => options.UseSessions = true);
        using IHost host = builder.Build();
        ObShellClientOptions west = host.Services.GetRequiredService<IOptionsMonitor<ObShellClientOptions>>().Get("west");

        Assert.Equal("10.0.0.1:2886", host.Services.GetRequiredKeyedService<ObShellClient>("east").Endpoint.Authority);
        Assert.Equal(["10.0.0.2", "10.0.0.3"], west.Endpoints.Select(endpoint => endpoint.Host));
        Assert.Equal(("zh-CN", 512, true), (west.Language, west.MinimumKeyBits, west.UseSessions));
        Assert.Equal(["obshell_east"], host.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations.Select(check => check.Name));
    }

    [Theory]
    [InlineData("Endpoint=http://10.0.0.1:2886;Password=hidden;secret=part", "contains a key that is not known")]
    [InlineData("Endpoint=http://10.0.0.1:2886;Password=hidden;secret", "must consist of pairs")]
    [InlineData("Password=hidden-secret", "An endpoint is required")]
    [InlineData("Endpoint=hidden:secret@host", "The endpoint must be absolute")]
    public async Task An_invalid_connection_string_is_refused_without_a_word_of_it(string text, string reason)
    {
        HostApplicationBuilder builder = HostedAgent.CreateBuilder(configuration: ("ConnectionStrings:obshell", text));
        builder.AddObShellClient("obshell");
        using IHost host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:obshell", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_changes_in_the_connection_string_is_used_from_then_on()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        HostApplicationBuilder builder = HostedAgent.CreateBuilder(configuration: ("ConnectionStrings:obshell", HostedAgent.ConnectionString(agent)));
        builder.AddObShellClient("obshell");
        using IHost host = builder.Build();
        var client = host.Services.GetRequiredService<ObShellClient>();
        await client.Backup.GetOverviewAsync("tenant1");

        agent.Password = "another; \"password\"";
        builder.Configuration["ConnectionStrings:obshell"] = HostedAgent.ConnectionString(agent, agent.Password);

        await client.Backup.GetOverviewAsync("tenant1");
    }

    [Fact]
    public async Task Adds_spans_and_measurements_to_the_providers_of_the_host()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        (List<Activity> spans, List<Metric> metrics) = await CallAsync(agent, _ => { });

        Assert.Contains(spans, span => span.DisplayName == "GET /api/v1/tenant/{tenantName}/backup/overview");

        // Other tests may measure at the same time, with the same instrument of another meter.
        Metric[] durations = [.. metrics.Where(metric => metric.Name == "obshell.client.call.duration")];
        Assert.NotEmpty(durations);
        Assert.All(durations, duration => Assert.Equal([0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, double.PositiveInfinity], BoundsOf(duration)));
    }

    [Fact]
    public async Task Adds_neither_spans_nor_measurements_where_they_are_disabled()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();

        (List<Activity> spans, List<Metric> metrics) = await CallAsync(agent, settings => (settings.DisableTracing, settings.DisableMetrics) = (true, true));

        Assert.Empty(spans);
        Assert.Empty(metrics);
    }

    private static IEnumerable<double> BoundsOf(Metric metric)
    {
        var bounds = new List<double>();
        foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
        {
            foreach (HistogramBucket bucket in point.GetHistogramBuckets())
            {
                bounds.Add(bucket.ExplicitBound);
            }
        }

        return bounds.Distinct();
    }

    private static async Task<(List<Activity> Spans, List<Metric> Metrics)> CallAsync(FakeAgent agent, Action<ObShellClientSettings> configure)
    {
        var spans = new List<Activity>();
        var metrics = new List<Metric>();
        HostApplicationBuilder builder = HostedAgent.CreateBuilder(configuration: ("ConnectionStrings:obshell", HostedAgent.ConnectionString(agent)));
        builder.AddObShellClient("obshell", configure);
        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddInMemoryExporter(spans)).WithMetrics(meters => meters.AddInMemoryExporter(metrics));
        using IHost host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<ObShellClient>().Backup.GetOverviewAsync("tenant1");
        host.Services.GetRequiredService<TracerProvider>().ForceFlush();
        host.Services.GetRequiredService<MeterProvider>().ForceFlush();
        return (spans, metrics);
    }
}
