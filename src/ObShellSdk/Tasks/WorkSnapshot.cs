namespace ObShellSdk.Tasks;

/// <summary>Long-running work at one moment: its DAG, the database's record, and what both mean together.</summary>
internal sealed record WorkSnapshot
{
    /// <summary>The DAG; null when none is known.</summary>
    public DagDetail? Dag { get; init; }

    /// <summary>The database's record; null where the DAG alone does the work.</summary>
    public WorkRecord? Record { get; init; }

    /// <summary>How the work ended; null while it continues.</summary>
    public DagOutcome? Outcome { get; init; }

    /// <summary>True when it ended as it was wanted: well, or as the caller requested.</summary>
    public bool EndedWell { get; init; }

    /// <summary>True when the database has done its part, and the DAG, which failed, must be retried to complete it.</summary>
    public bool NeedsRetry { get; init; }

    /// <summary>When it was read, by <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long ReadAt { get; init; }

    /// <summary>How long the work has been running, or took; null before it started.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>How long the agent has not answered; null while it answers.</summary>
    public TimeSpan? Outage { get; init; }

    public string? OutageReason { get; init; }

    /// <summary>The snapshot that was reported before; null for the first, and while the agent had not answered yet.</summary>
    public WorkSnapshot? Before { get; init; }

    /// <summary>The first reported snapshot that had figures, this one included; null while there are none.</summary>
    public WorkSnapshot? First { get; init; }

    public bool IsFinal => Outcome is not null;

    /// <summary>True when the work itself was done, and not only what the caller requested of it.</summary>
    public bool IsDone => EndedWell && Outcome is DagOutcome.Succeeded or DagOutcome.Passed;

    /// <summary>
    /// Weighs the DAG and the database's record. The record decides as soon as it is final: a DAG can report success for a backup that failed, and stays
    /// running while its agent is away.
    /// </summary>
    /// <param name="dag">The DAG; null when none is known.</param>
    /// <param name="record">The database's record; null where the DAG alone does the work.</param>
    /// <param name="needsDagAfterwards">Whether the DAG has more to do after the database's work.</param>
    /// <param name="requested">The outcome that the caller requested by an operator; null for a normal end.</param>
    public static WorkSnapshot Of(DagDetail? dag, WorkRecord? record, bool needsDagAfterwards, DagOutcome? requested) =>
        (record is null ? OfDagAlone(dag, requested) : OfRecord(dag, record, needsDagAfterwards, requested)) with { Dag = dag, Record = record };

    private static WorkSnapshot OfDagAlone(DagDetail? dag, DagOutcome? requested) => dag switch
    {
        null => Ended(DagOutcome.Succeeded),
        { Outcome: { } outcome } => OfDag(outcome, requested),
        _ => new WorkSnapshot(),
    };

    private static WorkSnapshot OfRecord(DagDetail? dag, WorkRecord record, bool needsDagAfterwards, DagOutcome? requested)
    {
        DagOutcome? ended = dag?.Outcome;
        if (requested is not null && dag is { HasEnded: false })
        {
            return new WorkSnapshot();
        }

        return record switch
        {
            { IsFound: false } => OfNoRecord(ended, record, requested),
            { Outcome: null } => needsDagAfterwards && ended is DagOutcome.Canceled or DagOutcome.RolledBack ? OfDag(ended.Value, requested) : new WorkSnapshot(),
            { Outcome: DagOutcome.Succeeded } => OfSuccess(dag, record, needsDagAfterwards, requested),
            { Outcome: DagOutcome.Canceled } => requested is null ? Failed(DagOutcome.Canceled) : Ended(requested.Value),
            _ => Fulfills(ended, requested) ? Ended(requested!.Value) : Failed(DagOutcome.Failed),
        };
    }

    private static WorkSnapshot OfSuccess(DagDetail? dag, WorkRecord record, bool needsDagAfterwards, DagOutcome? requested)
    {
        if (!needsDagAfterwards)
        {
            return Ended(dag?.Outcome == DagOutcome.Passed ? DagOutcome.Passed : DagOutcome.Succeeded);
        }

        return dag?.Outcome switch
        {
            null when dag is not null => new WorkSnapshot(),
            DagOutcome.Failed => Failed(DagOutcome.Failed) with { NeedsRetry = true },
            { } outcome when Fulfills(outcome, requested) => Ended(requested!.Value),
            DagOutcome.Passed => Ended(DagOutcome.Passed),
            DagOutcome.Succeeded when !record.IsIncomplete => Ended(DagOutcome.Succeeded),
            DagOutcome.Canceled or DagOutcome.RolledBack => Failed(dag.Outcome.Value),
            _ => Failed(DagOutcome.Failed),
        };
    }

    private static WorkSnapshot OfNoRecord(DagOutcome? ended, WorkRecord record, DagOutcome? requested) => ended switch
    {
        _ when record.IsPending => new WorkSnapshot(),
        null => record.IsCertain ? Failed(DagOutcome.Failed) : new WorkSnapshot(),
        DagOutcome.Succeeded or DagOutcome.Passed when record.IsCertain && requested is null => Failed(DagOutcome.Failed),
        { } end => OfDag(end, requested),
    };

    private static WorkSnapshot OfDag(DagOutcome outcome, DagOutcome? requested) =>
        Fulfills(outcome, requested) ? Ended(requested!.Value) : outcome is DagOutcome.Succeeded or DagOutcome.Passed ? Ended(outcome) : Failed(outcome);

    /// <summary>Whether the DAG ended as the caller requested. To cancel a restore, its DAG is canceled and then rolled back, or a DAG of its own undoes it.</summary>
    private static bool Fulfills(DagOutcome? outcome, DagOutcome? requested) =>
        requested is not null && (outcome == requested || (requested == DagOutcome.Canceled && outcome == DagOutcome.RolledBack));

    private static WorkSnapshot Ended(DagOutcome outcome) => new() { Outcome = outcome, EndedWell = true };

    private static WorkSnapshot Failed(DagOutcome outcome) => new() { Outcome = outcome };
}
