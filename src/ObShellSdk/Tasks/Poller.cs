using System.Runtime.CompilerServices;
using ObShellSdk.Diagnostics;

namespace ObShellSdk.Tasks;

/// <summary>
/// The only loop that waits for long-running work: it owns the polling interval, outages, log messages and the detection of changes. Waits and watches read what
/// it yields.
/// </summary>
internal sealed class Poller(LongRunningWork work, WaitOptions options)
{
    /// <summary>How long a DAG may show no change before the cluster is asked whether the agent that executes it is there.</summary>
    private static readonly TimeSpan _stallCheckInterval = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _clock = work.Settings.TimeProvider;
    private readonly Outage _outage = new(work.Settings.TimeProvider, options.OutageTolerance);
    private readonly Outage _absence = new(work.Settings.TimeProvider, options.OutageTolerance);
    private TimeSpan _pause = options.MinPollInterval;
    private bool _hasServed = work.DagId is not null && work.HasBeenRead;
    private long _checkedAt = work.Settings.TimeProvider.GetTimestamp();

    /// <summary>A snapshot for each change and each outage; the last one has a final verdict.</summary>
    /// <exception cref="ObShellException">The agent was away for longer than the options tolerate: the last error.</exception>
    public async IAsyncEnumerable<WorkSnapshot> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await work.DetectClockAsync(cancellationToken).ConfigureAwait(false);
        WorkSnapshot? shown = null;
        while (true)
        {
            (WorkSnapshot? read, ObShellException? trouble) = await TryReadAsync(cancellationToken).ConfigureAwait(false);
            if (read is not null && Change(shown, read) is var change && (change != ChangeKind.None || _outage.IsOn))
            {
                if (_outage.IsOn)
                {
                    work.Settings.Logger.DagInReach(TaskId.Shown(work.DagId ?? ""));
                    _outage.End();
                }

                if (change != ChangeKind.Figures)
                {
                    _pause = options.MinPollInterval;
                }

                if (change == ChangeKind.State)
                {
                    _absence.End();
                    _checkedAt = _clock.GetTimestamp();
                }

                yield return shown = read;
            }
            else if (trouble is not null)
            {
                yield return (shown ?? Unread()) with { Outage = await NoteAsync(trouble, cancellationToken).ConfigureAwait(false), OutageReason = trouble.Message };
            }

            if (read is { Verdict.IsFinal: true })
            {
                yield break;
            }

            if (read is { Dag: { HasEnded: false } dag } && await CheckForStallAsync(dag, cancellationToken).ConfigureAwait(false) is { } absence)
            {
                yield return read with { Outage = _absence.Note(absence), OutageReason = absence.Message };
            }

            await Task.Delay(_pause, _clock, cancellationToken).ConfigureAwait(false);
            _pause = TimeSpan.FromTicks(Math.Min(_pause.Ticks * 3 / 2, Math.Max(options.MaxPollInterval.Ticks, options.MinPollInterval.Ticks)));
        }
    }

    private async Task<(WorkSnapshot? Read, ObShellException? Trouble)> TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            WorkSnapshot read = await work.ReadAsync(options.CallOptions, cancellationToken).ConfigureAwait(false);
            _hasServed = true;
            return (read, null);
        }
        catch (ObShellException exception) when (Outage.Covers(exception, _hasServed))
        {
            return (null, exception);
        }
    }

    private async Task<TimeSpan> NoteAsync(ObShellException trouble, CancellationToken cancellationToken)
    {
        if (!_outage.IsOn)
        {
            _pause = options.MinPollInterval;
            work.Settings.Logger.DagOutOfReach(TaskId.Shown(work.DagId ?? ""), ErrorType.Of(trouble), options.OutageTolerance);
        }

        TimeSpan lasting = _outage.Note(trouble);
        return _hasServed || !await work.IsCertainlyGoneAsync(trouble, cancellationToken).ConfigureAwait(false) ? lasting : throw trouble;
    }

    /// <summary>A DAG that shows no change for a while may wait for an agent that is away.</summary>
    private async Task<ObShellTransportException?> CheckForStallAsync(DagDetail dag, CancellationToken cancellationToken)
    {
        if (_clock.GetElapsedTime(_checkedAt) < _stallCheckInterval)
        {
            return null;
        }

        string? agent = await work.FindUnavailableAgentAsync(dag, cancellationToken).ConfigureAwait(false);
        _checkedAt = _clock.GetTimestamp();
        if (agent is null)
        {
            _absence.End();
            return null;
        }

        return work.Stalled(dag, agent);
    }

    private WorkSnapshot Unread() => new() { Dag = work.Dag, ReadAt = _clock.GetTimestamp() };

    private static ChangeKind Change(WorkSnapshot? before, WorkSnapshot now)
    {
        if (before is null || before.Verdict != now.Verdict || before.Record?.State != now.Record?.State || HasChanged(before.Dag, now.Dag))
        {
            return ChangeKind.State;
        }

        return before.Outage is not null || !Equals(before.Record?.Figures, now.Record?.Figures) || LogLines(before.Dag) != LogLines(now.Dag) ? ChangeKind.Figures : ChangeKind.None;
    }

    private static bool HasChanged(DagDetail? before, DagDetail? now) =>
        before is null || now is null
            ? before != now
            : before.State != now.State || before.Operator != now.Operator || before.Stage != now.Stage || before.StartTime != now.StartTime
                || !States(before).SequenceEqual(States(now));

    private static IEnumerable<(string Id, TaskState State, TaskOperator Operator)> States(DagDetail dag) =>
        dag.Nodes.SelectMany(node => node.SubTasks.Select(task => (task.Id, task.State, task.Operator)).Prepend((node.Id, node.State, node.Operator)));

    private static long LogLines(DagDetail? dag) => dag?.Nodes.Sum(node => node.SubTasks.Sum(task => (long)task.TaskLogs.Count)) ?? 0;

    private enum ChangeKind
    {
        None,

        /// <summary>Figures and log lines change all the time: they are shown, but do not shorten the interval.</summary>
        Figures,

        State,
    }
}
