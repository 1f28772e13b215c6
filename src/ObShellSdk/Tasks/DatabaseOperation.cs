using ObShellSdk.Tasks;
using System.Runtime.CompilerServices;

namespace ObShellSdk;

/// <summary>
/// A backup or restore that the database carries out. It ends as the database's record says, whether or not obshell has a DAG for it. Thread-safe.
/// </summary>
/// <typeparam name="TProgress">The database's figures.</typeparam>
/// <remarks>Canceling a token stops the wait, never the work; <see cref="CancelAsync"/> stops the work.</remarks>
public abstract class DatabaseOperation<TProgress>
    where TProgress : JobProgress
{
    private readonly LongRunningWork _work;

    private protected DatabaseOperation(LongRunningWork work, bool isAttached)
    {
        _work = work;
        IsAttached = isAttached;
    }

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected DatabaseOperation() => _work = null!;

    /// <summary>The generic id of the DAG behind the work, always text; null when no DAG is known, as when the work was started by SQL.</summary>
    public virtual string? DagId => _work.DagId;

    /// <summary>The DAG as it was read last; null when no DAG is known. It has no nodes until it was read once.</summary>
    public virtual DagDetail? Dag => _work.Dag;

    /// <summary>The tenant; null for all user tenants of the cluster, and for an operation that was opened by its id, until it was read once.</summary>
    public virtual string? TenantName => _work.Work?.TenantName;

    /// <summary>True when the work was running already; false when the call that returned this operation started it.</summary>
    public virtual bool IsAttached { get; }

    private protected LongRunningWork Work => _work;

    /// <summary>Reads the state of the work once.</summary>
    /// <param name="options">Options for each request, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The database's figures.</returns>
    /// <exception cref="ObShellException">The agent refused, or did not answer.</exception>
    /// <remarks><c>GET /api/v1/task/dag/{id}</c> when a DAG is known, and the overview of the backup or restore.</remarks>
    public virtual async Task<TProgress> RefreshAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        return Describe(await _work.ReadAsync(options, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Waits until the work has ended well, by the database's record.</summary>
    /// <param name="options">How often to poll, and how long an outage may last, or null for the defaults of <see cref="WaitOptions"/>.</param>
    /// <param name="progress">Receives the database's figures when they change, and outages of the agent.</param>
    /// <param name="cancellationToken">A token to stop waiting; the operation itself continues.</param>
    /// <returns>
    /// <see cref="DagOutcome.Succeeded"/>; <see cref="DagOutcome.Passed"/> when an operator passed over a failure; <see cref="DagOutcome.Canceled"/> when this
    /// operation canceled it.
    /// </returns>
    /// <exception cref="DagFailedException">It failed, or another caller canceled it; says where and why.</exception>
    /// <exception cref="ObShellException">The agent was away for longer than <see cref="WaitOptions.OutageTolerance"/>: the last error.</exception>
    /// <remarks>The DAG in obshell waits for the database for an hour and then fails, while the database continues. This method continues too.</remarks>
    public virtual Task<DagOutcome> WaitAsync(WaitOptions? options = null, IProgress<TProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new Poller(_work, options).WaitAsync(progress is null ? null : snapshot => progress.Report(Describe(snapshot)), cancellationToken);

    /// <summary>Watches the database's figures until the work has ended, however that is.</summary>
    /// <param name="options">How often to poll, and how long an outage may last, or null for the defaults of <see cref="WaitOptions"/>.</param>
    /// <param name="cancellationToken">A token to stop watching; the operation itself continues.</param>
    /// <returns>A snapshot for each change. The last one has <see cref="JobProgress.IsFinished"/>, failed ones included: check <see cref="JobProgress.IsSuccess"/>.</returns>
    /// <exception cref="ObShellException">The agent was away for longer than <see cref="WaitOptions.OutageTolerance"/>: the last error.</exception>
    public virtual async IAsyncEnumerable<TProgress> WatchAsync(WaitOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (WorkSnapshot snapshot in new Poller(_work, options).RunAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return Describe(snapshot);
        }
    }

    /// <summary>Cancels the work in whatever phase it is, and waits for the true outcome.</summary>
    /// <param name="options">How often to poll, and how long an outage may last, or null for the defaults of <see cref="WaitOptions"/>.</param>
    /// <param name="cancellationToken">A token to stop waiting; the cancellation itself continues as far as it has come.</param>
    /// <returns>
    /// <see cref="DagOutcome.Canceled"/> when the database's record says so, or when nothing was started; <see cref="DagOutcome.Succeeded"/> or
    /// <see cref="DagOutcome.Failed"/> when the work had ended that way before it could be canceled.
    /// </returns>
    /// <exception cref="ObShellException">The agent refused, or was away for longer than <see cref="WaitOptions.OutageTolerance"/>.</exception>
    public abstract Task<DagOutcome> CancelAsync(WaitOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Returns whether the work was started or attached to, and the id, name and state of its DAG, with secrets masked.</summary>
    public override string ToString() => $"{(IsAttached ? "attached to" : "started")} {_work}";

    /// <summary>A snapshot as the caller sees it.</summary>
    private protected abstract TProgress Describe(WorkSnapshot now);
}
