using ObShellSdk.Errors;
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
public sealed class TaskClient
{
    private readonly FacetConnection _connection;

    internal TaskClient(ObShellConnection connection) => _connection = connection.ForRoom<TaskJson>();

    /// <summary>Follows work again that was started earlier, perhaps by another process. Nothing is sent.</summary>
    /// <param name="dagId">The <see cref="DagDetail.Id"/>: digits.</param>
    /// <exception cref="ArgumentException"><paramref name="dagId"/> is no generic id.</exception>
    /// <remarks>For a backup or a restore use the same method of that facet: its operations also look how the database's work ended.</remarks>
    public DagOperation GetOperation(string dagId)
    {
        TaskId.ThrowIfNone(dagId, nameof(dagId));
        return new DagOperation(_connection.Connection, new DagDetail { Id = dagId });
    }

    /// <summary>One DAG.</summary>
    /// <param name="dagId">The <see cref="DagDetail.Id"/>.</param>
    /// <param name="details">Whether with nodes, sub-tasks and logs.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TaskNotFound"/>.</exception>
    /// <remarks><c>GET /api/v1/task/dag/{id}</c>, obshell 4.2.3 and later.</remarks>
    public Task<DagDetail> GetDagAsync(string dagId, bool details, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TaskId.ThrowIfNone(dagId, nameof(dagId));
        return Reach(dagId).QueryAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/{dagId}{QueryString.Details(details)}", options, cancellationToken);
    }

    /// <summary>One node with its sub-tasks.</summary>
    /// <param name="nodeId">The <see cref="DagNode.Id"/>.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TaskNotFound"/>.</exception>
    /// <remarks><c>GET /api/v1/task/node/{id}</c>, obshell 4.2.3 and later; always with details, as the agent breaks without.</remarks>
    public Task<DagNode> GetNodeAsync(string nodeId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TaskId.ThrowIfNone(nodeId, nameof(nodeId));
        return Reach(nodeId).QueryAsync<DagNode>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/node/{nodeId}", options, cancellationToken);
    }

    /// <summary>One sub-task with its log.</summary>
    /// <param name="subTaskId">The <see cref="SubTask.Id"/>.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TaskNotFound"/>.</exception>
    /// <remarks><c>GET /api/v1/task/sub_task/{id}</c>, obshell 4.2.3 and later.</remarks>
    public Task<SubTask> GetSubTaskAsync(string subTaskId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TaskId.ThrowIfNone(subTaskId, nameof(subTaskId));
        return Reach(subTaskId).QueryAsync<SubTask>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/sub_task/{subTaskId}", options, cancellationToken);
    }

    /// <summary>All stored log lines of a sub-task, of all its executions.</summary>
    /// <param name="subTaskId">The <see cref="SubTask.Id"/>.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TaskNotFound"/>.</exception>
    /// <remarks><c>GET /api/v1/task/sub_task/{id}/logs</c>, obshell 4.3.0 and later.</remarks>
    public Task<IReadOnlyList<SubTaskLog>> GetSubTaskLogsAsync(string subTaskId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TaskId.ThrowIfNone(subTaskId, nameof(subTaskId));
        return Reach(subTaskId).QueryListAsync<SubTaskLog>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/task/sub_task/{subTaskId}/logs", options, cancellationToken);
    }

    /// <summary>Passes over a failed node, so that its DAG goes on as if the node had succeeded.</summary>
    /// <param name="nodeId">The <see cref="DagNode.Id"/>.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ObShellApiException">Refused: the node has not failed, or does not allow it.</exception>
    /// <remarks>
    /// <c>POST /api/v1/task/node/{id}</c>, obshell 4.3.1 and later. Asked of the agent that owns the node, where the id names one: others forward the call
    /// without its body. <see cref="DagOperation.PassNodeAsync"/> looks first whether the state allows it.
    /// </remarks>
    public Task PassNodeAsync(string nodeId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TaskId.ThrowIfNone(nodeId, nameof(nodeId));
        return TaskId.Reach(_connection.Connection, nodeId, atOwner: true).CommandAsync(Since.V4_3_1, HttpMethod.Post, $"/api/v1/task/node/{nodeId}", new TaskOperatorRequest { Operator = TaskOperator.Pass }, options, cancellationToken);
    }

    /// <summary>All DAGs of the cluster, ended ones included.</summary>
    /// <param name="details">Whether with nodes, sub-tasks and logs.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <remarks><c>GET /api/v1/task/dags/ob</c>, obshell 4.3.0 and later; an agent outside a cluster answers HTTP 500.</remarks>
    public Task<IReadOnlyList<DagDetail>> ListClusterDagsAsync(bool details, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<DagDetail>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/task/dags/ob{QueryString.Details(details)}", options, cancellationToken);

    /// <summary>All DAGs of this agent alone, ended ones included.</summary>
    /// <param name="details">Whether with nodes, sub-tasks and logs.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <remarks><c>GET /api/v1/task/dags/agent</c>, obshell 4.3.0 and later.</remarks>
    public Task<IReadOnlyList<DagDetail>> ListAgentDagsAsync(bool details, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<DagDetail>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/task/dags/agent{QueryString.Details(details)}", options, cancellationToken);

    /// <summary>The unfinished DAGs of the cluster and of this agent; failed ones count as unfinished.</summary>
    /// <param name="details">Whether with nodes, sub-tasks and logs.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <remarks><c>GET /api/v1/task/dag/unfinish</c>, obshell 4.2.3 and later. Asks every agent in turn and waits
    /// 30 s for each that cannot be reached, so an attempt gets at least 90 s and is not retried after a timeout.
    /// <see cref="ListUnfinishedClusterDagsAsync"/> does not need the other agents.</remarks>
    public Task<IReadOnlyList<DagDetail>> ListUnfinishedDagsAsync(bool details, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.Slow.QueryListAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/unfinish{QueryString.Details(details)}", options, cancellationToken);

    /// <summary>The unfinished DAGs of the cluster alone.</summary>
    /// <param name="details">Whether with nodes, sub-tasks and logs.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <remarks><c>GET /api/v1/task/dag/ob/unfinish</c>, obshell 4.2.3 and later; an agent outside a cluster answers HTTP 500.</remarks>
    public Task<IReadOnlyList<DagDetail>> ListUnfinishedClusterDagsAsync(bool details, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/ob/unfinish{QueryString.Details(details)}", options, cancellationToken);

    /// <summary>The unfinished DAGs of this agent alone.</summary>
    /// <param name="details">Whether with nodes, sub-tasks and logs.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <remarks><c>GET /api/v1/task/dag/agent/unfinish</c>, obshell 4.2.3 and later.</remarks>
    public Task<IReadOnlyList<DagDetail>> ListUnfinishedAgentDagsAsync(bool details, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/agent/unfinish{QueryString.Details(details)}", options, cancellationToken);

    /// <summary>The cluster DAGs that drive the unfinished DAGs of this agent.</summary>
    /// <param name="details">Whether with nodes, sub-tasks and logs.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <remarks><c>GET /api/v1/task/dag/agent/main_dags</c>, obshell 4.3.0 and later; an agent that never had maintenance answers HTTP 500. Asks every agent in turn and waits
    /// 30 s for each that cannot be reached, so an attempt gets at least 90 s and is not retried after a timeout.</remarks>
    public Task<IReadOnlyList<DagDetail>> ListAgentMainDagsAsync(bool details, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.Slow.QueryListAsync<DagDetail>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/task/dag/agent/main_dags{QueryString.Details(details)}", options, cancellationToken);

    /// <summary>The newest maintenance DAG of the cluster, running or long ended.</summary>
    /// <param name="details">Whether with nodes, sub-tasks and logs.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TaskNotFound"/> when there never was one.</exception>
    /// <remarks><c>GET /api/v1/task/dag/maintain/ob</c>, obshell 4.2.3 and later.</remarks>
    public Task<DagDetail> GetLastClusterMaintenanceAsync(bool details, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/maintain/ob{QueryString.Details(details)}", options, cancellationToken);

    /// <summary>The newest maintenance DAG of this agent, running or long ended.</summary>
    /// <param name="details">Whether with nodes, sub-tasks and logs.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TaskNotFound"/> when there never was one.</exception>
    /// <remarks><c>GET /api/v1/task/dag/maintain/agent</c>, obshell 4.2.3 and later.</remarks>
    public Task<DagDetail> GetLastAgentMaintenanceAsync(bool details, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/maintain/agent{QueryString.Details(details)}", options, cancellationToken);

    /// <summary>The newest maintenance DAG of every agent that can be reached.</summary>
    /// <param name="details">Whether with nodes, sub-tasks and logs.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <remarks><c>GET /api/v1/task/dag/maintain/agents</c>, obshell 4.2.3 and later; an agent that never had maintenance answers HTTP 500. Asks every agent in turn and waits
    /// 30 s for each that cannot be reached, so an attempt gets at least 90 s and is not retried after a timeout.</remarks>
    public Task<IReadOnlyList<DagDetail>> ListLastAgentMaintenancesAsync(bool details, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.Slow.QueryListAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/maintain/agents{QueryString.Details(details)}", options, cancellationToken);

    private FacetConnection Reach(string id) => TaskId.Reach(_connection.Connection, id);
}
