using System.Text.Json;
using ObShellSdk.Alarms;
using ObShellSdk.Metrics;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Alarms;

public sealed class AlarmTests
{
    private const string SaveSilencer = "/api/v1/alarm/silencer";

    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly ObInstance _tenant = new() { Type = ObInstanceType.Tenant, Cluster = "c1", Tenant = "tenant1" };

    private static readonly SilencerRequest _silencer = new()
    {
        Instances = [_tenant, _tenant with { Tenant = "tenant2" }], Rules = ["ob_cpu"], Comment = "migration", CreatedBy = "me", EndsAt = _noon,
    };

    public static TheoryData<string, SilencerRequest> Broken => new()
    {
        { "an empty id", _silencer with { Id = "" } },
        { "no comment", _silencer with { Comment = "" } },
        { "nobody", _silencer with { CreatedBy = "" } },
        { "no end", _silencer with { EndsAt = default } },
        { "an end that is 0 for the agent", _silencer with { EndsAt = DateTimeOffset.UnixEpoch } },
        { "no rule", _silencer with { Rules = [] } },
        { "an empty rule", _silencer with { Rules = ["ob_cpu", ""] } },
        { "a matcher of no label", _silencer with { Matchers = [new AlarmMatcher { Value = "x" }] } },
        { "no instance", _silencer with { Instances = null! } },
        { "null for an instance", _silencer with { Instances = [null!] } },
        { "an instance of no type", _silencer with { Instances = [_tenant with { Type = default }] } },
        { "a tenant without a name", _silencer with { Instances = [_tenant with { Tenant = null }] } },
        { "a zone without a name", _silencer with { Instances = [_tenant with { Type = ObInstanceType.Zone }] } },
        { "a server without an address", _silencer with { Instances = [_tenant with { Type = ObInstanceType.Server }] } },
        { "a cluster without a name", _silencer with { Instances = [new ObInstance { Type = ObInstanceType.Cluster }] } },
        { "a tenant of no cluster", _silencer with { Instances = [_tenant with { Cluster = null }] } },
        { "tenants of two clusters", _silencer with { Instances = [_tenant, _tenant with { Cluster = "c2" }] } },
        { "two types", _silencer with { Instances = [_tenant, new ObInstance { Type = ObInstanceType.Server, Cluster = "c1", Server = "10.0.0.1" }] } },
    };

    public static TheoryData<string, Func<ObShellClient, Task>> Filtered => new()
    {
        { "/api/v1/alarm/alerts", client => client.Alarms.ListAlertsAsync() },
        { "/api/v1/alarm/silencers", client => client.Alarms.ListSilencersAsync() },
        { "/api/v1/alarm/rules", client => client.Alarms.ListRulesAsync() },
        { "/api/v1/alarm/alerts", client => client.Alarms.ListAlertsAsync(new AlertFilter { Severity = AlarmSeverity.Critical }) },
        { "/api/v1/alarm/silencers", client => client.Alarms.ListSilencersAsync(new SilencerFilter { Keyword = "x" }) },
        { "/api/v1/alarm/rules", client => client.Alarms.ListRulesAsync(new AlarmRuleFilter { Keyword = "x" }) },
        {
            "/api/v1/metrics/query",
            client => client.Metrics.QueryAsync(new MetricQuery { Metrics = ["x"], Range = new MetricRange { Start = _noon, End = _noon, Step = TimeSpan.FromSeconds(1) } })
        },
    };

    [Theory]
    [MemberData(nameof(Filtered), DisableDiscoveryEnumeration = true)]
    public async Task Filters_are_always_sent_as_JSON_since_the_agent_passes_over_what_is_not_called_so(string route, Func<ObShellClient, Task> list)
    {
        foreach (bool plain in new[] { false, true })
        {
            await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.EncryptionDisabled = plain);
            using ObShellClient client = TestClients.Connect(agent, options => options.DisableEncryption = plain);
            agent.OnPost(route).Respond(FakeResponse.Data("""{"contents":[]}"""));

            await list(client);

            ReceivedRequest request = Assert.Single(agent.RequestsTo(route));
            Assert.Equal("application/json", request.ContentType);
            Assert.StartsWith("{", request.Body, StringComparison.Ordinal);
            Assert.NotEqual(plain, request.IsEncrypted);
        }
    }

    [Fact]
    public async Task A_filter_sends_what_is_set_and_times_in_seconds()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost("/api/v1/alarm/alerts").Respond(FakeResponse.Data("""{"contents":null}"""));

        Assert.Empty(await client.Alarms.ListAlertsAsync(new AlertFilter { Severity = AlarmSeverity.Major, Instance = _tenant, StartedFrom = _noon.AddMilliseconds(900) }));

        Assert.Equal(
            """{"severity":"major","instance":{"type":"obtenant","obcluster":"c1","obtenant":"tenant1"},"start_time":1772337600}""",
            agent.Requests[^1].RevealBody());
    }

    [Fact]
    public async Task A_filter_by_an_instance_without_a_name_is_not_sent()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        var nameless = new ObInstance { Type = ObInstanceType.Server, Cluster = "c1" };

        await Assert.ThrowsAsync<ArgumentException>(() => client.Alarms.ListAlertsAsync(new AlertFilter { Instance = nameless }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Alarms.ListSilencersAsync(new SilencerFilter { Instance = nameless }));
        Assert.Empty(agent.Requests);
    }

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public async Task A_silencer_that_would_silence_the_wrong_thing_or_nothing_is_not_sent(string what, SilencerRequest silencer)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        var error = await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Alarms.CreateOrUpdateSilencerAsync(silencer));

        Assert.True(error.ParamName == "request", what);
        Assert.Empty(agent.Requests);
    }

    [Fact]
    public async Task A_silencer_has_a_start_for_the_agent_which_wants_one_and_may_silence_several_clusters()
    {
        var clock = new TestClock();
        await using FakeAgent agent = await TestClients.StartAgentAsync(options => options.TimeProvider = clock);
        using ObShellClient client = TestClients.Connect(agent, options => options.TimeProvider = clock);
        agent.OnPut(SaveSilencer).Respond(FakeResponse.Data("""{"id":"8b0e","status":{"state":"active"},"ends_at":1772337600}"""));

        Silencer silencer = await client.Alarms.CreateOrUpdateSilencerAsync(_silencer with
        {
            Instances = [new ObInstance { Type = ObInstanceType.Cluster, Cluster = "c1" }, new ObInstance { Type = ObInstanceType.Cluster, Cluster = "c2" }],
        });

        Assert.Equal("8b0e", silencer.Id);
        Assert.Equal(SilencerState.Active, silencer.Status.State);
        Assert.Equal(_noon, silencer.EndsAt);
        Assert.Null(silencer.StartsAt);
        JsonElement body = JsonElement.Parse(agent.Requests[^1].RevealBody()!);
        Assert.Equal(clock.GetUtcNow().ToUnixTimeSeconds(), body.GetProperty("starts_at").GetInt64());
        Assert.Equal(1772337600, body.GetProperty("ends_at").GetInt64());
        Assert.Equal(0, body.GetProperty("matchers").GetArrayLength());
        Assert.False(body.TryGetProperty("id", out _));
    }

    [Fact]
    public async Task A_silencer_whose_answer_is_lost_is_not_created_twice()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPut(SaveSilencer).DropConnection();

        var error = await Assert.ThrowsAsync<ObShellTransportException>(() => client.Alarms.CreateOrUpdateSilencerAsync(_silencer));

        Assert.True(error.MayHaveRun);
        Assert.Single(agent.RequestsTo(SaveSilencer));
    }

    [Fact]
    public async Task A_success_that_does_not_say_which_silencer_it_made_is_no_silencer()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPut(SaveSilencer).Respond(FakeResponse.Data("null"));

        var error = await Assert.ThrowsAsync<ObShellProtocolException>(() => client.Alarms.CreateOrUpdateSilencerAsync(_silencer));

        Assert.True(error.MayHaveRun);
    }

    [Theory]
    [InlineData(-62135596800, null)]
    [InlineData(0, null)]
    [InlineData(1772337600, 1772337600L)]
    public async Task A_rule_that_was_never_evaluated_says_so(long seconds, long? expected)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnGet("/api/v1/alarm/rule/{name}").Respond(FakeResponse.Data($$"""{"name":"ob cpu","labels":null,"health":"unknown","last_evaluation":{{seconds}}}"""));

        AlarmRule rule = await client.Alarms.GetRuleAsync("ob cpu");

        Assert.Equal(expected, rule.LastEvaluation?.ToUnixTimeSeconds());
        Assert.Equal(AlarmRuleHealth.Unknown, rule.Health);
        Assert.Equal("/api/v1/alarm/rule/ob%20cpu", agent.Requests[^1].RawTarget);
    }
}
