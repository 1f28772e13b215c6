using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;
using ObShellSdk.Http;
using ObShellSdk.Testing;
using ObShellSdk.Tests.Hostile;

namespace ObShellSdk.Tests.Diagnostics;

/// <summary>What can be seen of calls from outside, and that it costs nothing to be seen by nobody.</summary>
public sealed class TelemetryTests
{
    private const string Overview = "/api/v1/tenant/{tenantName}/backup/overview";

    [Fact]
    public async Task A_call_is_measured_under_the_template_of_its_route()
    {
        using var meters = new Meters();
        using var output = new ClientOutput(meters.Meter);
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.MeterFactory = meters);

        await client.Backup.GetOverviewAsync("tenant1");
        await Assert.ThrowsAsync<ObShellApiException>(() => client.Backup.GetOverviewAsync("nobody"));

        var durations = output.Measurements.Where(measured => measured.Name == ObShellDiagnostics.CallDurationMetric).ToArray();
        Assert.Equal(2, durations.Length);
        Assert.All(durations, measured => Assert.InRange(measured.Value, 0, TestClients.Patience.TotalSeconds));
        Dictionary<string, object?> common = new()
        {
            ["http.request.method"] = "GET", ["url.template"] = Overview, ["server.address"] = "127.0.0.1", ["server.port"] = agent.Port,
        };
        Assert.Equivalent(new Dictionary<string, object?>(common) { ["http.response.status_code"] = 200 }, durations[0].Tags, strict: true);
        Assert.Equivalent(new Dictionary<string, object?>(common) { ["http.response.status_code"] = 400, ["error.type"] = ObShellErrorCodes.TenantNotExist }, durations[1].Tags, strict: true);
        Assert.Equal([1, -1, 1, -1], output.Measurements.Where(measured => measured.Name == ObShellDiagnostics.ActiveCallsMetric).Select(measured => measured.Value));
    }

    [Fact]
    public async Task Retries_resends_changed_keys_and_clocks_are_measured()
    {
        using var meters = new Meters();
        using var output = new ClientOutput(meters.Meter);
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.ClockOffset = TimeSpan.FromHours(1));
        using ObShellClient client = TestClients.Connect(agent, options => options.MeterFactory = meters);
        await client.Backup.GetOverviewAsync("tenant1");
        agent.RotateKey();
        agent.OnGet("/api/v1/tenant/{name}/backup/overview").DropConnection().Once();

        await client.Backup.GetOverviewAsync("tenant1");
        output.CollectGauges();

        Assert.Equal(typeof(ObShellTransportException).FullName, Assert.Single(Of(ObShellDiagnostics.RetriesMetric)).Tags["error.type"]);
        Assert.Equal(["clock", "key"], Of(ObShellDiagnostics.ResendsMetric).Select(measured => measured.Tags[ObShellDiagnostics.ResendCauseAttribute]));
        Assert.Equal(agent.Port, Assert.Single(Of(ObShellDiagnostics.KeyChangesMetric)).Tags["server.port"]);
        Assert.InRange(Assert.Single(Of(ObShellDiagnostics.ClockOffsetMetric)).Value, 3590, 3610);

        IEnumerable<(string Name, double Value, Dictionary<string, object?> Tags)> Of(string name) => output.Measurements.Where(measured => measured.Name == name);
    }

    [Fact]
    public async Task The_clock_of_an_agent_is_shown_no_longer_when_the_client_is_gone()
    {
        using var meters = new Meters();
        using var output = new ClientOutput(meters.Meter);
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using (ObShellClient client = TestClients.Connect(agent, options => options.MeterFactory = meters))
        {
            await client.Backup.GetOverviewAsync("tenant1");
        }

        output.CollectGauges();

        Assert.DoesNotContain(output.Measurements, measured => measured.Name == ObShellDiagnostics.ClockOffsetMetric);
    }

    [Fact]
    public async Task A_client_of_a_host_measures_with_the_hosts_meter()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        var services = new ServiceCollection();
        services.AddMetrics();
        services.AddObShellClient(options => (options.Endpoint, options.Credential) = (agent.Endpoint, ObShellCredential.FromPassword(TestClients.Password)));
        await using ServiceProvider provider = services.BuildServiceProvider();
        using var output = new ClientOutput(provider.GetRequiredService<IMeterFactory>().Create(ObShellDiagnostics.MeterName, ObShellDiagnostics.Version));

        await provider.GetRequiredService<ObShellClient>().Backup.GetOverviewAsync("tenant1");

        Assert.Single(output.Measurements, measured => measured.Name == ObShellDiagnostics.CallDurationMetric);
    }

    [Fact]
    public async Task A_path_that_the_user_wrote_names_neither_span_nor_measurement()
    {
        using var meters = new Meters();
        using var output = new ClientOutput(meters.Meter);
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.MeterFactory = meters);
        using Activity parent = new Activity("test").Start();

        await client.SendJsonAsync(HttpMethod.Get, "/api/v1/tenant/tenant1/backup/overview");

        Activity span = Assert.Single(output.Activities, activity => activity.ParentId == parent.Id);
        Assert.Equal("GET", span.DisplayName);
        Assert.Null(span.GetTagItem("url.template"));
        Assert.All(output.Measurements, measured => Assert.DoesNotContain("url.template", measured.Tags.Keys));
    }

    [Fact]
    public async Task The_agent_logs_a_traced_call_under_the_id_of_the_trace()
    {
        using var output = new ClientOutput();
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        using Activity parent = new Activity("test").Start();
        string? own = null, named = null;

        await client.Backup.GetOverviewAsync("tenant1", new ObShellCallOptions { OnResponse = answer => own = answer.TraceId });
        await client.Backup.GetOverviewAsync("tenant1", new ObShellCallOptions { TraceId = "mine", OnResponse = answer => named = answer.TraceId });

        Assert.Equal(parent.TraceId.ToHexString(), own);
        Assert.Equal("mine", named);
    }

    [Fact]
    public async Task The_baggage_of_the_host_goes_to_no_agent()
    {
        using var output = new ClientOutput();
        await using var agent = new HostileAgent();
        using var client = new ObShellClient(agent.Endpoint);
        using Activity parent = new Activity("test").SetBaggage("customer", "4711").Start();

        await client.Tenants.LockAsync("tenant1");

        string head = Assert.Single(agent.Heard).Head;
        Assert.DoesNotContain("4711", head, StringComparison.Ordinal);
        Assert.DoesNotContain("traceparent", head, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"X-OBSHELL-Trace-ID: {parent.TraceId.ToHexString()}", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_is_one_span_with_the_id_of_its_DAG_and_the_calls_in_it()
    {
        using var output = new ClientOutput();
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Speed = 1000);
        using ObShellClient client = TestClients.Connect(agent, options => options.LoggerFactory = output);
        using Activity parent = new Activity("test").Start();

        DagOperation operation = await client.Tenants.DropAsync("tenant1");
        await operation.WaitAsync();

        Activity[] own = [.. output.Activities.Where(activity => activity.TraceId == parent.TraceId && activity.Source.Name == ObShellDiagnostics.ActivitySourceName)];
        Activity wait = Assert.Single(own, activity => activity.DisplayName == ObShellDiagnostics.DagWaitSpan);
        Assert.Equal(operation.Id, wait.GetTagItem(ObShellDiagnostics.DagIdAttribute));
        Assert.Equal(nameof(DagOutcome.Succeeded), wait.GetTagItem(ObShellDiagnostics.DagOutcomeAttribute));
        Assert.Equal(operation.Id, Assert.Single(own, activity => activity.DisplayName == "DELETE /api/v1/tenant/{tenantName}").GetTagItem(ObShellDiagnostics.DagIdAttribute));
        Assert.Contains(own, activity => activity.ParentSpanId == wait.SpanId);
        Assert.Equal([30, 31], output.Logs.Select(log => log.Id.Id).Where(id => id >= 30));
    }

    [Fact]
    public async Task A_wait_without_a_good_end_says_so()
    {
        using var output = new ClientOutput();
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.Speed = 1000);
        using ObShellClient client = TestClients.Connect(agent, options => options.LoggerFactory = output);
        using Activity parent = new Activity("test").Start();
        agent.NextDag.FailAtNode(0, "no luck");

        DagOperation operation = await client.Tenants.DropAsync("tenant1");
        await Assert.ThrowsAsync<DagFailedException>(() => operation.WaitAsync());

        Activity wait = Assert.Single(output.Activities, activity => activity.TraceId == parent.TraceId && activity.DisplayName == ObShellDiagnostics.DagWaitSpan);
        Assert.Equal(ActivityStatusCode.Error, wait.Status);
        Assert.Equal(nameof(DagOutcome.Failed), wait.GetTagItem(ObShellDiagnostics.DagOutcomeAttribute));
        Assert.Equal(typeof(DagFailedException).FullName, wait.GetTagItem("error.type"));
        Assert.Equal([30, 32], output.Logs.Select(log => log.Id.Id).Where(id => id >= 30));
    }

    [Fact]
    public void An_agent_cannot_make_up_codes_without_end()
    {
        var known = new System.Collections.Concurrent.ConcurrentDictionary<string, string>();

        string[] types = [.. Enumerable.Range(0, 5000).Select(i => ErrorType.OfCode($"Made.Up{i}", known)).Distinct()];

        Assert.Equal(ErrorType.MaxCodes + 1, types.Length);
        Assert.Equal(ErrorType.Other, types[^1]);
        Assert.Equal("Made.Up7", ErrorType.OfCode("Made.Up7", known));
    }

    /// <summary>A meter of the test's own, which no other test measures with.</summary>
    private sealed class Meters : IMeterFactory
    {
        public Meter Meter { get; } = new(ObShellDiagnostics.MeterName);

        public Meter Create(MeterOptions options) => Meter;

        public void Dispose() => Meter.Dispose();
    }
}

/// <summary>By itself: a listener of another test would be somebody who listens.</summary>
[Collection(Lifetime.ByItself.Name)]
public sealed class SilenceTests
{
    [Fact]
    public void Nobody_who_listens_means_nothing_allocated()
    {
        var settings = ClientSettings.From(new ObShellClientOptions { Endpoint = new Uri("http://127.0.0.1:2886") });
        ApiOperation operation = ApiOperation.Query(Since.V4_2_4, HttpMethod.Get, $"/api/v1/tenant/{"tenant1"}/backup/overview");
        var call = new Call(operation, new CredentialSource(ObShellCredential.None), CancellationToken.None);
        var execution = new CallExecution(call);
        execution.GoTo(new AgentNode(settings.Endpoint, settings, null!));
        execution.Begin().Status = System.Net.HttpStatusCode.OK;
        var failure = new ObShellTransportException("broken", new CallFacts("GET /", settings.Endpoint, MayHaveRun: false), ConnectionFailureReason.Broken, null);
        object result = 1L;
        Assert.False(ObShellDiagnostics.Source.HasListeners());
        Observe();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            Observe();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Observe()
        {
            Activity? activity = CallActivity.Start(execution);
            CallClock clock = settings.Metrics.CallStarted(call, settings.TimeProvider);
            settings.Metrics.Retried(execution, failure);
            settings.Metrics.Resent(execution);
            settings.Logger.Answered("GET /", "a", 200, 1, "t");
            CallActivity.Stop(execution, result, failure);
            settings.Metrics.CallEnded(clock, execution, failure, settings.TimeProvider);
        }
    }
}
