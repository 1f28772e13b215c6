using System.Runtime.CompilerServices;
using ObShellSdk.Errors;

namespace ObShellSdk.Tasks;

/// <summary>Looks at a job of the database again and again and turns what it sees into snapshots.</summary>
/// <typeparam name="TJob">The job as the agent tells it.</typeparam>
/// <typeparam name="TSnapshot">What the caller gets.</typeparam>
internal sealed class JobWatch<TJob, TSnapshot>
    where TJob : class
{
    /// <summary>The job; null while, or because, there is none.</summary>
    public required Func<CancellationToken, Task<TJob?>> Look { get; init; }

    /// <summary>A snapshot of the job now and at the look before (null at the first), during an outage of that length (null for none).</summary>
    public required Func<TJob?, JobSight<TJob>?, DateTimeOffset, TimeSpan?, TSnapshot> Describe { get; init; }

    public required Func<TJob, bool> IsFinished { get; init; }

    /// <summary>Whether no job means "not yet" instead of "nothing to watch".</summary>
    public required bool AwaitsJob { get; init; }

    public required TimeSpan PollInterval { get; init; }

    public required TimeSpan OutageTolerance { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Now, by the agent's clock.</summary>
    public required Func<DateTimeOffset> AgentNow { get; init; }

    public async IAsyncEnumerable<TSnapshot> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var outage = new Outage(Clock, OutageTolerance);
        JobSight<TJob>? before = null;
        bool hasServed = false;
        while (true)
        {
            TJob? job = null;
            TimeSpan? lasting = null;
            try
            {
                job = await Look(cancellationToken).ConfigureAwait(false);
            }
            catch (ObShellException exception) when (Outage.Covers(exception, hasServed))
            {
                lasting = outage.Note(exception);
            }

            if (lasting is not null)
            {
                yield return Describe(before?.Job, null, before?.Time ?? AgentNow(), lasting);
            }
            else
            {
                outage.End();
                hasServed = true;
                if (job is null && !AwaitsJob)
                {
                    yield break;
                }

                DateTimeOffset now = AgentNow();
                yield return Describe(job, before, now, null);
                if (job is not null)
                {
                    if (IsFinished(job))
                    {
                        yield break;
                    }

                    before = new JobSight<TJob>(job, now);
                }
            }

            await Task.Delay(PollInterval, Clock, cancellationToken).ConfigureAwait(false);
        }
    }
}

/// <summary>A job as it was seen at one moment of the agent's clock.</summary>
internal sealed record JobSight<TJob>(TJob Job, DateTimeOffset Time);
