using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;
using ObShellSdk.Http;

namespace ObShellSdk.Tasks;

/// <summary>
/// Work that goes on at the agents after the call that started it: wait for its end, watch it, or steer it. Keep <see cref="Id"/> to follow
/// it from another process with <see cref="TaskClient.GetOperation"/>. Safe for concurrent use.
/// </summary>
/// <remarks>Cancelling a token ends the waiting, never the work; for that there is <see cref="CancelAsync"/>.</remarks>
public sealed class DagOperation
{
    private readonly FacetConnection _connection;
    private volatile DagDetail? _dag;

    internal DagOperation(ObShellConnection connection, DagDetail? dag)
    {
        Id = dag?.Id ?? "";
        _connection = TaskId.Reach(connection, Id);
        _dag = dag;
    }

    /// <summary>The work of the database that the DAG waits for; without a DAG: that is all there is.</summary>
    internal IDatabaseWork? Work { get; init; }

    /// <summary>Whether the wanted end is that the work of the DAG is undone.</summary>
    internal bool IsUndoing { get; init; }

    /// <summary>What was secret in the request that started it; null where there was nothing, or where this did not start it.</summary>
    internal IReadOnlyList<string>? Secrets { get; init; }

    private SecretMask Mask => new(_connection.Settings.Credential, null, Secrets);

    /// <summary>
    /// The generic id of the DAG, always text. Empty when the agent found nothing to do, and for a backup or restore of which no DAG is known: that can be
    /// waited for, and canceled by the facet that started it.
    /// </summary>
    public string Id { get; }

    /// <summary>The DAG as it was read last; null where there is none (<see cref="Id"/> is empty). Without nodes until it was read once.</summary>
    public DagDetail? Dag => _dag;

    /// <summary>True when the agent found nothing to do, or when the DAG had ended as it was read last.</summary>
    public bool HasEnded => _dag is { } dag ? dag.HasEnded : Work is null;

    /// <summary>Reads the DAG once.</summary>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The DAG with nodes, sub-tasks and logs; null when there is none.</returns>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TaskNotFound"/>, which is no proof while the database is away.</exception>
    /// <remarks><c>GET /api/v1/task/dag/{id}</c>, obshell 4.2.3 and later.</remarks>
    public async Task<DagDetail?> RefreshAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Id.Length == 0 ? null : _dag = await _connection.QueryAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/{Id}", options, cancellationToken).ConfigureAwait(false);

    /// <summary>Waits until the work has ended well.</summary>
    /// <param name="options">How often to ask, and how long an outage may last. Default: see <see cref="DagWaitOptions"/>.</param>
    /// <param name="progress">Gets every change of the DAG, also outages of the agent.</param>
    /// <param name="cancellationToken">Ends the waiting; the work goes on.</param>
    /// <returns>
    /// <see cref="DagOutcome.Succeeded"/>; <see cref="DagOutcome.Passed"/> when an operator passed over a failure; <see cref="DagOutcome.RolledBack"/> where
    /// undoing is what was asked for, as when a restore is canceled.
    /// </returns>
    /// <exception cref="DagFailedException">It failed, was rolled back or canceled; says where, why, and what would free its lock.</exception>
    /// <exception cref="ObShellException">The agent was away for longer than <see cref="DagWaitOptions.OutageTolerance"/>: what it said last.</exception>
    /// <remarks>
    /// The DAG of a backup or restore only waits until the database is done, however that ended, and for an hour at most. So operations of
    /// <see cref="ObShellClient.Backup"/> and <see cref="ObShellClient.Restore"/> go by the database's record as well: a backup that failed is no success, and one
    /// that takes longer is waited for; a restore that takes longer is waited for, and its DAG then retried, as it has the new tenant still to open. Operations of
    /// <see cref="TaskClient.GetOperation"/> do not: use those of <see cref="Backup.BackupClient.GetOperation"/> and <see cref="Restore.RestoreClient.GetOperation"/>.
    /// </remarks>
    public async Task<DagOutcome> WaitAsync(
        DagWaitOptions? options = null, IProgress<DagProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var wait = new DagWait(Id, _connection.Settings);
        try
        {
            DagOutcome outcome = await WaitForEndAsync(options ?? new DagWaitOptions(), progress, cancellationToken).ConfigureAwait(false);
            wait.Ended(outcome);
            return outcome;
        }
        catch (Exception exception)
        {
            wait.Failed(exception);
            throw;
        }
    }

    /// <summary>The changes of the DAG from now to its end, however that is. Nothing comes where there is no DAG.</summary>
    /// <param name="options">How often to ask, and how long an outage may last. Default: see <see cref="DagWaitOptions"/>.</param>
    /// <param name="cancellationToken">Ends the watching; the DAG goes on.</param>
    /// <exception cref="ObShellException">The agent was away for longer than <see cref="DagWaitOptions.OutageTolerance"/>: what it said last.</exception>
    public IAsyncEnumerable<DagProgress> WatchAsync(DagWaitOptions? options = null, CancellationToken cancellationToken = default) =>
        WatchAsync(options ?? new DagWaitOptions(), new DagLogs(Mask), cancellationToken);

    /// <summary>Lets a failed DAG go on from where it failed.</summary>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidOperationException">The DAG has not failed; nothing was sent but a look at it.</exception>
    /// <exception cref="ObShellApiException">Refused, as a node does not allow it.</exception>
    /// <remarks><c>POST /api/v1/task/dag/{id}</c>, obshell 4.2.3 and later. Accepted is not done: wait again.</remarks>
    public Task RetryAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        OperateAsync(TaskOperator.Retry, options, cancellationToken);

    /// <summary>Undoes the work of a failed DAG. When that has ended, <see cref="WaitAsync"/> throws with <see cref="DagOutcome.RolledBack"/>.</summary>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidOperationException">The DAG has not failed; nothing was sent but a look at it.</exception>
    /// <exception cref="ObShellApiException">Refused, as a node does not allow it.</exception>
    /// <remarks><c>POST /api/v1/task/dag/{id}</c>, obshell 4.2.3 and later. Accepted is not done: wait again.</remarks>
    public Task RollBackAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        OperateAsync(TaskOperator.Rollback, options, cancellationToken);

    /// <summary>Stops a DAG that is under way.</summary>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidOperationException">The DAG has ended already; nothing was sent but a look at it.</exception>
    /// <exception cref="ObShellApiException">Refused, as a node does not allow it.</exception>
    /// <remarks><c>POST /api/v1/task/dag/{id}</c>, obshell 4.2.3 and later. Accepted is not done: wait again.</remarks>
    public Task CancelAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        OperateAsync(TaskOperator.Cancel, options, cancellationToken);

    /// <summary>Ends a failed DAG as if what failed had succeeded, which also frees its lock.</summary>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidOperationException">The DAG has not failed; nothing was sent but a look at it.</exception>
    /// <exception cref="ObShellApiException">Refused, as a node does not allow it.</exception>
    /// <remarks><c>POST /api/v1/task/dag/{id}</c>, obshell 4.2.3 and later. Accepted is not done: wait again.</remarks>
    public Task PassAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        OperateAsync(TaskOperator.Pass, options, cancellationToken);

    /// <summary>Passes over one failed node of a failed DAG, which then goes on with the next one.</summary>
    /// <param name="nodeId">The <see cref="DagNode.Id"/>.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException"><paramref name="nodeId"/> is no generic id.</exception>
    /// <exception cref="InvalidOperationException">The DAG or the node has not failed, or the node is not one of the DAG; nothing was sent but a look at it.</exception>
    /// <exception cref="ObShellApiException">Refused, as the node does not allow it.</exception>
    /// <remarks><c>POST /api/v1/task/node/{id}</c>, obshell 4.3.1 and later. Accepted is not done: wait again.</remarks>
    public async Task PassNodeAsync(string nodeId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TaskId.ThrowIfNone(nodeId, nameof(nodeId));
        DagDetail dag = await LookAsync(TaskOperator.Pass, options, cancellationToken).ConfigureAwait(false);
        DagNode node = dag.Nodes.FirstOrDefault(node => node.Id == nodeId)
            ?? throw new InvalidOperationException($"{nodeId} is no node of DAG {Id}; its nodes are: {Mask.Apply(string.Join(", ", dag.Nodes.Select(node => node.Id)))}.");
        if (node.State != TaskState.Failed)
        {
            throw new InvalidOperationException($"{TaskOperator.Pass} is for a node that has failed; node {nodeId} '{Mask.Apply(node.Name)}' is {node.State} ({node.Operator}).");
        }

        await TaskId.Reach(_connection.Connection, nodeId, atOwner: true)
            .CommandAsync(Since.V4_3_1, HttpMethod.Post, $"/api/v1/task/node/{nodeId}", new TaskOperatorRequest { Operator = TaskOperator.Pass }, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Id, name and state.</summary>
    public override string ToString() => _dag is { } dag ? $"{dag.Id} {dag.Name}: {dag.State} ({dag.Operator})" : Work is null ? "nothing to do" : "work of the database without a DAG";

    private async Task<DagOutcome> WaitForEndAsync(DagWaitOptions options, IProgress<DagProgress>? progress, CancellationToken cancellationToken)
    {
        var logs = new DagLogs(Mask);
        bool mayRetry = true;
        while (true)
        {
            await foreach (DagProgress report in WatchAsync(options, logs, cancellationToken).ConfigureAwait(false))
            {
                progress?.Report(report);
            }

            DagEnding ending = new(_dag, Work, IsUndoing, Mask, _connection.Connection);
            if (await ending.JudgeAsync(options, mayRetry, cancellationToken).ConfigureAwait(false) is { } outcome)
            {
                return outcome;
            }

            mayRetry = false;
            await ResumeAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task OperateAsync(TaskOperator wanted, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        await LookAsync(wanted, options, cancellationToken).ConfigureAwait(false);
        await _connection.CommandAsync(Since.V4_2_3, HttpMethod.Post, $"/api/v1/task/dag/{Id}", new TaskOperatorRequest { Operator = wanted }, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The DAG as it is now, if it is in a state for the operator.</summary>
    private async Task<DagDetail> LookAsync(TaskOperator wanted, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        DagDetail? dag = await RefreshAsync(options, cancellationToken).ConfigureAwait(false);
        bool allowed = wanted == TaskOperator.Cancel ? dag is { HasEnded: false } : dag?.State == TaskState.Failed;
        return dag is not null && allowed
            ? dag
            : throw new InvalidOperationException(
                $"{wanted} is for a DAG that {(wanted == TaskOperator.Cancel ? "is under way" : "has failed")}; this one is: {Mask.Apply(ToString())}.");
    }

    /// <summary>Lets a failed DAG go on, unless somebody else has done so at the same moment.</summary>
    internal async Task ResumeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RetryAsync(null, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException) when (_dag is { HasEnded: false })
        {
        }
        catch (ObShellApiException exception) when (exception.Code is ObShellErrorCodes.GormNoRowAffected or ObShellErrorCodes.TaskDagOperatorRetryNotFailedDag)
        {
        }
    }

    private async IAsyncEnumerable<DagProgress> WatchAsync(DagWaitOptions options, DagLogs logs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TimeProvider clock = _connection.Settings.TimeProvider;
        var pause = new Pause(options, clock);
        var outage = new Outage(clock, options.OutageTolerance);
        DagDetail? told = null;
        while (Id.Length > 0)
        {
            ObShellException? trouble = null;
            DagDetail? dag = null;
            try
            {
                dag = await RefreshAsync(null, cancellationToken).ConfigureAwait(false);
            }
            catch (ObShellException exception) when (Outage.Covers(exception, HasBeenRead))
            {
                trouble = exception;
            }

            if (trouble is not null)
            {
                if (!outage.IsOn)
                {
                    pause.Shorten();
                    _connection.Settings.Logger.DagOutOfReach(TaskId.Shown(Id), ErrorType.Of(trouble), options.OutageTolerance);
                }

                TimeSpan lasting = outage.Note(trouble);
                if (!HasBeenRead && await IsCertainlyGoneAsync(trouble, cancellationToken).ConfigureAwait(false))
                {
                    throw trouble;
                }

                yield return Report(told ?? _dag!, []) with { Outage = lasting, OutageReason = trouble.Message };
            }
            else if (outage.IsOn || told is null || HasChanged(told, dag!) || logs.HasNew(dag!))
            {
                if (outage.IsOn)
                {
                    _connection.Settings.Logger.DagInReach(TaskId.Shown(Id));
                }

                outage.End();
                told = dag!;
                pause.Shorten();
                yield return Report(dag!, logs.Take(dag!));
            }

            if (trouble is null && dag!.HasEnded)
            {
                yield break;
            }

            await pause.TakeAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private DagProgress Report(DagDetail dag, IReadOnlyList<string> newLines) => new()
    {
        Dag = dag,
        Percent = DagProgress.PercentOf(dag),
        Elapsed = dag.StartTime is { } start ? Max(TimeSpan.Zero, (dag.EndTime ?? _connection.AgentNow) - start) : null,
        NewLogLines = newLines,
    };

    /// <summary>An id alone has no name yet.</summary>
    private bool HasBeenRead => _dag is { Name.Length: > 0 };

    /// <summary>A task that nobody has seen yet, and that is not found while the agent can use its database, does not exist.</summary>
    private async Task<bool> IsCertainlyGoneAsync(ObShellException trouble, CancellationToken cancellationToken)
    {
        if (trouble is not ObShellApiException { StatusCode: HttpStatusCode.NotFound })
        {
            return false;
        }

        try
        {
            JsonElement status = await _connection.OpenQueryAsync<JsonElement>($"/api/v1/status", null, cancellationToken).ConfigureAwait(false);
            return status.ValueKind == JsonValueKind.Object && status.TryGetProperty("obState", out JsonElement state)
                && state.ValueKind == JsonValueKind.Number && state.TryGetInt32(out int number) && number == 3;
        }
        catch (ObShellException)
        {
            return false;
        }
    }

    private static bool HasChanged(DagDetail before, DagDetail now) =>
        before.State != now.State || before.Operator != now.Operator || before.Stage != now.Stage || before.StartTime != now.StartTime
        || !States(before).SequenceEqual(States(now));

    private static IEnumerable<(string Id, TaskState State, TaskOperator Operator)> States(DagDetail dag) =>
        dag.Nodes.SelectMany(node => node.SubTasks.Select(task => (task.Id, task.State, task.Operator)).Prepend((node.Id, node.State, node.Operator)));

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
