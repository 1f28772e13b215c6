
namespace ObShellSdk.Workflows;

/// <summary>One step: looks whether it is done, else does it.</summary>
internal sealed record WorkflowStep(string Name, Func<CancellationToken, Task<DagOperation?>> BeginAsync)
{
    /// <summary>Gets each report of the DAG.</summary>
    public IProgress<DagProgress>? Progress { get; init; }

    /// <summary>How long agents are away in this step at the least, whatever the options say.</summary>
    public TimeSpan MinOutageTolerance { get; init; }

    public WaitOptions Adapt(WaitOptions? options)
    {
        options ??= new WaitOptions();
        return options.OutageTolerance < MinOutageTolerance ? options with { OutageTolerance = MinOutageTolerance } : options;
    }
}
