using System.Net;
using System.Text.Json;
using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;
using ObShellSdk.Http;

namespace ObShellSdk.Tasks;

/// <summary>
/// One piece of long-running work: reads its DAG, the database's record, or both, and weighs them. It does not wait; <see cref="Poller"/> does. Thread-safe: the
/// state only moves forward.
/// </summary>
internal sealed class LongRunningWork
{
    private readonly ObShellConnection _connection;
    private readonly Func<DagDetail, IDatabaseWork?>? _recognize;
    private readonly long _startedAt;
    private readonly FacetConnection[] _reaches;
    private readonly string _id;
    private volatile DagDetail? _dag;
    private volatile IDatabaseWork? _work;
    private volatile int _reach;
    private volatile bool _omitDetails;
    private volatile WorkSnapshot? _baseline;

    /// <param name="connection">The client's connection.</param>
    /// <param name="dag">The DAG as the agent returned it, or with nothing but its id; null when no DAG is known.</param>
    public LongRunningWork(ObShellConnection connection, DagDetail? dag)
        : this(connection, dag, [], null, 0)
    {
    }

    /// <param name="connection">The client's connection.</param>
    /// <param name="dag">The DAG as the agent returned it, or with nothing but its id; null when no DAG is known.</param>
    /// <param name="others">Other ways to the DAG, tried when the agent refuses the usual one: with the password that the work itself sets, or at the master.</param>
    /// <param name="recognize">Tells from a DAG which work of the database it starts; null where that is known, or none.</param>
    /// <param name="startedAt">When this process sent the command that started it, by <see cref="TimeProvider.GetTimestamp"/>; 0 when it did not.</param>
    public LongRunningWork(
        ObShellConnection connection, DagDetail? dag, IReadOnlyList<ObShellConnection> others, Func<DagDetail, IDatabaseWork?>? recognize, long startedAt)
    {
        _connection = connection;
        _dag = dag;
        _recognize = recognize;
        _startedAt = startedAt;
        DagId = dag?.Id;
        _id = DagId ?? "";
        _reaches = DagId is null ? [] : [.. others.Prepend(connection).Select(way => TaskId.Reach(way, DagId))];
    }

    public ClientSettings Settings => _connection.Settings;

    /// <summary>The generic id of the DAG; null when no DAG is known.</summary>
    public string? DagId { get; }

    /// <summary>The DAG as it was read last.</summary>
    public DagDetail? Dag => _dag;

    /// <summary>The work of the database; null where the DAG alone does the work, and until the DAG was read.</summary>
    public IDatabaseWork? Work
    {
        get => _work;
        init => _work = value;
    }

    /// <summary>What was secret in the request that started it; null where there was nothing.</summary>
    public IReadOnlyList<string>? Secrets { get; init; }

    /// <summary>The outcome that the caller has requested by an operator; null for a normal end.</summary>
    public DagOutcome? Requested { get; set; }

    public SecretMask Mask => new(Settings.Credential, null, Secrets);

    /// <summary>An id alone has no name yet.</summary>
    public bool HasBeenRead => DagId is null || _dag is { Name.Length: > 0 };

    private CallFacts Facts => new("GET /api/v1/task/dag/{id}", _connection.Endpoint, MayHaveRun: false);

    /// <summary>Learns the time zone of the database, unless the work is that of one agent, whose times are its own.</summary>
    public Task DetectClockAsync(CancellationToken cancellationToken) => DagId is null or ['1', ..] ? _connection.DatabaseClock.DetectAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Reads DAG and record once.</summary>
    public async Task<WorkSnapshot> ReadAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        DagDetail? dag = DagId is null ? null : await ReadDagAsync(options, cancellationToken).ConfigureAwait(false);
        if (_work is null && dag is not null && _recognize is not null)
        {
            _work = _recognize(dag);
        }

        WorkRecord? record = _work is { } work ? await work.ReadAsync(dag, options, cancellationToken).ConfigureAwait(false) : null;
        return AddElapsed(WorkSnapshot.Of(dag, record, _work?.NeedsDagAfterwards ?? false, Requested) with { ReadAt = Settings.TimeProvider.GetTimestamp() });
    }

    /// <summary>Reads the DAG once, the way that worked last.</summary>
    public async Task<DagDetail> ReadDagAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        ObShellException? first = null;
        for (int tried = 0; tried < _reaches.Length; tried++)
        {
            try
            {
                return _dag = await ReadDagAsync(_reaches[_reach], options, cancellationToken).ConfigureAwait(false);
            }
            catch (ObShellApiException exception) when (_reaches.Length > 1 && IsRefusalOfTheWay(exception))
            {
                // Nothing was executed: the other password, or the other agent, may be the right one by now.
                first ??= exception;
                _reach = (_reach + 1) % _reaches.Length;
            }
        }

        throw first!;
    }

    /// <summary>Sends an operator to the DAG.</summary>
    /// <exception cref="InvalidOperationException">The DAG's state does not allow it; only a read was sent.</exception>
    public async Task OperateAsync(TaskOperator wanted, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        await RequireStateForAsync(wanted, options, cancellationToken).ConfigureAwait(false);
        await SendAsync(wanted, options, cancellationToken).ConfigureAwait(false);
        Requested = wanted == TaskOperator.Rollback ? DagOutcome.RolledBack : wanted == TaskOperator.Cancel ? DagOutcome.Canceled : null;
    }

    /// <summary>Passes over one failed node.</summary>
    public async Task PassNodeAsync(string nodeId, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        DagDetail dag = await RequireStateForAsync(TaskOperator.Pass, options, cancellationToken).ConfigureAwait(false);
        DagNode node = dag.Nodes.FirstOrDefault(node => node.Id == nodeId)
            ?? throw new InvalidOperationException($"Node {nodeId} must belong to DAG {DagId}, whose nodes are {Mask.Apply(string.Join(", ", dag.Nodes.Select(node => node.Id)))}.");
        if (node.State != TaskState.Failed)
        {
            throw new InvalidOperationException($"To pass node {nodeId} '{Mask.Apply(node.Name)}', it must have failed, but it is {node.State} ({node.Operator}).");
        }

        await TaskId.Reach(_connection, nodeId, atOwner: true)
            .CommandAsync(Since.V4_3_1, HttpMethod.Post, $"/api/v1/task/node/{nodeId}", new TaskOperatorRequest { Operator = TaskOperator.Pass }, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Retries a failed DAG, unless another caller has done so at the same moment.</summary>
    public async Task ResumeAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            await OperateAsync(TaskOperator.Retry, options, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException) when (_dag is { HasEnded: false })
        {
            // It is running again.
        }
        catch (ObShellApiException exception) when (exception.Code is ObShellErrorCodes.GormNoRowAffected or ObShellErrorCodes.TaskDagOperatorRetryNotFailedDag)
        {
            // Another caller was faster.
        }
    }

    /// <summary>Cancels the DAG unless it has ended. False when it had.</summary>
    public async Task<bool> TryCancelDagAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        if (DagId is null || (await ReadDagAsync(options, cancellationToken).ConfigureAwait(false)).HasEnded)
        {
            return false;
        }

        try
        {
            await SendAsync(TaskOperator.Cancel, options, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ObShellApiException exception) when (exception is { MayHaveRun: false, StatusCode: HttpStatusCode.BadRequest } || exception.Code == ObShellErrorCodes.GormNoRowAffected)
        {
            // It has ended meanwhile, or its node cannot be canceled; the database's own cancel remains.
            return false;
        }
    }

    /// <summary>The exception for work that did not end well.</summary>
    public DagFailedException Failed(WorkSnapshot last)
    {
        string text = last.Record?.Text ?? "";
        return last switch
        {
            { Dag: { Outcome: { } ended } dag } when last.Record is null || ended is not (DagOutcome.Succeeded or DagOutcome.Passed) => DagFailure.DagEnded(Facts, dag, ended, text, Mask),
            { Record: { } record, Outcome: { } outcome } => DagFailure.WorkFailed(Facts, last.Dag, record, outcome, Mask),
            _ => throw new InvalidOperationException("Only work that has ended can have failed."),
        };
    }

    /// <summary>The id, name and state of the DAG, with secrets masked.</summary>
    public override string ToString() => Dag is { } dag ? $"{dag.Id} {Mask.Apply($"{dag.Name}: {dag.State} ({dag.Operator})")}" : "work of the database without a DAG";

    /// <summary>The exception for a DAG that waits for an agent that is away.</summary>
    public ObShellTransportException Stalled(DagDetail dag, string agent) => DagFailure.Stalled(Facts, $"DAG {TaskId.Shown(dag.Id)} '{Mask.Apply(dag.Name)}'", agent);

    /// <summary>A task that was never read, and that is not found while the agent can use its database, does not exist.</summary>
    public async Task<bool> IsCertainlyGoneAsync(ObShellException trouble, CancellationToken cancellationToken)
    {
        if (trouble is not ObShellApiException { StatusCode: HttpStatusCode.NotFound })
        {
            return false;
        }

        try
        {
            JsonElement status = await _reaches[_reach].OpenQueryAsync<JsonElement>($"/api/v1/status", null, cancellationToken).ConfigureAwait(false);
            return status.ValueKind == JsonValueKind.Object && status.TryGetProperty("obState", out JsonElement state)
                && state.ValueKind == JsonValueKind.Number && state.TryGetInt32(out int number) && number == 3;
        }
        catch (ObShellException)
        {
            // Whether the task exists is still open.
            return false;
        }
    }

    /// <summary>
    /// The agent that a running DAG of the cluster waits for although it does not answer; null when there is none, or when that is not known. A DAG whose agent is
    /// away stays RUNNING until the agent is back.
    /// </summary>
    public async Task<string?> FindUnavailableAgentAsync(DagDetail dag, CancellationToken cancellationToken)
    {
        string[] executing = [.. dag.Nodes.SelectMany(node => node.SubTasks).Where(task => task.State == TaskState.Running && task.ExecuteAgent.Ip.Length > 0).Select(task => $"{task.ExecuteAgent}")];
        if (executing.Length == 0 || DagId is not ['1', ..])
        {
            return null;
        }

        try
        {
            JsonElement statuses = await _connection.ForFacet<TaskJson>().QueryAsync<JsonElement>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/agents/status", null, cancellationToken).ConfigureAwait(false);
            return statuses.ValueKind == JsonValueKind.Object ? executing.FirstOrDefault(agent => !statuses.TryGetProperty(agent, out _)) : null;
        }
        catch (ObShellException)
        {
            // The agents could not be asked; that alone is no outage of the DAG.
            return null;
        }
    }

    private async Task<DagDetail> ReadDagAsync(FacetConnection reach, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        if (!_omitDetails)
        {
            try
            {
                return await reach.QueryAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/{_id}", options, cancellationToken).ConfigureAwait(false);
            }
            catch (ObShellApiException exception) when (exception is { StatusCode: HttpStatusCode.InternalServerError, Code: ObShellErrorCodes.CommonUnexpected })
            {
                // The agent can panic on the additional data of a DAG's nodes, at every read (mergeValue of ob/agent/engine/task/dag_dto.go). Without details it serves.
                DagDetail plain = await ReadPlainAsync(reach, options, cancellationToken).ConfigureAwait(false);
                _omitDetails = true;
                return plain;
            }
        }

        return await ReadPlainAsync(reach, options, cancellationToken).ConfigureAwait(false);
    }

    private Task<DagDetail> ReadPlainAsync(FacetConnection reach, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        reach.QueryAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/{_id}{QueryString.WithoutDetails}", options, cancellationToken);

    private Task SendAsync(TaskOperator wanted, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        _reaches[_reach].CommandAsync(Since.V4_2_3, HttpMethod.Post, $"/api/v1/task/dag/{_id}", new TaskOperatorRequest { Operator = wanted }, options, cancellationToken);

    private async Task<DagDetail> RequireStateForAsync(TaskOperator wanted, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        string needed = wanted == TaskOperator.Cancel ? "must be running" : "must have failed";
        if (DagId is null)
        {
            throw new InvalidOperationException($"For {wanted}, there {needed.Replace("must", "must be a DAG that", StringComparison.Ordinal)}; the agent found nothing to do.");
        }

        DagDetail dag = await ReadDagAsync(options, cancellationToken).ConfigureAwait(false);
        bool allowed = wanted == TaskOperator.Cancel ? !dag.HasEnded : dag.State == TaskState.Failed;
        return allowed
            ? dag
            : throw new InvalidOperationException($"For {wanted}, the DAG {needed}, but DAG {DagId} is {Mask.Apply($"{dag.State} ({dag.Operator})")}.");
    }

    private static bool IsRefusalOfTheWay(ObShellApiException exception) =>
        exception.Code == ObShellErrorCodes.RequestForwardHeaderNotExist
        || exception is ObShellAuthenticationException
        {
            Reason: AuthenticationFailureReason.WrongPassword or AuthenticationFailureReason.WrongAgentPassword or AuthenticationFailureReason.AgentPasswordNeeded
                or AuthenticationFailureReason.OceanBasePasswordNeeded or AuthenticationFailureReason.AgentPasswordNotSet or AuthenticationFailureReason.Unknown,
        };

    /// <summary>
    /// Times of a cluster's DAG are the database's wall clock with the offset of the agent's host. So a running DAG is measured from the moment it was first seen
    /// running, by our own clock; what it had run before counts as far as it can be known.
    /// </summary>
    private WorkSnapshot AddElapsed(WorkSnapshot now)
    {
        if (now.Dag is not { StartTime: { } start } dag)
        {
            return now;
        }

        if (dag.HasEnded)
        {
            return dag.EndTime is { } end ? now with { Elapsed = Max(end.DateTime - start.DateTime) } : now;
        }

        if (_baseline is not { } first || first.Dag!.StartTime != start)
        {
            return _baseline = now with { Elapsed = Before(dag, start) };
        }

        return now with { Elapsed = first.Elapsed + Settings.TimeProvider.GetElapsedTime(first.ReadAt, now.ReadAt) };
    }

    /// <summary>
    /// How long a DAG had run when it was first seen. Where the time zone of the database is not known, it has run at least to the latest time that it shows, which is of
    /// the same clock. It is never older than the command of this process that started it.
    /// </summary>
    private TimeSpan Before(DagDetail dag, DateTimeOffset start)
    {
        DateTimeOffset latest = dag.Nodes.SelectMany(node => node.SubTasks.SelectMany(task => (DateTimeOffset?[])[task.StartTime, task.EndTime]).Append(node.StartTime).Append(node.EndTime))
            .Max() ?? start;
        TimeSpan known = (dag.Id is ['1', ..] ? _connection.DatabaseClock.ElapsedSince(start) : _connection.AgentNow - start) ?? latest.DateTime - start.DateTime;
        TimeSpan most = _startedAt == 0 ? TimeSpan.MaxValue : Settings.TimeProvider.GetElapsedTime(_startedAt);
        return known < most ? Max(known) : most;
    }

    private static TimeSpan Max(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
