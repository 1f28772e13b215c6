using ObShellSdk.Errors;
using ObShellSdk.Tasks;

namespace ObShellSdk;

/// <summary>Thrown by <see cref="DagOperation.WaitAsync"/> and its like: the work ended, and not as it should.</summary>
public sealed class DagFailedException : ObShellException
{
    /// <summary>Initializes an exception for a test; an initializer sets its members.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null for none.</param>
    public DagFailedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal DagFailedException(string message, CallFacts facts, DagDetail dag, DagOutcome outcome, DagNode? node, SubTask? subTask, string errorText)
        : base(message, facts, null)
    {
        Dag = dag;
        Outcome = outcome;
        FailedNode = node;
        FailedSubTask = subTask;
        ErrorText = errorText;
    }

    /// <summary>The whole DAG as it ended; an empty one (without <see cref="DagDetail.Id"/>) for a backup or restore that no DAG is known of.</summary>
    public DagDetail Dag { get; init => field = value ?? new DagDetail(); } = new();

    /// <summary><see cref="DagOutcome.Failed"/>, <see cref="DagOutcome.RolledBack"/> or <see cref="DagOutcome.Canceled"/>.</summary>
    public DagOutcome Outcome { get; init; } = DagOutcome.Failed;

    /// <summary>The first node that failed; null when none did, as when a backup failed that its DAG only waited for.</summary>
    public DagNode? FailedNode { get; init; }

    /// <summary>The first sub-task of it that failed, with the agent that it ran on; null when none did.</summary>
    public SubTask? FailedSubTask { get; init; }

    /// <summary>
    /// The last line of the log of the sub-task that failed, or what the database says of a backup or restore that failed, with secrets masked; empty
    /// when there is none.
    /// </summary>
    public string ErrorText { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// Whether the DAG may still keep others from maintenance. <see cref="DagOperation.PassAsync"/> frees the lock at once, as if what failed were done;
    /// <see cref="DagOperation.RollBackAsync"/> when the work is undone; <see cref="DagOperation.RetryAsync"/> when the DAG has ended well. False for kinds that
    /// give their lock back when they fail, such as a restore.
    /// </summary>
    public bool MayHoldLock => DagKind.MayHoldLock(Dag);

    /// <summary>Always false: the same wait would end the same way until an operator acts.</summary>
    public override bool IsTransient => false;
}
