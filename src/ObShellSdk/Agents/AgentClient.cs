using ObShellSdk.Http;
using ObShellSdk.Tasks;

namespace ObShellSdk.Agents;

/// <summary>
/// The agents themselves: who they are, whether they and their observers serve, their hosts, and which of them shall form a cluster. Safe for concurrent use.
/// </summary>
/// <remarks>
/// What concerns one agent is asked of <see cref="ObShellClient.Endpoint"/> alone; a client of several agents addresses another one with
/// <see cref="ObShellClient.ForAgent"/>. What concerns them all is asked of any that serves.
/// Agents that belong to no cluster yet (<see cref="AgentIdentity.SingleAgent"/>, <see cref="AgentIdentity.Master"/>, <see cref="AgentIdentity.Follower"/>) are
/// asked in the same way. A single agent without a password of its own takes any credential, and a follower passes calls on to its master.
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

    /// <summary>Who the agent is: identity, versions, home.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ObShellTransportException">No answer, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/info</c>, obshell 4.2.3 and later. Open to anyone; any identity serves it.</remarks>
    public virtual Task<AgentInfo> GetInfoAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _one.OpenQueryAsync<AgentInfo>($"/api/v1/info", options, cancellationToken);

    /// <summary>From which revision the agent was built.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ObShellTransportException">No answer, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/git-info</c>, obshell 4.2.3 and later. Open to anyone; any identity serves it.</remarks>
    public virtual Task<GitInfo> GetGitInfoAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _one.OpenQueryAsync<GitInfo>($"/api/v1/git-info", options, cancellationToken);

    /// <summary>The clock of the agent, with its offset.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ObShellTransportException">No answer, after all attempts.</exception>
    /// <remarks>
    /// <c>GET /api/v1/time</c>, obshell 4.2.3 and later. Open to anyone; any identity serves it. The client minds the difference of the clocks by itself.
    /// </remarks>
    public virtual Task<DateTimeOffset> GetTimeAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _one.OpenQueryAsync<DateTimeOffset>($"/api/v1/time", options, cancellationToken);

    /// <summary>Whether the agent and its observer can be used.</summary>
    /// <param name="databaseTimeout">How long the agent may try to reach its observer, more than zero. Default: 10 seconds.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="databaseTimeout"/> is less than a microsecond.</exception>
    /// <exception cref="ObShellTransportException">No answer, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/status</c>, obshell 4.2.3 and later. Open to anyone; any identity serves it.</remarks>
    public virtual Task<AgentStatus> GetStatusAsync(
        TimeSpan? databaseTimeout = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _one.OpenQueryAsync<AgentStatus>($"/api/v1/status{Query(databaseTimeout)}", options, cancellationToken);

    /// <summary>The key with which callers encrypt for the agent; for the fingerprint to pin see <see cref="ObShellClientOptions.PinnedKeyFingerprints"/>.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ObShellTransportException">No answer, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/secret</c>, obshell 4.2.3 and later. Open to anyone; any identity serves it.</remarks>
    public virtual Task<AgentPublicKey> GetKeyAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _one.OpenQueryAsync<AgentPublicKey>($"/api/v1/secret", options, cancellationToken);

    /// <summary>Hardware and operating system of the agent's host.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ObShellTransportException">No answer, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/agent/host-info</c>, obshell 4.3.0 and later.</remarks>
    public virtual Task<HostInfo> GetHostInfoAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _one.QueryAsync<HostInfo>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/agent/host-info", options, cancellationToken);

    /// <summary>The addresses of all agents that the agent knows of, its own included.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The agents; none from one that is being scaled in.</returns>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.AgentNoMaster"/> from a follower whose master is not known.</exception>
    /// <remarks>
    /// <c>GET /api/v1/ob/agents</c>, obshell 4.2.3 and later. A single agent answers itself. An agent that is being taken over or added to the cluster (identity
    /// <c>TAKE OVER MASTER</c>, <c>TAKE OVER FOLLOWER</c> or <c>SCALING OUT</c>) lists the RPC ports of the observers instead of agent ports;
    /// <see cref="ObShellClient.DiscoverAgentsAsync"/> does not.
    /// </remarks>
    public virtual Task<IReadOnlyList<AgentAddress>> ListAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<AgentAddress>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/ob/agents", options, cancellationToken);

    /// <summary>Whether the agents of the cluster and their observers can be used.</summary>
    /// <param name="databaseTimeout">How long the agent that is asked may try to reach its own observer, more than zero; the others take up to 10 seconds. Default: 10 seconds.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>By address and port (<see cref="AgentAddress.Parse"/>). Agents that gave no answer are left out: compare with <see cref="ListAsync"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="databaseTimeout"/> is less than a microsecond.</exception>
    /// <exception cref="ObShellTransportException">No answer, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/agents/status</c>, obshell 4.2.3 and later. Asks every agent in turn and waits
    /// 30 s for each that cannot be reached, so an attempt gets at least 90 s and is not retried after a timeout.</remarks>
    public virtual Task<IReadOnlyDictionary<string, AgentStatus>> GetStatusesAsync(
        TimeSpan? databaseTimeout = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.With(OperationTraits.Slow).QueryAsync<IReadOnlyDictionary<string, AgentStatus>>(
            Since.V4_2_3, HttpMethod.Get, $"/api/v1/agents/status{Query(databaseTimeout)}", options, cancellationToken);

    /// <summary>Makes a single agent a master, or lets it join one, on the way to a new cluster.</summary>
    /// <param name="request">The master, and the zone of this agent.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries it out, as accepted. Await its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> lacks what is required.</exception>
    /// <exception cref="ObShellApiException">
    /// Refused: <see cref="ObShellErrorCodes.AgentIdentifyNotSupportOperation"/> when this agent is not single or the other one no master;
    /// <see cref="ObShellErrorCodes.AgentVersionInconsistent"/>, <see cref="ObShellErrorCodes.AgentOBVersionInconsistent"/>.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, call <see cref="TaskClient.FindStartedAsync"/> before you start again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/agent/join</c>, obshell 4.2.3 and later, asked of the agent that is to join. Not retried once the request may have reached an agent. A follower
    /// whose master has a password of its own serves nothing any more: the wait for the DAG then asks the master, with <see cref="JoinAgentRequest.MasterPassword"/>.
    /// </remarks>
    public virtual Task<DagOperation> JoinAsync(JoinAgentRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _one.StartDagAsync(Since.V4_2_3, HttpMethod.Post, $"/api/v1/agent/join", request, AgentDags.Join, options, cancellationToken, AtMaster(request));
    }

    /// <summary>Takes an agent out again before the cluster is initialized. Taking out the master dissolves the whole.</summary>
    /// <param name="agent">The agent to take out; it is single afterwards.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries it out, as accepted; an operation that has ended when the agent does not belong to the whole.</returns>
    /// <exception cref="ArgumentException"><paramref name="agent"/> is no address.</exception>
    /// <exception cref="ObShellApiException">
    /// Refused: <see cref="ObShellErrorCodes.AgentIdentifyNotSupportOperation"/> by a member of an initialized cluster, where
    /// <see cref="Cluster.ClusterClient.ScaleInAsync"/> does it; <see cref="ObShellErrorCodes.AgentUnderMaintenance"/>.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, call <see cref="TaskClient.FindStartedAsync"/> before you start again.</exception>
    /// <remarks><c>POST /api/v1/agent/remove</c>, obshell 4.2.3 and later, asked of the master or a follower. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<DagOperation> RemoveAsync(AgentAddress agent, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(agent);
        agent.Validate(nameof(agent));
        return _connection.With(OperationTraits.MayBeEmpty).StartDagAsync(Since.V4_2_3, HttpMethod.Post, $"/api/v1/agent/remove", agent, AgentDags.Removal(agent), options, cancellationToken);
    }

    /// <summary>Sets or changes the password of the agent itself. From then on, a client needs a credential that has it.</summary>
    /// <param name="password">The new password.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="password"/> is null or empty.</exception>
    /// <exception cref="ObShellAuthenticationException">
    /// The old password of the agent is wrong or missing in the credential, or, where it had none, that of root@sys. After a call whose answer was lost:
    /// the new one may count already.
    /// </exception>
    /// <remarks>
    /// <c>POST /api/v1/agent/password</c>, obshell 4.2.6 and later, asked of a single agent or a member of an initialized cluster: others break. See
    /// <see cref="ObShellCredential.FromPasswords"/>. Sessions that were opened there end, and none is used for this call.
    /// </remarks>
    public virtual Task SetPasswordAsync(Secret password, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        string.IsNullOrEmpty(password?.Reveal())
            ? throw new ArgumentException("It must not be empty.", nameof(password))
            : _one.With(OperationTraits.RefusesSession).CommandAsync(
                Since.V4_2_6, HttpMethod.Post, $"/api/v1/agent/password", new SetAgentPasswordRequest { Password = password }, options, cancellationToken);

    private static QueryString Query(TimeSpan? databaseTimeout)
    {
        long? microseconds = databaseTimeout?.Ticks / TimeSpan.TicksPerMicrosecond;
        return microseconds is < 1
            ? throw new ArgumentOutOfRangeException(nameof(databaseTimeout), databaseTimeout, "It must be at least a microsecond.")
            : new QueryString().Add("ob_query_timeout", microseconds);
    }

    /// <summary>The way to the DAG of a follower, through its master; null where the master has no password of its own.</summary>
    private ObShellConnection[]? AtMaster(JoinAgentRequest request) => request.MasterPassword is not { } password ? null :
    [
        _one.Connection.At(new UriBuilder(_one.Settings.Scheme, request.Master.Ip, request.Master.Port).Uri).WithCredential(ObShellCredential.FromAgentPassword(password.Reveal())),
    ];
}
