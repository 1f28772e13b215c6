using System.Diagnostics;
using ObShellSdk.Diagnostics;

namespace ObShellSdk.Tasks;

/// <summary>How work is waited for: reads the poller to its end, retries a DAG that must complete what the database has done, and judges.</summary>
internal static class Waiting
{
    // An agent that restarts again and again can fail a DAG several times.
    private const int MaxRetries = 3;

    /// <summary>Waits until the work has ended well.</summary>
    /// <exception cref="DagFailedException">It has not.</exception>
    public static async Task<DagOutcome> WaitAsync(this LongRunningWork work, WaitOptions? options, Action<WorkSnapshot>? report, CancellationToken cancellationToken)
    {
        options ??= new WaitOptions();
        string id = TaskId.Shown(work.DagId ?? "");
        long began = work.Settings.TimeProvider.GetTimestamp();
        using Activity? activity = ObShellDiagnostics.Source.StartActivity(ObShellDiagnostics.DagWaitSpan);
        if (id.Length > 0)
        {
            activity?.SetTag(ObShellDiagnostics.DagIdAttribute, id);
        }

        work.Settings.Logger.DagWaitBegan(id);
        try
        {
            DagOutcome outcome = await WaitForEndAsync(work, options, report, cancellationToken).ConfigureAwait(false);
            activity?.SetTag(ObShellDiagnostics.DagOutcomeAttribute, outcome.ToString());
            work.Settings.Logger.DagWaitEnded(id, outcome, work.Settings.TimeProvider.GetElapsedTime(began));
            return outcome;
        }
        catch (Exception exception)
        {
            string type = ErrorType.Of(exception);
            if (exception is DagFailedException { Outcome: var outcome })
            {
                activity?.SetTag(ObShellDiagnostics.DagOutcomeAttribute, outcome.ToString());
            }

            activity?.SetTag("error.type", type);
            activity?.SetStatus(ActivityStatusCode.Error);
            work.Settings.Logger.DagWaitFailed(id, type, work.Settings.TimeProvider.GetElapsedTime(began));
            throw;
        }
    }

    private static async Task<DagOutcome> WaitForEndAsync(LongRunningWork work, WaitOptions options, Action<WorkSnapshot>? report, CancellationToken cancellationToken)
    {
        for (int retries = 0; ; retries++)
        {
            WorkSnapshot last = null!;
            await foreach (WorkSnapshot snapshot in new Poller(work, options).RunAsync(cancellationToken).ConfigureAwait(false))
            {
                last = snapshot;
                report?.Invoke(snapshot);
            }

            switch (last.Verdict.Kind)
            {
                case VerdictKind.Ended:
                    return last.Verdict.Outcome;
                case VerdictKind.Retry when retries < MaxRetries:
                    await work.ResumeAsync(options.CallOptions, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    throw work.Failed(last);
            }
        }
    }
}
