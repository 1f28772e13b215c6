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
        // The digits 4 and 5 stand for the tasks of an OBProxy, which are guarded as the OBProxy itself is.
        _connection = connection.ForRoom<TaskJson>() with { UsesAgentPassword = dag?.Id is ['4' or '5', ..] };
        _dag = dag;
        Id = dag?.Id ?? "";
    }

    internal Func<DagDetail, CancellationToken, Task<WorkFailure?>>? Confirm { get; init; }

    /// <summary>The generic id of the DAG, always text; empty when the agent found nothing to do.</summary>
    public string Id { get; }

    /// <summary>The DAG as it was read last; null when the agent found nothing to do. Without nodes until it was read once.</summary>
    public DagDetail? Dag => _dag;

    /// <summary>True when the agent found nothing to do, or when the DAG had ended as it was read last.</summary>
    public bool HasEnded => _dag is not { IsEnded: false };

    /// <summary>Reads the DAG once.</summary>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The DAG with nodes, sub-tasks and logs; null when the agent found nothing to do.</returns>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TaskNotFound"/>, which is no proof while the database is away.</exception>
    /// <remarks><c>GET /api/v1/task/dag/{id}</c>, obshell 4.2.3 and later.</remarks>
    public async Task<DagDetail?> RefreshAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Id.Length == 0 ? null : _dag = await _connection.QueryAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/{Id}", options, cancellationToken).ConfigureAwait(false);

    /// <summary>Waits until the DAG has ended well.</summary>
    /// <param name="options">How often to ask, and how long an outage may last. Default: see <see cref="DagWaitOptions"/>.</param>
    /// <param name="progress">Gets every change, also outages of the agent.</param>
    /// <param name="cancellationToken">Ends the waiting; the DAG goes on.</param>
    /// <returns><see cref="DagOutcome.Succeeded"/>, or <see cref="DagOutcome.Passed"/> when an operator passed over a failure.</returns>
    /// <exception cref="DagFailedException">
    /// It failed, was rolled back or canceled; says where, why, and what would free its lock. Also when the DAG ended well and the backup that
    /// it waited for did not: obshell only waits until no backup runs, so operations of <see cref="ObShellClient.Backup"/> look at the
    /// database's record too. An operation by id alone (<see cref="TaskClient.GetOperation"/>) cannot: look at the overview there.
    /// </exception>
    /// <exception cref="ObShellException">The agent was away for longer than <see cref="DagWaitOptions.OutageTolerance"/>: what it said last.</exception>
    public async Task<DagOutcome> WaitAsync(
        DagWaitOptions? options = null, IProgress<DagProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        await foreach (DagProgress report in WatchAsync(options, cancellationToken).ConfigureAwait(false))
        {
            progress?.Report(report);
        }

        if (_dag is not { Outcome: { } outcome } dag)
        {
            return DagOutcome.Succeeded;
        }

        var facts = new CallFacts("GET /api/v1/task/dag/{id}", _connection.Connection.Endpoint, MayHaveRun: false);
        if (outcome is not (DagOutcome.Succeeded or DagOutcome.Passed))
        {
            throw Failure.DagEnded(facts, dag, outcome);
        }

        return Confirm is not null && await Confirm(dag, cancellationToken).ConfigureAwait(false) is { } failure
            ? throw Failure.WorkFailed(facts, dag, failure)
            : outcome;
    }

    /// <summary>The changes of the DAG from now to its end, however that is. Nothing comes when the agent found nothing to do.</summary>
    /// <param name="options">How often to ask, and how long an outage may last. Default: see <see cref="DagWaitOptions"/>.</param>
    /// <param name="cancellationToken">Ends the watching; the DAG goes on.</param>
    /// <exception cref="ObShellException">The agent was away for longer than <see cref="DagWaitOptions.OutageTolerance"/>: what it said last.</exception>
    public async IAsyncEnumerable<DagProgress> WatchAsync(
        DagWaitOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        options ??= new DagWaitOptions();
        TimeProvider clock = _connection.Settings.TimeProvider;
        var logs = new SeenLogs();
        TimeSpan pause = options.MinPollInterval;
        long? outageBegan = null;
        DagDetail? told = null;
        while (Id.Length > 0)
        {
            ObShellException? trouble = null;
            DagDetail? dag = null;
            try
            {
                dag = await RefreshAsync(null, cancellationToken).ConfigureAwait(false);
            }
            catch (ObShellException exception) when (IsOutage(exception))
            {
                trouble = exception;
            }

            if (trouble is not null)
            {
                bool isNew = outageBegan is null;
                outageBegan ??= clock.GetTimestamp();
                TimeSpan outage = clock.GetElapsedTime(outageBegan.Value);
                if (outage >= options.OutageTolerance || await IsCertainlyGoneAsync(trouble, cancellationToken).ConfigureAwait(false))
                {
                    throw trouble;
                }

                if (isNew)
                {
                    pause = options.MinPollInterval;
                }

                yield return Report(told ?? _dag!, []) with { Outage = outage, OutageReason = trouble.Message };
            }
            else if (outageBegan is not null || told is null || HasChanged(told, dag!) || logs.HasNew(dag!))
            {
                outageBegan = null;
                told = dag!;
                pause = options.MinPollInterval;
                yield return Report(dag!, logs.Take(dag!));
            }

            if (trouble is null && dag!.IsEnded)
            {
                yield break;
            }

            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 3 / 2, Math.Max(options.MaxPollInterval.Ticks, options.MinPollInterval.Ticks)));
        }
    }

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

    /// <summary>Id, name and state.</summary>
    public override string ToString() => _dag is { } dag ? $"{dag.Id} {dag.Name}: {dag.State} ({dag.Operator})" : "nothing to do";

    private async Task OperateAsync(TaskOperator wanted, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        DagDetail? dag = await RefreshAsync(options, cancellationToken).ConfigureAwait(false);
        bool allowed = wanted == TaskOperator.Cancel ? dag is { IsEnded: false } : dag?.State == TaskState.Failed;
        if (!allowed)
        {
            string must = wanted == TaskOperator.Cancel ? "is under way" : "has failed";
            throw new InvalidOperationException($"{wanted} is for a DAG that {must}; this one is: {this}.");
        }

        await _connection.CommandAsync(Since.V4_2_3, HttpMethod.Post, $"/api/v1/task/dag/{Id}", new TaskOperatorRequest { Operator = wanted }, options, cancellationToken).ConfigureAwait(false);
    }

    private DagProgress Report(DagDetail dag, IReadOnlyList<string> newLines) => new()
    {
        Dag = dag,
        Percent = DagProgress.PercentOf(dag),
        Elapsed = dag.StartTime is { } start ? Max(TimeSpan.Zero, (dag.EndTime ?? _connection.AgentNow) - start) : null,
        NewLogLines = newLines,
    };

    /// <summary>What an agent that restarts, changes its key or waits for its database may answer for a while.</summary>
    private bool IsOutage(ObShellException exception) => exception switch
    {
        ObShellTransportException or ObShellProtocolException => true,

        // Before this DAG was seen once, a refusal is the caller's own; afterwards it comes from an agent between two states.
        ObShellAuthenticationException authentication => _dag is { Name.Length: > 0 } && authentication.Failure is
            AuthenticationFailure.WrongPassword or AuthenticationFailure.KeyRejected or AuthenticationFailure.ClockSkew or AuthenticationFailure.Unknown,
        ObShellApiException api => (int)api.StatusCode >= 500 || api.StatusCode == HttpStatusCode.NotFound
            || api.Code.StartsWith("Agent.Identify.", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>A task that is not found while the agent can use its database does not exist.</summary>
    private async Task<bool> IsCertainlyGoneAsync(ObShellException trouble, CancellationToken cancellationToken)
    {
        if (trouble is not ObShellApiException { StatusCode: HttpStatusCode.NotFound })
        {
            return false;
        }

        try
        {
            JsonElement status = await _connection.OpenQueryAsync<JsonElement>($"/api/v1/status", null, cancellationToken).ConfigureAwait(false);
            return status.TryGetProperty("obState", out JsonElement state) && state.ValueKind == JsonValueKind.Number && state.GetInt32() == 3;
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

    /// <summary>How many log lines of each sub-task were reported already.</summary>
    private sealed class SeenLogs
    {
        private readonly Dictionary<string, int> _counts = [];

        public bool HasNew(DagDetail dag) => SubTasks(dag).Any(task => task.TaskLogs.Count != _counts.GetValueOrDefault(task.Id));

        public List<string> Take(DagDetail dag)
        {
            var lines = new List<string>();
            foreach (SubTask task in SubTasks(dag))
            {
                int seen = _counts.GetValueOrDefault(task.Id);

                // Fewer lines than before: the sub-task was executed again, and its log began anew.
                lines.AddRange(task.TaskLogs.Skip(seen > task.TaskLogs.Count ? 0 : seen).Select(Redaction.Message));
                _counts[task.Id] = task.TaskLogs.Count;
            }

            return lines;
        }

        private static IEnumerable<SubTask> SubTasks(DagDetail dag) => dag.Nodes.SelectMany(node => node.SubTasks);
    }
}
