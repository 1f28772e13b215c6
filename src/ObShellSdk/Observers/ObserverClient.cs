using ObShellSdk.Http;
using ObShellSdk.Tasks;

namespace ObShellSdk.Observers;

/// <summary>Manages the observer of an agent, and the start options of observers in a new cluster. Safe for concurrent use.</summary>
public class ObserverClient
{
    // The master keeps it, since there is no cluster yet.
    /// <summary>How the DAG of a configuration is recognized.</summary>
    internal static readonly DagKind ConfigurationDag = new("Update observer config") { IsOfAgent = true };

    private readonly FacetConnection _connection;
    private readonly FacetConnection _one;

    internal ObserverClient(ObShellConnection connection)
    {
        _connection = connection.ForFacet<ObserverJson>();
        _one = connection.OfOneAgent.ForFacet<ObserverJson>();
    }

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected ObserverClient()
    {
    }

    /// <summary>Sets the start options of observers before the cluster is initialized. Call it once for each scope with its own options.</summary>
    /// <param name="configuration">The options, and the observers that they apply to.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="configuration"/> lacks a required value.</exception>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request: <see cref="ObShellErrorCodes.ClusterAlreadyInitialized"/>; <see cref="ObShellErrorCodes.ZoneNotExist"/> or
    /// <see cref="ObShellErrorCodes.AgentNotExist"/> for a scope that no agent has joined.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/observer/config</c>, obshell 4.2.3 and later, asked of the master or a follower. Not retried once the request may have reached an agent.
    /// </remarks>
    public virtual Task<DagOperation> ConfigureAsync(
        ObserverConfiguration configuration, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.Validate(nameof(configuration));
        return _connection.StartDagAsync(Since.V4_2_3, HttpMethod.Post, $"/api/v1/observer/config", configuration, ConfigurationDag, options, cancellationToken);
    }

    /// <summary>Gets the observer of the agent at <see cref="ObShellClient.Endpoint"/>. For another one use <see cref="ObShellClient.ForAgent"/>.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The observer of the agent at <see cref="ObShellClient.Endpoint"/>.</returns>
    /// <exception cref="ObShellTransportException">No agent answered, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/observer/info</c>, obshell 4.4.1 and later.</remarks>
    public virtual Task<Observer> GetInfoAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _one.QueryAsync<Observer>(Since.V4_4_1, HttpMethod.Get, $"/api/v1/observer/info", options, cancellationToken);
}
