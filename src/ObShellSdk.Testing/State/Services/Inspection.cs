using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.State.Services;

/// <summary>An inspection with its findings. Its state is that of its DAG.</summary>
internal sealed record Inspection(long Id, string Scenario, Dag Dag)
{
    public string[] Critical { get; } = [];

    public string[] Failed { get; } = [];

    public string[] Warnings { get; } = ["system.ulimit"];

    public string[] Passed { get; } = ["cluster.version", "cluster.server_status", "disk.usage", "network.drop"];

    public DateTimeOffset? StartedAt => Dag.Progress.State == TaskState.Ready ? null : Dag.Progress.StartedAt;

    public DateTimeOffset? EndedAt => Dag.Progress.IsFinished ? Dag.Progress.EndedAt : null;

    public bool HasResult => Dag.Progress.State == TaskState.Succeed;

    public string Status => Dag.Progress.State switch
    {
        TaskState.Succeed => "SUCCEED",
        TaskState.Failed => "FAILED",
        _ => "RUNNING",
    };

    public static DagPlan Plan() => new(
        "Cluster inspection",
        new NodePlan("Generate Inspection Config"),
        new NodePlan("Inspection Task"),
        new NodePlan("Generate Inspection Report"))
    {
        IsLocal = true,
    };
}
