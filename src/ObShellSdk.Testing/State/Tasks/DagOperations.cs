using ObShellSdk.Testing.Protocol;

namespace ObShellSdk.Testing.State.Tasks;

/// <summary>The operators that callers apply to DAGs, with the conditions of the server.</summary>
internal sealed class DagOperations(DagStore store, string agent)
{
    public Failure? Operate(Dag dag, string @operator, DateTimeOffset now) => @operator.ToUpperInvariant() switch
    {
        TaskOperator.Retry => Retry(dag, now),
        TaskOperator.Rollback => RollBack(dag, now),
        TaskOperator.Cancel => Cancel(dag, now),
        TaskOperator.Pass => Pass(dag, now),
        _ => Failure.Of("Task.Dag.Operator.NotSupport", @operator),
    };

    public Failure? RollBack(Dag dag, DateTimeOffset now)
    {
        if (dag.Progress.State != TaskState.Failed)
        {
            return Failure.Of("Task.Dag.Operator.RollbackNotFailedDag");
        }

        var touched = dag.Nodes.Take(dag.Stage).ToArray();
        if (Array.Find(touched, node => !node.Plan.CanRollBack) is { } refusing)
        {
            return Failure.Of("Task.Dag.Operator.RollbackNotAllowed", refusing.Plan.Name);
        }

        if (Relock(dag) is { } refusal)
        {
            return refusal;
        }

        foreach (var node in touched)
        {
            node.Progress.Restart(TaskState.Pending, TaskOperator.Rollback);
        }

        dag.Resume(TaskOperator.Rollback, now);
        return null;
    }

    public static Failure? Cancel(Dag dag, DateTimeOffset now)
    {
        if (dag.Progress.IsFinished)
        {
            return Failure.Of("Task.Dag.Operator.CancelFinishedDag");
        }

        dag.Current.Progress.Restart(TaskState.Pending, TaskOperator.Cancel);
        dag.Resume(TaskOperator.Cancel, now);
        return null;
    }

    public Failure? PassNode(Dag dag, DagNode node, DateTimeOffset now)
    {
        if (dag.Progress.State != TaskState.Failed)
        {
            return Failure.Of("Task.Node.Operator.PassNotFailedDag");
        }

        if (node.Progress.State != TaskState.Failed)
        {
            return Failure.Of("Task.Node.Operator.PassNotFailedNode", node.Plan.Name);
        }

        if (Relock(dag) is { } refusal)
        {
            return refusal;
        }

        node.Pass(now);
        dag.Resume(TaskOperator.Run, now);
        return null;
    }

    private Failure? Retry(Dag dag, DateTimeOffset now)
    {
        if (dag.Progress.State != TaskState.Failed)
        {
            return Failure.Of("Task.Dag.Operator.RetryNotFailedDag");
        }

        if (Relock(dag) is { } refusal)
        {
            return refusal;
        }

        dag.Current.Progress.Restart(TaskState.Pending, TaskOperator.Retry);
        dag.Resume(TaskOperator.Run, now);
        return null;
    }

    private Failure? Pass(Dag dag, DateTimeOffset now)
    {
        if (dag.Progress.State != TaskState.Failed)
        {
            return Failure.Of("Task.Dag.Operator.PassNotFailedDag");
        }

        foreach (var node in dag.Nodes.Skip(dag.Stage - 1))
        {
            node.Pass(now);
        }

        dag.Progress.Operator = TaskOperator.Pass;
        dag.Progress.End(TaskState.Succeed, now);
        store.Locks.Release(dag.Plan);
        return null;
    }

    private Failure? Relock(Dag dag) => store.Locks.Retake(dag, store.LastMaintenance()?.Plan.Name, agent);
}
