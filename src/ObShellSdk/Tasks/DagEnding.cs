using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;
using ObShellSdk.Http;

namespace ObShellSdk.Tasks;

/// <summary>What the end of a DAG means: by its own state, and by the record of the database where it only waited for that.</summary>
/// <param name="Dag">As it ended; null where there is none.</param>
/// <param name="Work">The work of the database; null where the DAG itself tells.</param>
/// <param name="IsUndoing">Whether the wanted end is that the work of the DAG is undone.</param>
/// <param name="Mask">Takes secrets out of what agents wrote.</param>
/// <param name="Connection">The client's connection.</param>
internal sealed record DagEnding(DagDetail? Dag, IDatabaseWork? Work, bool IsUndoing, SecretMask Mask, ObShellConnection Connection)
{
    private CallFacts Facts => new("GET /api/v1/task/dag/{id}", Connection.Endpoint, MayHaveRun: false);

    /// <summary>How it ended; null when the DAG must be retried, since its work went well and it has more to do.</summary>
    /// <exception cref="DagFailedException">It did not end well.</exception>
    public async Task<DagOutcome?> JudgeAsync(DagWaitOptions options, bool mayRetry, CancellationToken cancellationToken)
    {
        if (Dag is not { Outcome: { } outcome } dag)
        {
            return Work is null ? DagOutcome.Succeeded : await JudgeWorkAloneAsync(Work, options, cancellationToken).ConfigureAwait(false);
        }

        if (outcome is DagOutcome.Succeeded or DagOutcome.Passed || (outcome == DagOutcome.RolledBack && IsUndoing))
        {
            WorkRecord record = Work is null || IsUndoing ? WorkRecord.Unknown : await FollowAsync(Work, options, cancellationToken).ConfigureAwait(false);
            return record.State is WorkState.Failed or WorkState.Canceled ? throw Failure.WorkFailed(Facts, dag, record, Mask) : outcome;
        }

        if (Work is null || outcome != DagOutcome.Failed)
        {
            throw Failure.DagEnded(Facts, dag, outcome, "", Mask);
        }

        bool goesOn = dag.Nodes.FirstOrDefault(node => node.State == TaskState.Failed) is { } failed && Work.GoesOnAfter(failed);
        WorkRecord found = goesOn
            ? await FollowAsync(Work, options, cancellationToken).ConfigureAwait(false)
            : await LookAsync(Work, cancellationToken).ConfigureAwait(false);
        return found.State == WorkState.Succeeded && goesOn && (mayRetry || !Work.NeedsDagAfterwards)
            ? Work.NeedsDagAfterwards ? null : DagOutcome.Succeeded
            : throw Failure.DagEnded(Facts, dag, outcome, found.Text, Mask);
    }

    private async Task<DagOutcome> JudgeWorkAloneAsync(IDatabaseWork work, DagWaitOptions options, CancellationToken cancellationToken)
    {
        WorkRecord record = await FollowAsync(work, options, cancellationToken).ConfigureAwait(false);
        return record.State == WorkState.Succeeded ? DagOutcome.Succeeded : throw Failure.WorkFailed(Facts, null, record, Mask);
    }

    /// <summary>What the record says once the work has ended.</summary>
    private async Task<WorkRecord> FollowAsync(IDatabaseWork work, DagWaitOptions options, CancellationToken cancellationToken)
    {
        TimeProvider clock = Connection.Settings.TimeProvider;
        var outage = new Outage(clock, options.OutageTolerance);
        var pause = new Pause(options, clock);
        while (true)
        {
            try
            {
                WorkRecord record = await work.ReadAsync(Dag, cancellationToken).ConfigureAwait(false);
                outage.End();
                if (record.State != WorkState.GoesOn)
                {
                    return record;
                }
            }
            catch (ObShellException exception) when (Outage.Covers(exception, hasServed: true))
            {
                outage.Note(exception);
            }

            await pause.TakeAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What the record adds to a failure that is certain already.</summary>
    private async Task<WorkRecord> LookAsync(IDatabaseWork work, CancellationToken cancellationToken)
    {
        try
        {
            return await work.ReadAsync(Dag, cancellationToken).ConfigureAwait(false);
        }
        catch (ObShellException)
        {
            return WorkRecord.Unknown;
        }
    }
}
