using ObShellSdk.Agents;
using ObShellSdk.Http;

namespace ObShellSdk.Tasks;

/// <summary>
/// DAGs, their nodes and sub-tasks. A call that starts long work returns a <see cref="DagOperation"/>, which is the convenient way to
/// follow it; this facet is for everything else. Safe for concurrent use.
/// </summary>
/// <remarks>
/// A 404 <see cref="ObShellErrorCodes.TaskNotFound"/> is no proof that a task does not exist: it is also the answer while the agent
/// cannot read its task store. Without details, nodes, sub-tasks and logs are left out of DAGs.
/// </remarks>
public class TaskClient
{
    private readonly FacetConnection _connection;
    private readonly FacetConnection _one;
    private readonly Func<DagDetail, IDatabaseWork?> _recognize;

    internal TaskClient(ObShellConnection connection, Func<DagDetail, IDatabaseWork?> recognize)
    {
        _connection = connection.ForFacet<TaskJson>();
        _one = connection.OfOneAgent.ForFacet<TaskJson>();
        _recognize = recognize;
    }

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected TaskClient()
    {
        _recognize = _ => null;
    }

    /// <summary>Opens work that was started earlier, perhaps by another process. Sends nothing.</summary>
    /// <param name="dagId">The <see cref="DagDetail.Id"/>: digits.</param>
    /// <returns>The operation; its first read shows whether the DAG exists.</returns>
    /// <exception cref="ArgumentException"><paramref name="dagId"/> is no generic id.</exception>
    /// <remarks>
    /// The DAG of a backup or restore is recognized by its name when it is read: the wait for it goes by the database's record. For the database's figures use
    /// <see cref="Backup.BackupClient.GetOperation"/> and <see cref="Restore.RestoreClient.GetOperation"/>.
    /// </remarks>
    public virtual DagOperation GetOperation(string dagId)
    {
        TaskId.ThrowIfNone(dagId, nameof(dagId));
        return new DagOperation(new LongRunningWork(_connection.Connection, new DagDetail { Id = dagId }, [], _recognize, 0));
    }

    /// <summary>
    /// Finds the DAG that a call began whose outcome is unknown (<see cref="ObShellException.MayHaveRun"/>): one of that kind, for that tenant, that did not exist before
    /// the call.
    /// </summary>
    /// <param name="exception">The exception of a call that starts a DAG.</param>
    /// <param name="options">Options for each request, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the requests.</param>
    /// <returns>
    /// The operation, or null when nothing was started as far as the agent knows now. While the request may still be on its way, look again a little later. Agents before
    /// 4.3.0 list no DAG that has finished, apart from the newest maintenance.
    /// </returns>
    /// <exception cref="InvalidOperationException">
    /// The call starts no DAG, or its outcome is known; or it starts a backup or restore, for which the facets of these have a method of that name.
    /// </exception>
    /// <exception cref="ObShellException">The search failed.</exception>
    /// <remarks>
    /// Several calls: <c>GET /api/v1/task/dag/ob/unfinish</c>, <c>GET /api/v1/task/dags/ob</c> and <c>GET /api/v1/task/dag/maintain/ob</c>, or those of one agent; obshell 4.2.3 and later.
    /// </remarks>
    public virtual async Task<DagOperation?> FindStartedAsync(ObShellException exception, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (exception.LostStart is not { Kind: LostStartKind.Dag } lost)
        {
            throw new InvalidOperationException(exception.LostStart is null
                ? "The exception must be that of a call that starts a DAG, and MayHaveRun must be true."
                : "The exception is that of a backup or restore: call FindStartedAsync of client.Backup or client.Restore.");
        }

        return await FindLostAsync(lost, null, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds the DAG of a lost start. Where the request is still at hand, its secrets are kept out of what the DAG says.</summary>
    internal async Task<DagOperation?> FindLostAsync(LostStart lost, IReadOnlyList<string>? secrets, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        ObShellConnection owner = lost is { IsOfAgent: true, Agent: { } agent } && _connection.Connection.Only is null ? _connection.Connection.At(agent) : _connection.Connection;
        var kind = DagKind.Of(lost);
        DagDetail? dag = await new DagFinder(owner, kind).FindNewAsync(lost.LastDagId, options, cancellationToken).ConfigureAwait(false);
        return dag is null ? null : new DagOperation(new LongRunningWork(owner, dag) { Requested = kind.Requested, Secrets = secrets });
    }

    /// <summary>Gets one DAG.</summary>
    /// <param name="dagId">The <see cref="DagDetail.Id"/>.</param>
    /// <param name="includeDetails">Whether to include nodes, sub-tasks and logs. Default: <see langword="true"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG.</returns>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TaskNotFound"/>.</exception>
    /// <remarks><c>GET /api/v1/task/dag/{id}</c>, obshell 4.2.3 and later.</remarks>
    public virtual Task<DagDetail> GetDagAsync(string dagId, bool includeDetails = true, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TaskId.ThrowIfNone(dagId, nameof(dagId));
        return Reach(dagId).QueryAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/{dagId}{QueryString.Details(includeDetails)}", options, cancellationToken);
    }

    /// <summary>Gets one node with its sub-tasks.</summary>
    /// <param name="nodeId">The <see cref="DagNode.Id"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The node.</returns>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TaskNotFound"/>.</exception>
    /// <remarks><c>GET /api/v1/task/node/{id}</c>, obshell 4.2.3 and later; always with details, as the agent breaks without.</remarks>
    public virtual Task<DagNode> GetNodeAsync(string nodeId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TaskId.ThrowIfNone(nodeId, nameof(nodeId));
        return Reach(nodeId).QueryAsync<DagNode>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/node/{nodeId}", options, cancellationToken);
    }

    /// <summary>Gets one sub-task with its log.</summary>
    /// <param name="subTaskId">The <see cref="SubTask.Id"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The sub-task.</returns>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TaskNotFound"/>.</exception>
    /// <remarks><c>GET /api/v1/task/sub_task/{id}</c>, obshell 4.2.3 and later.</remarks>
    public virtual Task<SubTask> GetSubTaskAsync(string subTaskId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TaskId.ThrowIfNone(subTaskId, nameof(subTaskId));
        return Reach(subTaskId).QueryAsync<SubTask>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/sub_task/{subTaskId}", options, cancellationToken);
    }

    /// <summary>Gets all stored log lines of a sub-task, of all its executions.</summary>
    /// <param name="subTaskId">The <see cref="SubTask.Id"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The log lines.</returns>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TaskNotFound"/>.</exception>
    /// <remarks><c>GET /api/v1/task/sub_task/{id}/logs</c>, obshell 4.3.0 and later.</remarks>
    public virtual Task<IReadOnlyList<SubTaskLog>> GetSubTaskLogsAsync(string subTaskId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TaskId.ThrowIfNone(subTaskId, nameof(subTaskId));
        return Reach(subTaskId).QueryListAsync<SubTaskLog>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/task/sub_task/{subTaskId}/logs", options, cancellationToken);
    }

    /// <summary>Passes over a failed node, so that its DAG continues as if the node had succeeded.</summary>
    /// <param name="nodeId">The <see cref="DagNode.Id"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A task that completes when the agent has accepted the operator.</returns>
    /// <exception cref="ObShellApiException">Refused: the node has not failed, or does not allow it.</exception>
    /// <remarks>
    /// <c>POST /api/v1/task/node/{id}</c>, obshell 4.3.1 and later. Asked of the agent that owns the node, where the id names one: others forward the call
    /// without its body. <see cref="DagOperation.PassNodeAsync"/> looks first whether the state allows it.
    /// </remarks>
    public virtual Task PassNodeAsync(string nodeId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TaskId.ThrowIfNone(nodeId, nameof(nodeId));
        return TaskId.Reach(_connection.Connection, nodeId, atOwner: true).CommandAsync(Since.V4_3_1, HttpMethod.Post, $"/api/v1/task/node/{nodeId}", new TaskOperatorRequest { Operator = TaskOperator.Pass }, options, cancellationToken);
    }

    /// <summary>Lists all DAGs of the cluster, including those that have ended.</summary>
    /// <param name="includeDetails">Whether to include nodes, sub-tasks and logs. Default: <see langword="true"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAGs.</returns>
    /// <remarks><c>GET /api/v1/task/dags/ob</c>, obshell 4.3.0 and later; an agent outside a cluster answers HTTP 500.</remarks>
    public virtual Task<IReadOnlyList<DagDetail>> ListClusterDagsAsync(bool includeDetails = true, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<DagDetail>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/task/dags/ob{QueryString.Details(includeDetails)}", options, cancellationToken);

    /// <summary>Gets all DAGs that <see cref="ObShellClient.Endpoint"/> keeps by itself, ended ones included.</summary>
    /// <param name="includeDetails">Whether to include nodes, sub-tasks and logs. Default: <see langword="true"/>.</param>
    /// <param name="options">Options for each of the calls, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAGs.</returns>
    /// <exception cref="InvalidOperationException">The agent is a follower, which forwards the request to its master and so cannot return its own DAGs. Nothing was sent but a look.</exception>
    /// <remarks>
    /// <c>GET /api/v1/task/dags/agent</c>, obshell 4.3.0 and later, after <c>GET /api/v1/info</c>. Never another agent than <see cref="ObShellClient.Endpoint"/> is asked; for another one use
    /// <see cref="ObShellClient.ForAgent"/>. Of a follower, <see cref="GetLastAgentMaintenanceAsync"/> returns its own last maintenance DAG.
    /// </remarks>
    public virtual async Task<IReadOnlyList<DagDetail>> ListAgentDagsAsync(bool includeDetails = true, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        await ThrowIfFollowerAsync(options, cancellationToken).ConfigureAwait(false);
        return await _one.QueryListAsync<DagDetail>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/task/dags/agent{QueryString.Details(includeDetails)}", options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets the unfinished DAGs of the cluster and of all its agents.</summary>
    /// <param name="includeDetails">Whether to include nodes, sub-tasks and logs. Default: <see langword="true"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>
    /// The DAGs that have not ended, and maintenance DAGs that have failed; other failed DAGs count as finished. The list may be partial: an agent that cannot be reached, and the cluster
    /// while the database is unavailable, are left out without an error.
    /// </returns>
    /// <remarks>
    /// <c>GET /api/v1/task/dag/unfinish</c>, obshell 4.2.3 and later. Before the cluster is initialized, an agent returns its own DAGs, and a follower those of its master.
    /// Asks every agent in turn and waits 30 s for each that cannot be reached, so an attempt gets at least 90 s and is not retried after a timeout;
    /// <see cref="ListUnfinishedClusterDagsAsync"/> does not need the other agents.
    /// </remarks>
    public virtual Task<IReadOnlyList<DagDetail>> ListUnfinishedDagsAsync(bool includeDetails = true, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.With(OperationTraits.Slow).QueryListAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/unfinish{QueryString.Details(includeDetails)}", options, cancellationToken);

    /// <summary>Lists the unfinished DAGs of the cluster, without those of its agents.</summary>
    /// <param name="includeDetails">Whether to include nodes, sub-tasks and logs. Default: <see langword="true"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAGs that have not ended, and maintenance DAGs that have failed.</returns>
    /// <remarks><c>GET /api/v1/task/dag/ob/unfinish</c>, obshell 4.2.3 and later; an agent outside a cluster answers HTTP 500.</remarks>
    public virtual Task<IReadOnlyList<DagDetail>> ListUnfinishedClusterDagsAsync(bool includeDetails = true, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/ob/unfinish{QueryString.Details(includeDetails)}", options, cancellationToken);

    /// <summary>Gets the unfinished DAGs that <see cref="ObShellClient.Endpoint"/> keeps by itself.</summary>
    /// <param name="includeDetails">Whether to include nodes, sub-tasks and logs. Default: <see langword="true"/>.</param>
    /// <param name="options">Options for each of the calls, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAGs that have not ended, and maintenance DAGs that have failed.</returns>
    /// <exception cref="InvalidOperationException">The agent is a follower, which forwards the request to its master and so cannot return its own DAGs. Nothing was sent but a look.</exception>
    /// <remarks>
    /// <c>GET /api/v1/task/dag/agent/unfinish</c>, obshell 4.2.3 and later, after <c>GET /api/v1/info</c>. Never another agent than <see cref="ObShellClient.Endpoint"/> is asked; for another
    /// one use <see cref="ObShellClient.ForAgent"/>.
    /// </remarks>
    public virtual async Task<IReadOnlyList<DagDetail>> ListUnfinishedAgentDagsAsync(bool includeDetails = true, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        await ThrowIfFollowerAsync(options, cancellationToken).ConfigureAwait(false);
        return await _one.QueryListAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/agent/unfinish{QueryString.Details(includeDetails)}", options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets the cluster DAGs that drive the last maintenance of the agents, where that has not succeeded.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAGs with nodes, sub-tasks and logs; agents that cannot be reached are left out without an error.</returns>
    /// <remarks>
    /// <c>GET /api/v1/task/dag/agent/main_dags</c>, obshell 4.3.0 and later; an agent that never had maintenance answers HTTP 500. Always with details: without them the agent does not find
    /// the main DAG of its own maintenance. Asks every agent in turn and waits 30 s for each that cannot be reached, so an attempt gets at least 90 s and is not retried after a timeout.
    /// </remarks>
    public virtual Task<IReadOnlyList<DagDetail>> ListAgentMainDagsAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.With(OperationTraits.Slow).QueryListAsync<DagDetail>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/task/dag/agent/main_dags", options, cancellationToken);

    /// <summary>Gets the newest maintenance DAG of the cluster, running or ended.</summary>
    /// <param name="includeDetails">Whether to include nodes, sub-tasks and logs. Default: <see langword="true"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG.</returns>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TaskNotFound"/> when there never was one.</exception>
    /// <remarks><c>GET /api/v1/task/dag/maintain/ob</c>, obshell 4.2.3 and later.</remarks>
    public virtual Task<DagDetail> GetLastClusterMaintenanceAsync(bool includeDetails = true, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/maintain/ob{QueryString.Details(includeDetails)}", options, cancellationToken);

    /// <summary>Gets the newest maintenance DAG of <see cref="ObShellClient.Endpoint"/>, running or ended.</summary>
    /// <param name="includeDetails">Whether to include nodes, sub-tasks and logs. Default: <see langword="true"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG.</returns>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TaskNotFound"/> when there never was one.</exception>
    /// <remarks>
    /// <c>GET /api/v1/task/dag/maintain/agent</c>, obshell 4.2.3 and later. Never another agent than <see cref="ObShellClient.Endpoint"/> is asked; a follower returns its own DAG too.
    /// </remarks>
    public virtual Task<DagDetail> GetLastAgentMaintenanceAsync(bool includeDetails = true, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _one.QueryAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/maintain/agent{QueryString.Details(includeDetails)}", options, cancellationToken);

    /// <summary>Gets the newest maintenance DAG of every agent that can be reached.</summary>
    /// <param name="includeDetails">Whether the DAG of the agent that is asked comes with nodes, sub-tasks and logs. Those of the other agents always do: the agent does not pass this on.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>One DAG for each agent that can be reached and ever had maintenance.</returns>
    /// <remarks><c>GET /api/v1/task/dag/maintain/agents</c>, obshell 4.2.3 and later; an agent that never had maintenance answers HTTP 500. Asks every agent in turn and waits 30 s for each that cannot be reached, so an attempt gets at least 90 s and is not retried after a timeout.</remarks>
    public virtual Task<IReadOnlyList<DagDetail>> ListLastAgentMaintenancesAsync(bool includeDetails = true, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.With(OperationTraits.Slow).QueryListAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/maintain/agents{QueryString.Details(includeDetails)}", options, cancellationToken);

    /// <summary>A follower forwards every request to its master, also those for what an agent keeps by itself (ob/agent/api/common/middleware.go:532).</summary>
    private async Task ThrowIfFollowerAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        AgentInfo agent = await _one.Connection.ForFacet<AgentJson>().OpenQueryAsync<AgentInfo>($"/api/v1/info", options, cancellationToken).ConfigureAwait(false);
        if (agent.Identity == AgentIdentity.Follower)
        {
            throw new InvalidOperationException(
                $"The agent at {_one.Connection.Endpoint} is a FOLLOWER: it forwards this request to its master, which would return its own DAGs. Use GetLastAgentMaintenanceAsync, or wait until the cluster is " +
                "initialized.");
        }
    }

    private FacetConnection Reach(string id) => TaskId.Reach(_connection.Connection, id);
}
