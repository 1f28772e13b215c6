using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

/// <summary>Several fake agents under one clock that stands still, and someone who speaks to each.</summary>
internal sealed class ClusterUnderTest : IAsyncDisposable
{
    private readonly FakeCluster _cluster;
    private readonly FakeTimeProvider _time;
    private readonly Dictionary<FakeAgent, RawAgentClient> _clients = [];

    private ClusterUnderTest(FakeCluster cluster, FakeTimeProvider time)
    {
        _cluster = cluster;
        _time = time;
    }

    public string Password { get; set; } = "";

    public FakeAgent this[int index] => _cluster.Agents[index];

    public static Task<ClusterUnderTest> StartAsync(int agents = 3) => StartAsync(configure => FakeCluster.StartAsync(agents, configure));

    public static Task<ClusterUnderTest> StartHostsAsync(int agents = 3) => StartAsync(configure => FakeCluster.StartHostsAsync(agents, configure));

    public Task<FakeAgent> AddHostAsync(Action<FakeAgentOptions>? configure = null) => _cluster.StartHostAsync(options =>
    {
        options.TimeProvider = _time;
        configure?.Invoke(options);
    });

    public Task<RawAnswer> SendAsync(FakeAgent agent, HttpMethod method, string target, string? body = null)
    {
        if (!_clients.TryGetValue(agent, out var client))
        {
            _clients[agent] = client = new RawAgentClient(agent);
        }

        return client.SendAsync(method, "/api/v1" + target, new RawHeader(Password), body);
    }

    public Task<RawAnswer> GetAsync(int agent, string target) => SendAsync(this[agent], HttpMethod.Get, target);

    public Task<RawAnswer> PostAsync(int agent, string target, string? body = null) => SendAsync(this[agent], HttpMethod.Post, target, body);

    /// <summary>Starts a DAG and lets time pass until it has gone well.</summary>
    public Task<JsonElement> RunAsync(int agent, string target, string? body = null) => RunAsync(this[agent], HttpMethod.Post, target, body);

    public async Task<JsonElement> RunAsync(FakeAgent agent, HttpMethod method, string target, string? body = null)
    {
        var answer = await SendAsync(agent, method, target, body);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        PassTime();
        var id = answer.Data.GetProperty("id").GetString();
        var dag = Assert.Single(_cluster.Agents.SelectMany(each => each.Dags).Where(dag => dag.Id == id).DistinctBy(dag => dag.Id));
        Assert.True(dag.State == "SUCCEED", dag.ToString());
        return answer.Data;
    }

    public void PassTime(double seconds = 20) => _time.Advance(TimeSpan.FromSeconds(seconds));

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        await _cluster.DisposeAsync();
    }

    private static async Task<ClusterUnderTest> StartAsync(Func<Action<FakeAgentOptions>, Task<FakeCluster>> start)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
        return new ClusterUnderTest(await start(options => options.TimeProvider = time), time);
    }
}
