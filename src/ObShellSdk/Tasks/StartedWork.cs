using ObShellSdk.Errors;

namespace ObShellSdk.Tasks;

/// <summary>Work of the database that was started or attached to, and the way to its end. Safe for concurrent use.</summary>
/// <typeparam name="TProgress">The database's figures.</typeparam>
public abstract class StartedWork<TProgress>
    where TProgress : JobProgress
{
    private readonly DagOperation _operation;
    private readonly Func<DagWaitOptions, CancellationToken, IAsyncEnumerable<TProgress>> _watch;

    /// <param name="attached">Whether it ran already.</param>
    /// <param name="operation">What is waited for: a DAG, or work of which none is known.</param>
    /// <param name="watch">The database's figures from now on, at such pauses.</param>
    private protected StartedWork(bool attached, DagOperation operation, Func<DagWaitOptions, CancellationToken, IAsyncEnumerable<TProgress>> watch)
    {
        Attached = attached;
        _operation = operation;
        _watch = watch;
    }

    /// <summary>True when it was running already; false when this call started it.</summary>
    public bool Attached { get; }

    /// <summary>The DAG behind the work; null when no DAG is known of, as when it was started by SQL: <see cref="WaitAsync"/> waits for that as well.</summary>
    public DagOperation? Operation => _operation.Id.Length > 0 ? _operation : null;

    /// <summary>Waits until the work has ended well, by its DAG if there is one and by the database's record in any case.</summary>
    /// <param name="options">How often to ask, and how long an outage may last. Default: see <see cref="DagWaitOptions"/>.</param>
    /// <param name="progress">Gets the database's figures, at the longest pause of the options; also outages of the agent.</param>
    /// <param name="cancellationToken">Ends the waiting; the work goes on.</param>
    /// <returns><see cref="DagOutcome.Succeeded"/>, or <see cref="DagOutcome.Passed"/> when an operator passed over a failure.</returns>
    /// <exception cref="DagFailedException">It failed or was canceled; says where and why. With an empty DAG where none is known of.</exception>
    /// <exception cref="ObShellException">The agent was away for longer than <see cref="DagWaitOptions.OutageTolerance"/>: what it said last.</exception>
    /// <remarks>obshell waits for the database for an hour, and its DAG then fails while the database goes on. This method goes on too.</remarks>
    public async Task<DagOutcome> WaitAsync(DagWaitOptions? options = null, IProgress<TProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new DagWaitOptions();
        if (progress is null)
        {
            return await _operation.WaitAsync(options, null, cancellationToken).ConfigureAwait(false);
        }

        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<bool> watch = ReportAsync(options, progress, int.MaxValue, watching.Token);
        DagOutcome outcome;
        try
        {
            outcome = await _operation.WaitAsync(options, null, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await watching.CancelAsync().ConfigureAwait(false);
            await ((Task)watch).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (watch is not { IsCompletedSuccessfully: true, Result: true })
        {
            // The end came between two looks.
            await ReportAsync(options, progress, 1, cancellationToken).ConfigureAwait(false);
        }

        return outcome;
    }

    /// <summary>Whether it was started or attached to, and id, name and state of its DAG.</summary>
    public override string ToString() => $"{(Attached ? "attached to" : "started")} {_operation}";

    /// <summary>True when the last snapshot was reported. What the watch cannot see is no failure of the work: the waiting decides.</summary>
    private async Task<bool> ReportAsync(DagWaitOptions options, IProgress<TProgress> progress, int most, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (TProgress snapshot in _watch(options, cancellationToken).ConfigureAwait(false))
            {
                progress.Report(snapshot);
                if (snapshot.IsFinished || --most == 0)
                {
                    return snapshot.IsFinished;
                }
            }
        }
        catch (ObShellException)
        {
        }

        return false;
    }
}
