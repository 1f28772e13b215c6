using ObShellSdk.Http;
using ObShellSdk.Tasks;

namespace ObShellSdk.Agents;

/// <summary>
/// Queries the agents and their hosts, and prepares agents for a new cluster. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Operations that concern one agent are sent to <see cref="ObShellClient.Endpoint"/> only; a client with several agents addresses another one with
/// <see cref="ObShellClient.ForAgent"/>. Operations that concern all agents are sent to any agent that is available.
/// Agents that do not belong to a cluster yet (<see cref="AgentIdentity.SingleAgent"/>, <see cref="AgentIdentity.Master"/>, <see cref="AgentIdentity.Follower"/>) are
/// called in the same way. A single agent without its own password accepts any credential, and a follower forwards calls to its master.
/// </remarks>
public class AgentClient
{
    private readonly FacetConnection _connection;
    private readonly FacetConnection _one;

    internal AgentClient(ObShellConnection connection)
    {
        _connection = connection.ForFacet<AgentJson>();
        _one = connection.OfOneAgent.ForFacet<AgentJson>();
    }

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected AgentClient()
    {
    }

    /// <summary>Gets the agent's identity, versions and home directory.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The agent's identity, versions and home directory.</returns>
    /// <exception cref="ObShellTransportException">No agent answered, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/info</c>, obshell 4.2.3 and later. Needs no credential; available on agents of every identity.</remarks>
    public virtual Task<AgentInfo> GetInfoAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _one.OpenQueryAsync<AgentInfo>($"/api/v1/info", options, cancellationToken);

    /// <summary>Gets the source revision from which the agent was built.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The source revision from which the agent was built.</returns>
    /// <exception cref="ObShellTransportException">No agent answered, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/git-info</c>, obshell 4.2.3 and later. Needs no credential; available on agents of every identity.</remarks>
    public virtual Task<GitInfo> GetGitInfoAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _one.OpenQueryAsync<GitInfo>($"/api/v1/git-info", options, cancellationToken);

    /// <summary>Gets the agent's current time, with its UTC offset.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The agent's current time, with its UTC offset.</returns>
    /// <exception cref="ObShellTransportException">No agent answered, after all attempts.</exception>
    /// <remarks>
    /// <c>GET /api/v1/time</c>, obshell 4.2.3 and later. Needs no credential; available on agents of every identity. The client compensates for clock differences by itself.
    /// </remarks>
    public virtual Task<DateTimeOffset> GetTimeAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _one.OpenQueryAsync<DateTimeOffset>($"/api/v1/time", options, cancellationToken);

    /// <summary>Gets the status of the agent and of its observer.</summary>
    /// <param name="databaseTimeout">How long the agent may try to reach its observer, at least one microsecond. Default: 10 seconds.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="databaseTimeout"/> is less than a microsecond.</exception>
    /// <returns>The status of the agent and of its observer.</returns>
    /// <exception cref="ObShellTransportException">No agent answered, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/status</c>, obshell 4.2.3 and later. Needs no credential; available on agents of every identity.</remarks>
    public virtual Task<AgentStatus> GetStatusAsync(
        TimeSpan? databaseTimeout = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _one.OpenQueryAsync<AgentStatus>($"/api/v1/status{Query(databaseTimeout)}", options, cancellationToken);

    /// <summary>Gets the agent's public key, with which requests are encrypted. To pin a key, see <see cref="ObShellClientOptions.PinnedKeyFingerprints"/>.</summary>
    /// <returns>The public key.</returns>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ObShellTransportException">No agent answered, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/secret</c>, obshell 4.2.3 and later. Needs no credential; available on agents of every identity.</remarks>
    public virtual Task<AgentPublicKey> GetKeyAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _one.OpenQueryAsync<AgentPublicKey>($"/api/v1/secret", options, cancellationToken);

    /// <summary>Gets the hardware and operating system of the agent's host.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The hardware and operating system of the agent's host.</returns>
    /// <exception cref="ObShellTransportException">No agent answered, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/agent/host-info</c>, obshell 4.3.0 and later.</remarks>
    public virtual Task<HostInfo> GetHostInfoAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _one.QueryAsync<HostInfo>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/agent/host-info", options, cancellationToken);

    /// <summary>Lists the addresses of all agents that the agent knows, including its own.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The addresses; empty if the agent is being removed from the cluster.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.AgentNoMaster"/> if it is a follower whose master is not known.</exception>
    /// <remarks>
    /// <c>GET /api/v1/ob/agents</c>, obshell 4.2.3 and later. A single agent returns its own address. An agent that is being taken over or added to the cluster (identity
    /// <c>TAKE OVER MASTER</c>, <c>TAKE OVER FOLLOWER</c> or <c>SCALING OUT</c>) returns the RPC ports of the observers instead of agent ports;
    /// <see cref="ObShellClient.DiscoverAgentsAsync"/> does not.
    /// </remarks>
    public virtual Task<IReadOnlyList<AgentAddress>> ListAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<AgentAddress>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/ob/agents", options, cancellationToken);

    /// <summary>Gets the status of all agents of the cluster and of their observers.</summary>
    /// <param name="databaseTimeout">How long the called agent may try to reach its own observer, at least one microsecond; the others take up to 10 seconds. Default: 10 seconds.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The statuses by address and port (see <see cref="AgentAddress.Parse"/>). Agents that did not answer are left out: compare with <see cref="ListAsync"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="databaseTimeout"/> is less than a microsecond.</exception>
    /// <exception cref="ObShellTransportException">No agent answered, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/agents/status</c>, obshell 4.2.3 and later. The agent calls all agents one after the other and waits
    /// 30 s for each that cannot be reached, so an attempt gets at least 90 s and is not retried after a timeout.</remarks>
    public virtual Task<IReadOnlyDictionary<string, AgentStatus>> GetStatusesAsync(
        TimeSpan? databaseTimeout = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.With(OperationTraits.Slow).QueryAsync<IReadOnlyDictionary<string, AgentStatus>>(
            Since.V4_2_3, HttpMethod.Get, $"/api/v1/agents/status{Query(databaseTimeout)}", options, cancellationToken);

    /// <summary>Starts to prepare a new cluster: makes a single agent the master, or joins it to a master.</summary>
    /// <param name="request">The master, and the zone of the called agent.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> lacks a required value.</exception>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request: <see cref="ObShellErrorCodes.AgentIdentifyNotSupportOperation"/> if the called agent is not single or the other one is not a master;
    /// <see cref="ObShellErrorCodes.AgentVersionInconsistent"/>; <see cref="ObShellErrorCodes.AgentOBVersionInconsistent"/>.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/agent/join</c>, obshell 4.2.3 and later, sent to the agent that joins. Not retried once the request may have reached an agent. A follower
    /// whose master has its own password no longer answers; the wait for the DAG then asks the master, with <see cref="JoinAgentRequest.MasterPassword"/>.
    /// </remarks>
    public virtual Task<DagOperation> JoinAsync(JoinAgentRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _one.StartDagAsync(Since.V4_2_3, HttpMethod.Post, $"/api/v1/agent/join", request, AgentDags.Join, options, cancellationToken, AtMaster(request));
    }

    /// <summary>Starts to remove an agent from a cluster that is not initialized yet. Removing the master removes all of its followers too.</summary>
    /// <param name="agent">The agent to remove. It becomes a single agent.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation; an operation that has already ended if there was nothing to remove.</returns>
    /// <exception cref="ArgumentException"><paramref name="agent"/> is not a valid address.</exception>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request: <see cref="ObShellErrorCodes.AgentIdentifyNotSupportOperation"/> if the cluster is initialized (use
    /// <see cref="Cluster.ClusterClient.ScaleInAsync"/> instead); <see cref="ObShellErrorCodes.AgentUnderMaintenance"/>.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks><c>POST /api/v1/agent/remove</c>, obshell 4.2.3 and later, sent to the master or a follower. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<DagOperation> RemoveAsync(AgentAddress agent, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(agent);
        agent.Validate(nameof(agent));
        return _connection.With(OperationTraits.MayBeEmpty).StartDagAsync(Since.V4_2_3, HttpMethod.Post, $"/api/v1/agent/remove", agent, AgentDags.Removal(agent), options, cancellationToken);
    }

    /// <summary>Sets or changes the agent's own password. Afterwards, a client needs a credential that contains it.</summary>
    /// <param name="password">The new password; must not be empty.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="password"/> is null or empty.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellAuthenticationException">
    /// The credential has no or a wrong current password: the agent's own, or that of root@sys if the agent has none. After a call whose response was lost,
    /// the new password may already be in effect.
    /// </exception>
    /// <remarks>
    /// <c>POST /api/v1/agent/password</c>, obshell 4.2.6 and later. Call it only on a single agent or a member of an initialized cluster: other agents become unusable. See
    /// <see cref="ObShellCredential.FromPasswords"/>. The agent ends its sessions, and the call itself uses no session.
    /// </remarks>
    public virtual Task SetPasswordAsync(Secret password, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        string.IsNullOrEmpty(password?.Reveal())
            ? throw new ArgumentException("The password must not be empty.", nameof(password))
            : _one.With(OperationTraits.RefusesSession).CommandAsync(
                Since.V4_2_6, HttpMethod.Post, $"/api/v1/agent/password", new SetAgentPasswordRequest { Password = password }, options, cancellationToken);

    private static QueryString Query(TimeSpan? databaseTimeout)
    {
        long? microseconds = databaseTimeout?.Ticks / TimeSpan.TicksPerMicrosecond;
        return microseconds is < 1
            ? throw new ArgumentOutOfRangeException(nameof(databaseTimeout), databaseTimeout, "The timeout must be at least one microsecond.")
            : new QueryString().Add("ob_query_timeout", microseconds);
    }

    /// <summary>Returns the connection to the DAG of a follower, through its master, or null if the master has no password of its own.</summary>
    private ObShellConnection[]? AtMaster(JoinAgentRequest request) => request.MasterPassword is not { } password ? null :
    [
        _one.Connection.At(new UriBuilder(_one.Settings.Scheme, request.Master.Ip, request.Master.Port).Uri).WithCredential(ObShellCredential.FromAgentPassword(password.Reveal())),
    ];
}
