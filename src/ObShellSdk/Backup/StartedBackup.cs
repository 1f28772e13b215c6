using ObShellSdk.Errors;
using ObShellSdk.Tasks;

namespace ObShellSdk.Backup;

/// <summary>What <see cref="BackupClient.StartOrAttachAsync"/> did, and the way to its end. Safe for concurrent use.</summary>
public sealed class StartedBackup
{
    private readonly StartedWork<BackupProgress> _work;

    internal StartedBackup(bool attached, StartedWork<BackupProgress> work)
    {
        Attached = attached;
        _work = work;
    }

    /// <summary>True when a backup was running already; false when this call started one.</summary>
    public bool Attached { get; }

    /// <summary>The DAG behind the backup; null when no DAG is known of, as when it was started by SQL: <see cref="WaitAsync"/> waits for that as well.</summary>
    public DagOperation? Operation => _work.Dag;

    /// <summary>Waits until the backup has ended well, by its DAG if there is one and by the database's record in any case.</summary>
    /// <param name="options">How often to ask, and how long an outage may last. Default: see <see cref="DagWaitOptions"/>.</param>
    /// <param name="progress">Gets the database's figures, at the longest pause of the options; also outages of the agent.</param>
    /// <param name="cancellationToken">Ends the waiting; the backup goes on.</param>
    /// <returns><see cref="DagOutcome.Succeeded"/>, or <see cref="DagOutcome.Passed"/> when an operator passed over a failure.</returns>
    /// <exception cref="DagFailedException">It failed or was canceled; says where and why. With an empty DAG where none is known of.</exception>
    /// <exception cref="ObShellException">The agent was away for longer than <see cref="DagWaitOptions.OutageTolerance"/>: what it said last.</exception>
    /// <remarks>
    /// obshell waits for a backup for an hour, and its DAG then fails while the database goes on. This method goes on too. So it does when two started at the
    /// same moment and the database took only one: both wait for that.
    /// </remarks>
    public Task<DagOutcome> WaitAsync(DagWaitOptions? options = null, IProgress<BackupProgress>? progress = null, CancellationToken cancellationToken = default) =>
        _work.WaitAsync(options ?? new DagWaitOptions(), progress, cancellationToken);
}
