using ObShellSdk.Tasks;
using System.Runtime.CompilerServices;

namespace ObShellSdk;

/// <summary>
/// Work that continues at the agents as a DAG after the call that started it: wait for its end, watch it, or steer it. Keep <see cref="Id"/> to follow it from
/// another process with <see cref="TaskClient.GetOperation"/>. Thread-safe.
/// </summary>
/// <remarks>Canceling a token stops the wait, never the work; <see cref="CancelAsync"/> stops the work.</remarks>
public class DagOperation
{
    private readonly LongRunningWork _work;

    internal DagOperation(LongRunningWork work) => _work = work;

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected DagOperation() => _work = null!;

    internal LongRunningWork Work => _work;

    /// <summary>The generic id of the DAG, always text; null when the agent found nothing to do.</summary>
    public virtual string? Id => _work.DagId;

    /// <summary>The DAG as it was read last, or null when the agent found nothing to do. It has no nodes until it was read once.</summary>
    public virtual DagDetail? Dag => _work.Dag;

    /// <summary>True when the agent found nothing to do, or when the DAG had ended when it was last read.</summary>
    public virtual bool HasEnded => _work.Dag?.HasEnded ?? true;

    /// <summary>Reads the DAG once.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG with nodes, sub-tasks and logs, or null when the agent found nothing to do.</returns>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.TaskNotFound"/>, which proves nothing while the database is away.</exception>
    /// <remarks><c>GET /api/v1/task/dag/{id}</c>, obshell 4.2.3 and later. Where the agent cannot return the details of a DAG, it is read without them.</remarks>
    public virtual async Task<DagDetail?> RefreshAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        Id is null ? null : await _work.ReadDagAsync(options, cancellationToken).ConfigureAwait(false);

    /// <summary>Waits until the work has ended well.</summary>
    /// <param name="options">How often to poll, and how long an outage may last, or null for the defaults of <see cref="WaitOptions"/>.</param>
    /// <param name="progress">Receives every change of the DAG, and outages of the agent.</param>
    /// <param name="cancellationToken">A token to stop waiting; the operation itself continues.</param>
    /// <returns>
    /// <see cref="DagOutcome.Succeeded"/>; <see cref="DagOutcome.Passed"/> when an operator passed over a failure; <see cref="DagOutcome.RolledBack"/> or
    /// <see cref="DagOutcome.Canceled"/> when this operation requested it.
    /// </returns>
    /// <exception cref="DagFailedException">It failed, or was rolled back or canceled by another caller; says where and why, and what would free its lock.</exception>
    /// <exception cref="ObShellException">The agent was away for longer than <see cref="WaitOptions.OutageTolerance"/>: the last error.</exception>
    /// <remarks>
    /// The DAG of a backup or restore only waits until the database is done, however that ended, and for an hour at most. Once such a DAG was read, the wait goes
    /// by the database's record: a failed backup is no success, and one that takes longer than an hour is waited for.
    /// </remarks>
    public virtual Task<DagOutcome> WaitAsync(WaitOptions? options = null, IProgress<DagProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        return new Poller(_work, options).WaitAsync(progress is null ? null : Report, cancellationToken);

        void Report(WorkSnapshot snapshot)
        {
            if (DagProgress.Of(snapshot, _work.Mask) is { } report)
            {
                progress.Report(report);
            }
        }
    }

    /// <summary>Watches the changes of the DAG from now to its end, however that is. Yields nothing when the agent found nothing to do.</summary>
    /// <param name="options">How often to poll, and how long an outage may last, or null for the defaults of <see cref="WaitOptions"/>.</param>
    /// <param name="cancellationToken">A token to stop watching; the operation itself continues.</param>
    /// <returns>Every change of the DAG, and outages of the agent.</returns>
    /// <exception cref="ObShellException">The agent was away for longer than <see cref="WaitOptions.OutageTolerance"/>: the last error.</exception>
    public virtual async IAsyncEnumerable<DagProgress> WatchAsync(WaitOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Id is null)
        {
            yield break;
        }

        await foreach (WorkSnapshot snapshot in new Poller(_work, options).RunAsync(cancellationToken).ConfigureAwait(false))
        {
            if (DagProgress.Of(snapshot, _work.Mask) is { } report)
            {
                yield return report;
            }
        }
    }

    /// <summary>Retries a failed DAG from where it failed.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A task that completes when the agent has accepted the operator. Wait again for the end.</returns>
    /// <exception cref="InvalidOperationException">The DAG has not failed; only a read was sent.</exception>
    /// <exception cref="ObShellApiException">Refused, because a node does not allow it.</exception>
    /// <remarks><c>POST /api/v1/task/dag/{id}</c>, obshell 4.2.3 and later.</remarks>
    public virtual Task RetryAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _work.OperateAsync(TaskOperator.Retry, options, cancellationToken);

    /// <summary>Rolls back a failed DAG. <see cref="WaitAsync"/> of this operation then returns <see cref="DagOutcome.RolledBack"/>.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A task that completes when the agent has accepted the operator. Wait again for the end.</returns>
    /// <exception cref="InvalidOperationException">The DAG has not failed; only a read was sent.</exception>
    /// <exception cref="ObShellApiException">Refused, because a node does not allow it.</exception>
    /// <remarks>
    /// <c>POST /api/v1/task/dag/{id}</c>, obshell 4.2.3 and later. Rolling back the DAG of a backup does not end the backup in the database; <see cref="BackupOperation"/> has a <c>CancelAsync</c> that does.
    /// </remarks>
    public virtual Task RollBackAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _work.OperateAsync(TaskOperator.Rollback, options, cancellationToken);

    /// <summary>Cancels a running DAG. <see cref="WaitAsync"/> of this operation then returns <see cref="DagOutcome.Canceled"/>.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A task that completes when the agent has accepted the operator. Wait again for the end.</returns>
    /// <exception cref="InvalidOperationException">The DAG has ended already; only a read was sent.</exception>
    /// <exception cref="ObShellApiException">Refused, because a node does not allow it.</exception>
    /// <remarks>
    /// <c>POST /api/v1/task/dag/{id}</c>, obshell 4.2.3 and later. This cancels the DAG alone: a backup or restore that the database has begun continues, and
    /// <see cref="WaitAsync"/> waits for it. To cancel that as well, use the operation of <see cref="ObShellClient.Backup"/> or <see cref="ObShellClient.Restore"/>.
    /// </remarks>
    public virtual Task CancelAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _work.OperateAsync(TaskOperator.Cancel, options, cancellationToken);

    /// <summary>Ends a failed DAG as if the failed node had succeeded, which also frees its lock.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A task that completes when the agent has accepted the operator. Wait again for the end.</returns>
    /// <exception cref="InvalidOperationException">The DAG has not failed; only a read was sent.</exception>
    /// <exception cref="ObShellApiException">Refused, because a node does not allow it.</exception>
    /// <remarks><c>POST /api/v1/task/dag/{id}</c>, obshell 4.2.3 and later.</remarks>
    public virtual Task PassAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _work.OperateAsync(TaskOperator.Pass, options, cancellationToken);

    /// <summary>Passes over one failed node of a failed DAG, which then continues with the next node.</summary>
    /// <param name="nodeId">The <see cref="DagNode.Id"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A task that completes when the agent has accepted the operator. Wait again for the end.</returns>
    /// <exception cref="ArgumentException"><paramref name="nodeId"/> is no generic id.</exception>
    /// <exception cref="InvalidOperationException">The DAG or the node has not failed, or the node does not belong to the DAG; only a read was sent.</exception>
    /// <exception cref="ObShellApiException">Refused, because the node does not allow it.</exception>
    /// <remarks><c>POST /api/v1/task/node/{id}</c>, obshell 4.3.1 and later.</remarks>
    public virtual Task PassNodeAsync(string nodeId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TaskId.ThrowIfNone(nodeId, nameof(nodeId));
        return _work.PassNodeAsync(nodeId, options, cancellationToken);
    }

    /// <summary>Returns the id, name and state of the DAG, with secrets masked.</summary>
    public override string ToString() => _work.Dag is null ? "nothing to do" : _work.ToString();
}
