using ObShellSdk.Metrics;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Metrics;

public sealed class MetricTests
{
    private const string Query = "/api/v1/metrics/query";

    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(8));

    private static readonly MetricRange _range = new() { Start = _noon, End = _noon.AddHours(1), Step = TimeSpan.FromSeconds(15) };

    private static readonly MetricQuery _query = new() { Metrics = ["cpu_percent"], Range = _range };

    public static TheoryData<string, MetricQuery> Broken => new()
    {
        { "an empty metric", _query with { Metrics = ["cpu_percent", ""] } },
        { "an empty group label", _query with { GroupLabels = [""] } },
        { "a label without a key", _query with { Labels = [new Label { Value = "x" }] } },
        { "no label at all", _query with { Labels = [null!] } },
        { "a quote in a label, which would end the text in PromQL", _query with { Labels = [new Label { Key = "tenant_name", Value = "a\"} or x{y=\"" }] } },
        { "no range", _query with { Range = null! } },
        { "an end before the start", _query with { Range = _range with { End = _noon.AddTicks(-1) } } },
        { "no step", _query with { Range = _range with { Step = TimeSpan.Zero } } },
        { "a step back", _query with { Range = _range with { Step = TimeSpan.FromSeconds(-15) } } },
        { "a step with a fraction", _query with { Range = _range with { Step = TimeSpan.FromSeconds(1.5) } } },
        { "more values than Prometheus gives", _query with { Range = _range with { Step = TimeSpan.FromSeconds(1), End = _noon.AddSeconds(11_001) } } },
    };

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public async Task A_query_that_Prometheus_would_silently_refuse_is_not_sent(string what, MetricQuery query)
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);

        var error = await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Metrics.QueryAsync(query));

        Assert.True(error.ParamName == "query", what);
        Assert.Empty(agent.Requests);
    }

    [Fact]
    public async Task A_range_travels_as_Unix_seconds_with_milliseconds_and_a_step_of_whole_seconds()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost(Query).Respond(FakeResponse.Data("""{"contents":null}"""));

        IReadOnlyList<MetricSeries> series = await client.Metrics.QueryAsync(_query with
        {
            Range = _range with { Start = _noon.AddMilliseconds(250), End = _noon.AddSeconds(11_000), Step = TimeSpan.FromSeconds(1) },
            Labels = [new Label { Key = "tenant_name", Value = "租户's" }],
            GroupLabels = ["svr_ip"],
        });

        Assert.Empty(series);
        Assert.Equal(
            """{"metrics":["cpu_percent"],"query_range":{"start_timestamp":1772337600.25,"end_timestamp":1772348600,"step":1},"labels":[{"key":"tenant_name","value":"租户's"}],"group_labels":["svr_ip"]}""",
            agent.Requests[^1].RevealBody());
    }

    [Fact]
    public async Task Moments_come_with_their_fraction_and_none_of_them_breaks_the_answer()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent);
        agent.OnPost(Query).Respond(FakeResponse.Data(
            """
            {"contents":[{"metric":{"name":"cpu_percent","labels":null},"values":[{"timestamp":1772337600.781,"value":1e-7},{"timestamp":1.7723376e9,"value":2},
            {"timestamp":0,"value":3},{"timestamp":-1e300,"value":4},{"timestamp":1e300,"value":5},{"timestamp":1e15,"value":6}]}]}
            """));

        IReadOnlyList<MetricValue> values = Assert.Single(await client.Metrics.QueryAsync(_query)).Values;

        Assert.Equal(
            [_noon.AddMilliseconds(781), _noon, DateTimeOffset.UnixEpoch, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue],
            values.Select(value => value.Timestamp));
        Assert.Equal([1e-7, 2, 3, 4, 5, 6], values.Select(value => value.Value));
    }

    [Fact]
    public async Task A_scope_that_is_no_word_is_not_sent_and_an_unknown_one_is()
    {
        await using FakeAgent agent = await TestClients.StartAgentAsync();
        using ObShellClient client = TestClients.Connect(agent, options => options.Language = "zh-CN");
        agent.OnGet("/api/v1/metrics").Respond(FakeResponse.Data("""{"contents":[]}"""));

        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Metrics.ListAsync(default));
        Assert.Empty(agent.Requests);

        await client.Metrics.ListAsync(new MetricScope("OBLOGPROXY"));
        Assert.Equal("/api/v1/metrics?scope=OBLOGPROXY", agent.Requests[^1].RawTarget);
        Assert.Equal("zh-CN", agent.Requests[^1].AcceptLanguage);
    }
}
