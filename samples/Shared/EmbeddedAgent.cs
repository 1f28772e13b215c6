using ObShellSdk.Testing;

namespace ObShellSdk.Samples;

/// <summary>The agent that a sample brings along, so that it runs without a cluster. It ends with the program.</summary>
public sealed class EmbeddedAgent : IAsyncDisposable
{
    private readonly FakeAgent _agent;

    private EmbeddedAgent(FakeAgent agent, Secret password)
    {
        _agent = agent;
        Password = password;
    }

    public Uri Endpoint => _agent.Endpoint;

    public Secret Password { get; }

    /// <summary>Null where the user named an agent.</summary>
    public static async Task<EmbeddedAgent?> StartUnlessNamedAsync(AgentAccess access, Action<FakeAgent> fill)
    {
        if (access.Endpoint is not null)
        {
            return null;
        }

        // Slower than the fake's own pace, for people to see something move.
        Secret password = access.Password ?? "embedded";
        FakeAgent agent = await FakeAgent.StartAsync(new FakeAgentOptions { Password = password.Reveal(), Speed = 0.6 });
        fill(agent);
        return new EmbeddedAgent(agent, password);
    }

    /// <summary>Says where the data came from; not among the data.</summary>
    public static void Explain(TextWriter output) =>
        output.WriteLine("These data come from the embedded agent of this sample, which ends with it; give --endpoint to ask a real one.");

    public ValueTask DisposeAsync() => _agent.DisposeAsync();
}
