namespace ObShellSdk.Tasks;

/// <summary>Long-running work at one moment: its DAG, the database's record, and what both mean together.</summary>
internal sealed record WorkSnapshot
{
    /// <summary>The DAG; null when none is known.</summary>
    public DagDetail? Dag { get; init; }

    /// <summary>The database's record; null where the DAG alone does the work.</summary>
    public WorkRecord? Record { get; init; }

    public Verdict Verdict { get; init; }

    /// <summary>When it was read, by <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long ReadAt { get; init; }

    /// <summary>How long the work has been running, or took; null before it started.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>How long the agent has not answered; null while it answers.</summary>
    public TimeSpan? Outage { get; init; }

    public string? OutageReason { get; init; }
}

/// <summary>What a snapshot means for those who wait.</summary>
internal readonly record struct Verdict(VerdictKind Kind, DagOutcome Outcome = default)
{
    public static Verdict Continue => default;

    public bool IsFinal => Kind != VerdictKind.Continue;

    /// <summary>
    /// Weighs the DAG and the database's record. The record decides as soon as it is final: a DAG can report success for a backup that failed, and stays
    /// running while its agent is away.
    /// </summary>
    /// <param name="dag">The DAG; null when none is known.</param>
    /// <param name="record">The database's record; null where the DAG alone does the work.</param>
    /// <param name="needsDagAfterwards">Whether the DAG has more to do after the database's work.</param>
    /// <param name="requested">The outcome that the caller requested by an operator; null for a normal end.</param>
    public static Verdict Of(DagDetail? dag, WorkRecord? record, bool needsDagAfterwards, DagOutcome? requested)
    {
        DagOutcome? outcome = dag?.Outcome;
        if (record is null)
        {
            return dag is null ? Ended(DagOutcome.Succeeded) : outcome is { } end ? OfDag(end, requested) : Continue;
        }

        if (requested is not null && dag is { HasEnded: false })
        {
            return Continue;
        }

        return record.State switch
        {
            WorkState.Running => needsDagAfterwards && outcome is DagOutcome.Canceled or DagOutcome.RolledBack ? OfDag(outcome.Value, requested) : Continue,
            WorkState.Succeeded => OfSuccess(dag, record, needsDagAfterwards, requested),
            WorkState.Canceled => requested is null ? Failed(DagOutcome.Canceled) : Ended(requested.Value),
            WorkState.Failed => Fulfills(outcome, requested) ? Ended(requested!.Value) : Failed(DagOutcome.Failed),
            _ => OfNoRecord(outcome, record, requested),
        };
    }

    private static Verdict OfSuccess(DagDetail? dag, WorkRecord record, bool needsDagAfterwards, DagOutcome? requested)
    {
        if (!needsDagAfterwards)
        {
            return Ended(dag?.Outcome == DagOutcome.Passed ? DagOutcome.Passed : DagOutcome.Succeeded);
        }

        return dag?.Outcome switch
        {
            null when dag is not null => Continue,
            DagOutcome.Failed => new Verdict(VerdictKind.Retry, DagOutcome.Failed),
            { } outcome when Fulfills(outcome, requested) => Ended(requested!.Value),
            DagOutcome.Passed => Ended(DagOutcome.Passed),
            DagOutcome.Succeeded when !record.IsIncomplete => Ended(DagOutcome.Succeeded),
            DagOutcome.Canceled or DagOutcome.RolledBack => Failed(dag.Outcome.Value),
            _ => Failed(DagOutcome.Failed),
        };
    }

    private static Verdict OfNoRecord(DagOutcome? outcome, WorkRecord record, DagOutcome? requested) => outcome switch
    {
        _ when record.IsPending => Continue,
        null => record.IsCertain ? Failed(DagOutcome.Failed) : Continue,
        DagOutcome.Succeeded or DagOutcome.Passed when record.IsCertain && requested is null => Failed(DagOutcome.Failed),
        { } end => OfDag(end, requested),
    };

    private static Verdict OfDag(DagOutcome outcome, DagOutcome? requested) =>
        Fulfills(outcome, requested) ? Ended(requested!.Value) : outcome is DagOutcome.Succeeded or DagOutcome.Passed ? Ended(outcome) : Failed(outcome);

    /// <summary>Whether the DAG ended as the caller requested. To cancel a restore, its DAG is canceled and then rolled back, or a DAG of its own undoes it.</summary>
    private static bool Fulfills(DagOutcome? outcome, DagOutcome? requested) =>
        requested is not null && (outcome == requested || (requested == DagOutcome.Canceled && outcome == DagOutcome.RolledBack));

    private static Verdict Ended(DagOutcome outcome) => new(VerdictKind.Ended, outcome);

    private static Verdict Failed(DagOutcome outcome) => new(VerdictKind.Failed, outcome);
}

internal enum VerdictKind
{
    Continue,

    /// <summary>The work has ended as it was wanted.</summary>
    Ended,

    Failed,

    /// <summary>The database has done its part, and the DAG must be retried to complete it.</summary>
    Retry,
}
