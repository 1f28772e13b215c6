using System.Runtime.CompilerServices;

namespace ObShellSdk.Workflows;

/// <summary>
/// A sequence of calls and DAGs with one result. Nothing is sent before <see cref="WaitAsync"/> or <see cref="WatchAsync"/>, which run the steps in order. Each step
/// first checks whether it was already done, so the same workflow can be run again after a failure or in another process: it continues where it stopped, and
/// attaches to a DAG that is still running.
/// </summary>
/// <typeparam name="TResult">The result.</typeparam>
/// <remarks>Canceling the token stops the workflow before its next step; a running DAG continues. Not thread-safe.</remarks>
public class Workflow<TResult>
    where TResult : class
{
    private readonly IReadOnlyList<WorkflowStep> _steps;
    private readonly Func<CancellationToken, Task<TResult>> _finish;

    internal Workflow(IReadOnlyList<WorkflowStep> steps, Func<CancellationToken, Task<TResult>> finish)
    {
        _steps = steps;
        _finish = finish;
        Steps = [.. steps.Select(step => step.Name)];
    }

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected Workflow()
    {
        _steps = null!;
        _finish = null!;
        Steps = [];
    }

    /// <summary>The names of the steps, in the order in which they run.</summary>
    public virtual IReadOnlyList<string> Steps { get; }

    /// <summary>The result, or null until the workflow has completed.</summary>
    public virtual TResult? Result { get; private set; }

    /// <summary>Runs all steps and returns the result.</summary>
    /// <param name="options">How often to poll a DAG, and how long an outage may last, or null for the defaults of <see cref="WaitOptions"/>.</param>
    /// <param name="progress">Receives the start and end of each step, and each change of its DAG.</param>
    /// <param name="cancellationToken">A token to stop before the next step; a running DAG continues.</param>
    /// <returns>The result.</returns>
    /// <exception cref="DagFailedException">The DAG of a step failed.</exception>
    /// <exception cref="ObShellException">A call of a step failed; the same workflow can be run again.</exception>
    public virtual async Task<TResult> WaitAsync(
        WaitOptions? options = null, IProgress<WorkflowProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        await foreach (WorkflowProgress report in WatchAsync(options, cancellationToken).ConfigureAwait(false))
        {
            progress?.Report(report);
        }

        return Result!;
    }

    /// <summary>Runs all steps and yields each change.</summary>
    /// <param name="options">How often to poll a DAG, and how long an outage may last, or null for the defaults of <see cref="WaitOptions"/>.</param>
    /// <param name="cancellationToken">A token to stop before the next step; a running DAG continues.</param>
    /// <returns>The start and end of each step, and each change of its DAG. The workflow stops when the enumeration stops.</returns>
    /// <exception cref="DagFailedException">The DAG of a step failed.</exception>
    /// <exception cref="ObShellException">A call of a step failed; the same workflow can be run again.</exception>
    public virtual async IAsyncEnumerable<WorkflowProgress> WatchAsync(
        WaitOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int i = 0; i < _steps.Count; i++)
        {
            var report = new WorkflowProgress { Step = _steps[i].Name, StepNumber = i + 1, StepCount = _steps.Count };
            yield return report;
            if (await _steps[i].BeginAsync(cancellationToken).ConfigureAwait(false) is { } operation)
            {
                await foreach (DagProgress dag in operation.WatchAsync(_steps[i].Adapt(options), cancellationToken).ConfigureAwait(false))
                {
                    _steps[i].Progress?.Report(dag);
                    yield return report with { Dag = dag };
                }

                // The DAG has ended; this throws if it failed.
                await operation.WaitAsync(_steps[i].Adapt(options), _steps[i].Progress, cancellationToken).ConfigureAwait(false);
            }

            yield return report with { IsDone = true };
        }

        Result = await _finish(cancellationToken).ConfigureAwait(false);
    }
}
