namespace ObShellSdk.Tasks;

/// <summary>
/// Work that a DAG starts in the database and only waits for: obshell sees that it is over and not how it ended, and gives up waiting after an hour.
/// The database's own record tells.
/// </summary>
internal interface IDatabaseWork
{
    /// <summary>Whether the DAG has more to do after the work, so that one that gave up waiting must be retried.</summary>
    bool NeedsDagAfterwards { get; }

    /// <summary>Whether the work may go on although the DAG failed at a node.</summary>
    bool GoesOnAfter(DagNode failed);

    /// <summary>What the record says now of the work of a DAG; null: of work that no DAG started.</summary>
    Task<WorkRecord> ReadAsync(DagDetail? dag, CancellationToken cancellationToken);

    /// <summary>Work that began at or after a moment of the agent's clock, and of which no DAG is known; null when there is none.</summary>
    Task<IDatabaseWork?> FindStartedAsync(DateTimeOffset since, CancellationToken cancellationToken);
}

/// <summary>What the database says of its work.</summary>
internal sealed record WorkRecord(WorkState State, string Text)
{
    public static WorkRecord Unknown { get; } = new(WorkState.Unknown, "");
}

/// <summary>Where work of the database stands.</summary>
internal enum WorkState
{
    /// <summary>There is no record of it.</summary>
    Unknown,

    GoesOn,

    Succeeded,

    Failed,

    Canceled,
}
