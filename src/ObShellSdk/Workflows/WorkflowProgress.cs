
namespace ObShellSdk.Workflows;

/// <summary>Where a workflow stands at one moment.</summary>
public sealed record WorkflowProgress
{
    /// <summary>The step, in words.</summary>
    public required string Step { get; init; }

    /// <summary>Which step it is, from 1.</summary>
    public required int StepNumber { get; init; }

    /// <summary>How many steps there are.</summary>
    public required int StepCount { get; init; }

    /// <summary>True in the last report of the step.</summary>
    public bool IsDone { get; init; }

    /// <summary>The DAG of the step; null at its beginning and end, and for steps that are a single call.</summary>
    public DagProgress? Dag { get; init; }
}
