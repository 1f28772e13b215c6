using ObShellSdk.Errors;

namespace ObShellSdk.Tasks;

/// <summary>Work of the database that is waited for, and watched meanwhile.</summary>
/// <typeparam name="TSnapshot">What a watch gives.</typeparam>
/// <param name="Operation">What is waited for: a DAG, or work of which none is known.</param>
/// <param name="Watch">The database's figures from now on, at such pauses.</param>
internal sealed record StartedWork<TSnapshot>(DagOperation Operation, Func<DagWaitOptions, CancellationToken, IAsyncEnumerable<TSnapshot>> Watch)
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
        Task watch = ReportAsync(options, progress, int.MaxValue, watching.Token);
        try
        {
            DagOutcome outcome = await Operation.WaitAsync(options, null, cancellationToken).ConfigureAwait(false);
            if (!watch.IsCompleted)
            {
                // The end came between two looks.
                await ReportAsync(options, progress, 1, cancellationToken).ConfigureAwait(false);
            }

            return outcome;
        }
        finally
        {
            await watching.CancelAsync().ConfigureAwait(false);
            await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>What the watch cannot see is no failure of the work: the waiting decides.</summary>
    private async Task ReportAsync(DagWaitOptions options, IProgress<TSnapshot> progress, int most, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (TSnapshot snapshot in Watch(options, cancellationToken).ConfigureAwait(false))
            {
                progress.Report(snapshot);
                if (--most == 0)
                {
                    return;
                }
            }
        }
        catch (ObShellException)
        {
        }
    }
}
