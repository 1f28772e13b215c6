using System.Globalization;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing;

/// <summary>Several fake agents that can reach each other: a cluster, or hosts to create one from.</summary>
/// <remarks>
/// Members share tenants, resources, tasks and the root password; each has its own port, key, sessions
/// and agent password. Agents know each other by the IP address and port that they report. Clock and speed are those of the first agent.
/// </remarks>
public sealed class FakeCluster : IAsyncDisposable
{
    private const int PortsBetweenObservers = 10;

    private readonly object _gate = new();
    private readonly List<FakeAgent> _agents = [];
    private readonly Simulation _simulation;

    private FakeCluster(FakeAgentOptions first)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(first.Speed);
        _simulation = new Simulation(first.TimeProvider, first.Speed);
    }

    /// <summary>A snapshot of the agents in the order of their start, whether they are members or not.</summary>
    public IReadOnlyList<FakeAgent> Agents
    {
        get
        {
            lock (_gate)
            {
                return [.. _agents];
            }
        }
    }

    /// <summary>Starts an initialised cluster, each agent in a zone of its own: <c>zone1</c>, <c>zone2</c> and so on.</summary>
    /// <param name="agents">How many agents to start; at least 1.</param>
    /// <param name="configure">Changes the options of each agent before it starts.</param>
    /// <param name="cancellationToken">A token to stop waiting.</param>
    /// <returns>The cluster. Disposing it disposes the agents.</returns>
    /// <exception cref="IOException">The port of an agent is in use. All agents are stopped.</exception>
    public static Task<FakeCluster> StartAsync(int agents = 3, Action<FakeAgentOptions>? configure = null, CancellationToken cancellationToken = default)
        => StartAsync(agents, new FakeAgentOptions(), configure, isCluster: true, cancellationToken);

    /// <summary>Starts agents that belong to no cluster yet, as after an installation. <c>agent/join</c> and the requests after it make them a cluster.</summary>
    /// <param name="agents">How many agents to start; at least 1.</param>
    /// <param name="configure">Changes the options of each agent before it starts; their role is <see cref="FakeAgentIdentity.Single"/>.</param>
    /// <param name="cancellationToken">A token to stop waiting.</param>
    /// <returns>The hosts. Disposing the result disposes the agents.</returns>
    /// <exception cref="IOException">The port of an agent is in use. All agents are stopped.</exception>
    public static Task<FakeCluster> StartHostsAsync(int agents = 3, Action<FakeAgentOptions>? configure = null, CancellationToken cancellationToken = default)
        => StartAsync(agents, OfHost(), configure, isCluster: false, cancellationToken);

    /// <summary>Starts one more agent that belongs to no cluster yet, for a scale-out.</summary>
    /// <param name="configure">Changes its options before it starts.</param>
    /// <param name="cancellationToken">A token to stop waiting.</param>
    /// <returns>The agent. The cluster disposes it.</returns>
    public Task<FakeAgent> StartHostAsync(Action<FakeAgentOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        var options = OfHost();
        configure?.Invoke(options);
        return Task.Run(() => Start(options), cancellationToken);
    }

    /// <summary>Creates a client for all agents. Its endpoint and password are those of the first agent; the others are its further endpoints.</summary>
    /// <param name="configure">Changes the options before the client is created, or null.</param>
    /// <returns>The client. With <see cref="FakeAgentOptions.UseTls"/> it trusts only the agents' certificates.</returns>
    public ObShellClient CreateClient(Action<ObShellClientOptions>? configure = null)
    {
        var agents = Agents;
        return agents[0].CreateClient(options =>
        {
            foreach (var agent in agents.Skip(1))
            {
                options.Endpoints.Add(agent.Endpoint);
                if (agent.CertificateFingerprint is { } fingerprint)
                {
                    options.PinnedCertificateFingerprints.Add(fingerprint);
                }
            }

            options.MinimumKeyBits = Math.Min(options.MinimumKeyBits, agents.Min(agent => agent.State.Key.Bits));
            configure?.Invoke(options);
        });
    }

    /// <summary>Stops all agents and frees their ports.</summary>
    /// <returns>A task that completes when the ports are free.</returns>
    public async ValueTask DisposeAsync()
    {
        foreach (var agent in Agents)
        {
            await agent.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static FakeAgentOptions OfHost() => new() { Identity = FakeAgentIdentity.Single, Password = null };

    private static Task<FakeCluster> StartAsync(
        int agents, FakeAgentOptions defaults, Action<FakeAgentOptions>? configure, bool isCluster, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(agents, 1);
        FakeAgentOptions Next()
        {
            var options = new FakeAgentOptions { Identity = defaults.Identity, Password = defaults.Password };
            configure?.Invoke(options);
            return options;
        }

        return Task.Run(
            () =>
            {
                var first = Next();
                var cluster = new FakeCluster(first);
                try
                {
                    cluster.Start(first);
                    for (var index = 1; index < agents; index++)
                    {
                        var agent = cluster.Start(Next());
                        if (isCluster)
                        {
                            var zone = string.Create(CultureInfo.InvariantCulture, $"zone{index + 1}");
                            cluster._simulation.Run(_ => agent.State.MoveTo(cluster.Agents[0].State.Cluster, zone));
                        }
                    }

                    return cluster;
                }
                catch
                {
                    // Those that have started already.
                    cluster.DisposeAsync().AsTask().GetAwaiter().GetResult();
                    throw;
                }
            },
            cancellationToken);
    }

    /// <summary>All observers share one address, so each needs its own ports.</summary>
    private FakeAgent Start(FakeAgentOptions options)
    {
        var agent = new FakeAgent(options, _simulation);
        lock (_gate)
        {
            agent.State.Observer.SqlPort += PortsBetweenObservers * _agents.Count;
            agent.State.Observer.RpcPort += PortsBetweenObservers * _agents.Count;
            _agents.Add(agent);
        }

        return agent;
    }
}
