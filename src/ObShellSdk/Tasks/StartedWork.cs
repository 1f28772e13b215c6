using ObShellSdk.Errors;

namespace ObShellSdk.Tasks;

/// <summary>Work of the database that is waited for, and watched meanwhile.</summary>
/// <typeparam name="TSnapshot">What a watch gives.</typeparam>
/// <param name="Operation">What is waited for: a DAG, or work of which none is known.</param>
/// <param name="Watch">The database's figures from now on, at such pauses.</param>
/// <param name="IsFinished">Whether a snapshot is the last one.</param>
internal sealed record StartedWork<TSnapshot>(
    DagOperation Operation, Func<DagWaitOptions, CancellationToken, IAsyncEnumerable<TSnapshot>> Watch, Func<TSnapshot, bool> IsFinished)
{
    /// <summary>The DAG behind the work; null when none is known of.</summary>
    public DagOperation? Dag => Operation.Id.Length > 0 ? Operation : null;

    public async Task<DagOutcome> WaitAsync(DagWaitOptions options, IProgress<TSnapshot>? progress, CancellationToken cancellationToken)
    {
        if (progress is null)
        {
            return await Operation.WaitAsync(options, null, cancellationToken).ConfigureAwait(false);
        }

        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<bool> watch = ReportAsync(options, progress, int.MaxValue, watching.Token);
        DagOutcome outcome;
        try
        {
            outcome = await Operation.WaitAsync(options, null, cancellationToken).ConfigureAwait(false);
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

    /// <summary>True when the last snapshot was reported. What the watch cannot see is no failure of the work: the waiting decides.</summary>
    private async Task<bool> ReportAsync(DagWaitOptions options, IProgress<TSnapshot> progress, int most, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (TSnapshot snapshot in Watch(options, cancellationToken).ConfigureAwait(false))
            {
                progress.Report(snapshot);
                if (IsFinished(snapshot) || --most == 0)
                {
                    return IsFinished(snapshot);
                }
            }
        }
        catch (ObShellException)
        {
        }

        return false;
    }
}
