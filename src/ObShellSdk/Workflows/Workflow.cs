using System.Runtime.CompilerServices;

namespace ObShellSdk.Workflows;

/// <summary>
/// Several calls and DAGs that lead to one end. Nothing is sent before <see cref="WaitAsync"/> or <see cref="WatchAsync"/>; then this program goes from step to
/// step, each of which looks first whether it was done already. So after a failure, or in another process, the same workflow can be run again: it
/// goes on where it stopped, and attaches to a DAG that is still under way.
/// </summary>
/// <typeparam name="TResult">What stands at the end.</typeparam>
/// <remarks>Cancelling a token ends the way from step to step; a DAG that was started goes on. For one caller at a time.</remarks>
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

    /// <summary>What will be done, in this order.</summary>
    public virtual IReadOnlyList<string> Steps { get; }

    /// <summary>What stands at the end; null before it is reached.</summary>
    public virtual TResult? Result { get; private set; }

    /// <summary>Goes all the steps.</summary>
    /// <param name="options">How often to poll a DAG, and how long an outage may last, or null for the defaults of <see cref="WaitOptions"/>.</param>
    /// <param name="progress">Gets each beginning and end of a step, and each change of its DAG.</param>
    /// <param name="cancellationToken">Ends the way from step to step; a DAG that was started goes on.</param>
    /// <returns>What stands at the end.</returns>
    /// <exception cref="DagFailedException">The DAG of a step ended badly.</exception>
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

    /// <summary>Goes all the steps, and tells of each change.</summary>
    /// <param name="options">How often to poll a DAG, and how long an outage may last, or null for the defaults of <see cref="WaitOptions"/>.</param>
    /// <param name="cancellationToken">Ends the way from step to step; a DAG that was started goes on.</param>
    /// <returns>Each beginning and end of a step, and each change of its DAG. Whoever stops reading stops the workflow there.</returns>
    /// <exception cref="DagFailedException">The DAG of a step ended badly.</exception>
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

                // It has ended; this looks at how, and throws where that was not well.
                await operation.WaitAsync(_steps[i].Adapt(options), _steps[i].Progress, cancellationToken).ConfigureAwait(false);
            }

            yield return report with { IsDone = true };
        }

        Result = await _finish(cancellationToken).ConfigureAwait(false);
    }
}
