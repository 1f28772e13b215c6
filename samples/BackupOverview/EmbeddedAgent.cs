using ObShellSdk;
using ObShellSdk.Testing;

namespace BackupOverview;

/// <summary>The agent that this program brings along, so that it runs without a cluster.</summary>
internal sealed class EmbeddedAgent : IAsyncDisposable
{
    private readonly FakeAgent _agent;

    private EmbeddedAgent(FakeAgent agent, Secret password)
    {
        _agent = agent;
        Password = password;
    }

    public Uri Endpoint => _agent.Endpoint;

    public Secret Password { get; }

    public static async Task<EmbeddedAgent> StartAsync(Secret? password)
    {
        Secret chosen = password ?? "embedded";
        FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { Password = chosen.Reveal() });
        agent.AddTenant("tenant1").WithBackupTask(new FakeBackupTask());
        return new EmbeddedAgent(agent, chosen);
    }

    public ValueTask DisposeAsync() => _agent.DisposeAsync();
}
