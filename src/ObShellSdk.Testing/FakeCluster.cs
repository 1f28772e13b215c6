using System.Globalization;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing;

/// <summary>Several fake agents that reach one another: a cluster, or hosts that are to become one.</summary>
/// <remarks>
/// Members share tenants, resources, tasks and the root password, so that any of them can be asked; each has its own port, key, sessions
/// and agent password. An agent is known to the others by the address that it reports, ip and port. Time and speed are those of the first.
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

    /// <summary>The agents in the order in which they were started, members or not. A new list each time.</summary>
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
    /// <param name="agents">How many, at least 1.</param>
    /// <param name="configure">Changes the options of each agent before it starts.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The cluster. Dispose it, and with it the agents.</returns>
    /// <exception cref="IOException">The port of an agent is in use; none is running then.</exception>
    public static Task<FakeCluster> StartAsync(int agents = 3, Action<FakeAgentOptions>? configure = null, CancellationToken cancellationToken = default)
        => StartAsync(agents, new FakeAgentOptions(), configure, isCluster: true, cancellationToken);

    /// <summary>Starts agents that belong to no cluster yet, as after an installation; <c>agent/join</c> and what follows makes one of them.</summary>
    /// <param name="agents">How many, at least 1.</param>
    /// <param name="configure">Changes the options of each agent before it starts; their role is <see cref="FakeAgentIdentity.Single"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The hosts. Dispose them together.</returns>
    /// <exception cref="IOException">The port of an agent is in use; none is running then.</exception>
    public static Task<FakeCluster> StartHostsAsync(int agents = 3, Action<FakeAgentOptions>? configure = null, CancellationToken cancellationToken = default)
        => StartAsync(agents, OfHost(), configure, isCluster: false, cancellationToken);

    /// <summary>Starts one more agent that belongs to no cluster yet, for a scale-out.</summary>
    /// <param name="configure">Changes its options before it starts.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The agent, which the cluster disposes of.</returns>
    public Task<FakeAgent> StartHostAsync(Action<FakeAgentOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        var options = OfHost();
        configure?.Invoke(options);
        return Task.Run(() => Start(options), cancellationToken);
    }

    /// <summary>A client for all agents: the first is its endpoint, whose password it has, and the others are its further endpoints.</summary>
    /// <param name="configure">Changes the options before the client is made.</param>
    /// <returns>The client. Under <see cref="FakeAgentOptions.UseTls"/> it trusts the agents' certificates and no others.</returns>
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
    /// <returns>Completes once the ports are free.</returns>
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

    /// <summary>The observers share one address here, so they need ports of their own.</summary>
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
