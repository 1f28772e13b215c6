using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;

namespace ObShellSdk.Tasks;

/// <summary>
/// The only loop that waits for long-running work: it owns the polling interval, outages, log messages and the detection of changes. Waits and watches read what
/// it yields.
/// </summary>
internal sealed class Poller
{
    // An agent that restarts again and again can fail a DAG several times.
    private const int MaxRetries = 3;

    /// <summary>How long a DAG may show no change before the cluster is asked whether the agent that executes it is there.</summary>
    private static readonly TimeSpan _stallCheckInterval = TimeSpan.FromMinutes(1);

    private readonly LongRunningWork _work;
    private readonly WaitOptions _options;
    private readonly TimeProvider _clock;
    private WorkSnapshot? _shown;
    private WorkSnapshot? _first;
    private TimeSpan _pause;
    private long? _outageBegan;
    private long? _absenceBegan;
    private long _checkedAt;
    private bool _hasServed;

    /// <param name="work">What is waited for.</param>
    /// <param name="options">How; null for the defaults.</param>
    public Poller(LongRunningWork work, WaitOptions? options)
    {
        _work = work;
        _options = options ?? new WaitOptions();
        _clock = work.Settings.TimeProvider;
        _pause = _options.MinPollInterval;
        _checkedAt = _clock.GetTimestamp();
        _hasServed = work.DagId is not null && work.HasBeenRead;
    }

    /// <summary>Waits until the work has ended well. Retries a DAG that must complete what the database has done.</summary>
    /// <exception cref="DagFailedException">It has not ended well.</exception>
    /// <exception cref="ObShellException">The agent was away for longer than the options tolerate: the last error.</exception>
    public async Task<DagOutcome> WaitAsync(Action<WorkSnapshot>? report, CancellationToken cancellationToken)
    {
        string id = TaskId.Shown(_work.DagId ?? "");
        long began = _clock.GetTimestamp();
        using Activity? activity = ObShellDiagnostics.Source.StartActivity(ObShellDiagnostics.DagWaitSpan);
        if (id.Length > 0)
        {
            activity?.SetTag(ObShellDiagnostics.DagIdAttribute, id);
        }

        _work.Settings.Logger.DagWaitBegan(id);
        try
        {
            DagOutcome outcome = await WaitForEndAsync(report, cancellationToken).ConfigureAwait(false);
            activity?.SetTag(ObShellDiagnostics.DagOutcomeAttribute, outcome.ToString());
            _work.Settings.Logger.DagWaitEnded(id, outcome.ToString(), _clock.GetElapsedTime(began));
            return outcome;
        }
        catch (Exception exception)
        {
            string type = ErrorType.Of(exception);
            if (exception is DagFailedException { Outcome: var outcome })
            {
                activity?.SetTag(ObShellDiagnostics.DagOutcomeAttribute, outcome.ToString());
            }

            activity?.SetTag("error.type", type);
            activity?.SetStatus(ActivityStatusCode.Error);
            _work.Settings.Logger.DagWaitFailed(id, type, _clock.GetElapsedTime(began));
            throw;
        }
    }

    /// <summary>A snapshot for each change and each outage; the last one is final.</summary>
    /// <exception cref="ObShellException">The agent was away for longer than the options tolerate: the last error.</exception>
    public async IAsyncEnumerable<WorkSnapshot> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await _work.DetectClockAsync(cancellationToken).ConfigureAwait(false);
        for (bool isFirst = true; ; isFirst = false)
        {
            (WorkSnapshot? read, ObShellException? trouble) = await TryReadAsync(cancellationToken).ConfigureAwait(false);
            if (read is not null)
            {
                if (NoteChange(read) || isFirst)
                {
                    yield return Show(read);
                }
            }
            else
            {
                TimeSpan outage = await NoteAsync(trouble!, cancellationToken).ConfigureAwait(false);
                yield return Show((_shown ?? new WorkSnapshot { Dag = _work.Dag, ReadAt = _clock.GetTimestamp() }) with { Outage = outage, OutageReason = trouble!.Message });
            }

            if (read is { IsFinal: true })
            {
                yield break;
            }

            if (read is { Dag: { HasEnded: false } dag } && await CheckForStallAsync(dag, cancellationToken).ConfigureAwait(false) is { } absence)
            {
                yield return Show(read with { Outage = Lasting(ref _absenceBegan, absence), OutageReason = absence.Message });
            }

            await Task.Delay(_pause, _clock, cancellationToken).ConfigureAwait(false);
            _pause = TimeSpan.FromTicks(Math.Min(_pause.Ticks * 3 / 2, Math.Max(_options.MaxPollInterval.Ticks, _options.MinPollInterval.Ticks)));
        }
    }

    private async Task<DagOutcome> WaitForEndAsync(Action<WorkSnapshot>? report, CancellationToken cancellationToken)
    {
        for (int retries = 0; ; retries++)
        {
            WorkSnapshot last = null!;
            await foreach (WorkSnapshot snapshot in RunAsync(cancellationToken).ConfigureAwait(false))
            {
                last = snapshot;
                report?.Invoke(snapshot);
            }

            if (last.EndedWell)
            {
                return last.Outcome!.Value;
            }

            if (!last.NeedsRetry || retries == MaxRetries)
            {
                throw _work.Failed(last);
            }

            await _work.ResumeAsync(_options.CallOptions, cancellationToken).ConfigureAwait(false);
            _pause = _options.MinPollInterval;
        }
    }

    /// <summary>
    /// Whether an error may come from an agent that restarts, changes its key or its identity, or waits for its database. Before the first good answer a
    /// refusal is the caller's own mistake; afterwards it comes from an agent between two states.
    /// </summary>
    private bool IsOutage(ObShellException exception) => exception switch
    {
        // A certificate that is not trusted now is not trusted in a minute.
        ObShellTransportException transport => transport.IsTransient,
        // Such as a vault that could not give the password this time.
        ObShellLocalException local => local.IsTransient,
        ObShellProtocolException protocol => _hasServed || protocol.IsTransient,
        ObShellAuthenticationException authentication => _hasServed && authentication.Reason is
            AuthenticationFailureReason.WrongPassword or AuthenticationFailureReason.KeyRejected or AuthenticationFailureReason.ClockSkew or AuthenticationFailureReason.SessionEnded
            or AuthenticationFailureReason.AgentPasswordNeeded or AuthenticationFailureReason.OceanBasePasswordNeeded or AuthenticationFailureReason.Unknown,
        ObShellApiException api => (int)api.StatusCode >= 500 || api.StatusCode == HttpStatusCode.NotFound
            || api.Code.StartsWith("Agent.", StringComparison.Ordinal) || (_hasServed && api.Code == ObShellErrorCodes.MySQLError),
        _ => false,
    };

    private async Task<(WorkSnapshot? Read, ObShellException? Trouble)> TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            WorkSnapshot read = await _work.ReadAsync(_options.CallOptions, cancellationToken).ConfigureAwait(false);
            _hasServed = true;
            return (read, null);
        }
        catch (ObShellException exception) when (IsOutage(exception))
        {
            return (null, exception);
        }
    }

    /// <summary>Adds what was shown before, from which rates and new log lines follow.</summary>
    private WorkSnapshot Show(WorkSnapshot snapshot)
    {
        _first ??= snapshot.Record?.Figures is null ? null : snapshot;
        WorkSnapshot shown = snapshot with { Before = _shown, First = _first };
        _shown = snapshot.Outage is null ? snapshot : _shown;
        return shown;
    }

    /// <summary>Whether there is something to show. Only a change of state makes the pauses short again: figures and log lines change all the time.</summary>
    private bool NoteChange(WorkSnapshot read)
    {
        bool hasStateChanged = HasStateChanged(_shown, read);
        bool wasOut = _outageBegan is not null;
        if (wasOut)
        {
            _work.Settings.Logger.DagInReach(TaskId.Shown(_work.DagId ?? ""));
            _outageBegan = null;
        }

        if (hasStateChanged)
        {
            _absenceBegan = null;
            _checkedAt = _clock.GetTimestamp();
        }

        if (hasStateChanged || wasOut)
        {
            _pause = _options.MinPollInterval;
        }

        return hasStateChanged || wasOut || !Equals(_shown?.Record?.Figures, read.Record?.Figures) || LogLines(_shown?.Dag) != LogLines(read.Dag);
    }

    private async Task<TimeSpan> NoteAsync(ObShellException trouble, CancellationToken cancellationToken)
    {
        if (_outageBegan is null)
        {
            _pause = _options.MinPollInterval;
            _work.Settings.Logger.DagOutOfReach(TaskId.Shown(_work.DagId ?? ""), ErrorType.Of(trouble), _options.OutageTolerance);
        }

        TimeSpan lasting = Lasting(ref _outageBegan, trouble);
        return _hasServed || !await _work.IsCertainlyGoneAsync(trouble, cancellationToken).ConfigureAwait(false) ? lasting : throw trouble;
    }

    /// <summary>How long an outage has lasted.</summary>
    /// <exception cref="ObShellException">The trouble itself, once it has lasted longer than is tolerated.</exception>
    private TimeSpan Lasting(ref long? began, ObShellException trouble)
    {
        began ??= _clock.GetTimestamp();
        TimeSpan lasting = _clock.GetElapsedTime(began.Value);
        return _options.OutageTolerance == Timeout.InfiniteTimeSpan || lasting < _options.OutageTolerance ? lasting : throw trouble;
    }

    /// <summary>A DAG that shows no change for a while may wait for an agent that is away.</summary>
    private async Task<ObShellTransportException?> CheckForStallAsync(DagDetail dag, CancellationToken cancellationToken)
    {
        if (_clock.GetElapsedTime(_checkedAt) < _stallCheckInterval)
        {
            return null;
        }

        string? agent = await _work.FindUnavailableAgentAsync(dag, cancellationToken).ConfigureAwait(false);
        _checkedAt = _clock.GetTimestamp();
        if (agent is null)
        {
            _absenceBegan = null;
            return null;
        }

        return _work.Stalled(dag, agent);
    }

    private static bool HasStateChanged(WorkSnapshot? before, WorkSnapshot now) =>
        before is null || (before.Outcome, before.EndedWell, before.NeedsRetry) != (now.Outcome, now.EndedWell, now.NeedsRetry)
            || (before.Record?.IsFound, before.Record?.Outcome) != (now.Record?.IsFound, now.Record?.Outcome) || HasChanged(before.Dag, now.Dag);

    private static bool HasChanged(DagDetail? before, DagDetail? now) =>
        before is null || now is null
            ? before != now
            : before.State != now.State || before.Operator != now.Operator || before.Stage != now.Stage || before.StartTime != now.StartTime
                || !States(before).SequenceEqual(States(now));

    private static IEnumerable<(string Id, TaskState State, TaskOperator Operator)> States(DagDetail dag) =>
        dag.Nodes.SelectMany(node => node.SubTasks.Select(task => (task.Id, task.State, task.Operator)).Prepend((node.Id, node.State, node.Operator)));

    private static long LogLines(DagDetail? dag) => dag?.Nodes.Sum(node => node.SubTasks.Sum(task => (long)task.TaskLogs.Count)) ?? 0;
}
