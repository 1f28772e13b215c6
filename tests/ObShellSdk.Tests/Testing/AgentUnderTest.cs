using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using ObShellSdk.Testing;

namespace ObShellSdk.Tests.Testing;

/// <summary>A fake agent under a clock that stands still, and someone who speaks to it.</summary>
internal sealed class AgentUnderTest : IAsyncDisposable
{
    private readonly RawAgentClient _client;

    private AgentUnderTest(FakeAgent agent, FakeTimeProvider time)
    {
        Agent = agent;
        Time = time;
        _client = new RawAgentClient(agent);
    }

    public FakeAgent Agent { get; }

    public FakeTimeProvider Time { get; }

    /// <summary>A time zone without daylight saving.</summary>
    public static TimeZoneInfo Zone(double hours) => TimeZoneInfo.CreateCustomTimeZone($"Fixed{hours}", TimeSpan.FromHours(hours), null, null);

    public static async Task<AgentUnderTest> StartAsync(Action<FakeAgentOptions>? configure = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
        var options = new FakeAgentOptions { TimeProvider = time, HostTimeZone = Zone(8) };
        configure?.Invoke(options);
        return new AgentUnderTest(await FakeAgent.StartAsync(options), time);
    }

    public Task<RawAnswer> SendAsync(HttpMethod method, string target, string? body)
        => _client.SendAsync(method, "/api/v1" + target, new RawHeader(""), body);

    public Task<RawAnswer> GetAsync(string target, string? body = null) => SendAsync(HttpMethod.Get, target, body);

    public Task<RawAnswer> PostAsync(string target, string? body = null) => SendAsync(HttpMethod.Post, target, body);

    public Task<RawAnswer> PatchAsync(string target, string? body = null) => SendAsync(HttpMethod.Patch, target, body);

    public Task<RawAnswer> DeleteAsync(string target) => SendAsync(HttpMethod.Delete, target, body: null);

    /// <summary>Operates a DAG.</summary>
    public Task<RawAnswer> OperateAsync(string id, string @operator)
        => PostAsync($"/task/dag/{id}", $$"""{"operator":"{{@operator}}"}""");

    public async Task<JsonElement> DagAsync(string id) => (await GetAsync($"/task/dag/{id}")).Data;

    /// <summary>Lets time pass until nothing that began by now is still under way.</summary>
    public void PassTime(double seconds = 10) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Agent.DisposeAsync();
    }
}
