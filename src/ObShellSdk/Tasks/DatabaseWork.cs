namespace ObShellSdk.Tasks;

/// <summary>
/// Work of the database that a DAG starts and then only waits for: the DAG shows that the work is over, not how it ended, and stops waiting after an hour. The
/// database's own record shows the outcome. One instance follows one piece of work: once it has recognized its job, it reports no other.
/// </summary>
internal interface IDatabaseWork
{
    /// <summary>Whether the DAG has more to do after the database's work, so that a DAG that failed while the work succeeded must be retried.</summary>
    bool NeedsDagAfterwards { get; }

    /// <summary>The tenant, or null for all user tenants.</summary>
    string? TenantName { get; }

    /// <summary>What the database's record says now.</summary>
    /// <param name="dag">The DAG that started the work, just read; null when no DAG is known.</param>
    /// <param name="options">Options of the call.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    Task<WorkRecord> ReadAsync(DagDetail? dag, ObShellCallOptions? options, CancellationToken cancellationToken);

    /// <summary>Asks the database to cancel the work. The agent reports success also where it finds nothing to cancel.</summary>
    Task CancelAsync(ObShellCallOptions? options, CancellationToken cancellationToken);
}

/// <summary>What the database's record says about work at one moment.</summary>
/// <param name="IsFound">False when there is no record of it, or none that can be found.</param>
/// <param name="Outcome">How the work ended; null while it is running, and without a record.</param>
/// <param name="Text">One line for people; may hold text of the database.</param>
internal sealed record WorkRecord(bool IsFound, DagOutcome? Outcome, string Text = "")
{
    /// <summary>True when it is certain that the database has no such work; false when there may be a record that cannot be found.</summary>
    public bool IsCertain { get; init; }

    /// <summary>True when there is no record, but one may still appear although the DAG has ended.</summary>
    public bool IsPending { get; init; }

    /// <summary>True when the work has succeeded, but only the DAG can complete it.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>The figures that progress is made of.</summary>
    public object? Figures { get; init; }

    /// <summary>There is no record, or none that can be found.</summary>
    public static WorkRecord Unknown(string text = "") => new(IsFound: false, null, text);
}
