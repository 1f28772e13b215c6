using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;

namespace ObShellSdk.Tasks;

/// <summary>Makes the exceptions of long-running work, and with them the sentences that users read.</summary>
internal static class DagFailure
{
    /// <param name="facts">About the call that showed it.</param>
    /// <param name="dag">As it ended.</param>
    /// <param name="outcome">Not a good one.</param>
    /// <param name="record">What the database says of the work; empty for nothing.</param>
    /// <param name="mask">Takes secrets out of what agents wrote.</param>
    public static DagFailedException DagEnded(CallFacts facts, DagDetail dag, DagOutcome outcome, string record, SecretMask mask)
    {
        DagNode? node = dag.Nodes.FirstOrDefault(node => node.State == TaskState.Failed);
        SubTask? task = node?.SubTasks.FirstOrDefault(task => task.State == TaskState.Failed);
        string error = mask.Apply(task is { TaskLogs: [.., { } last] } ? last : "");
        string what = outcome switch
        {
            DagOutcome.RolledBack => "was rolled back: its work is undone",
            DagOutcome.Canceled => "was canceled",
            _ => "failed",
        };
        string where = node is null ? "" : $" at node '{mask.Apply(node.Name)}'{(task is null ? "" : $", sub-task '{mask.Apply(task.Name)}' on agent {mask.Apply($"{task.ExecuteAgent}")}")}";
        string why = error.Length == 0 ? "" : $": {error}";
        string known = record.Length == 0 ? "" : $" The database says: {mask.Apply(record)}.";
        return new DagFailedException($"DAG {TaskId.Shown(dag.Id)} '{mask.Apply(dag.Name)}' {what}{where}{why}.{known}{Held(dag, mask)}", facts, dag, outcome, node, task, error);
    }

    /// <summary>The database's work did not end well, whatever its DAG says.</summary>
    /// <param name="facts">About the call that showed it.</param>
    /// <param name="dag">As it was read last; null for work without a DAG.</param>
    /// <param name="record">How the work ended.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="mask">Takes secrets out of what agents wrote.</param>
    public static DagFailedException WorkFailed(CallFacts facts, DagDetail? dag, WorkRecord record, DagOutcome outcome, SecretMask mask)
    {
        string text = mask.Apply(record.Text);
        string why = text.Length == 0 ? "the database has no record of it" : text;
        string message = dag is null ? $"The work did not end well: {why}."
            : $"DAG {TaskId.Shown(dag.Id)} '{mask.Apply(dag.Name)}' is {mask.Apply($"{dag.State} ({dag.Operator})")}, but the work that it started did not end well: {why}.";
        return new DagFailedException(message, facts, dag ?? new DagDetail(), outcome, null, null, text);
    }

    /// <summary>A DAG does not move, since the agent that executes it does not answer the others.</summary>
    public static ObShellTransportException Stalled(CallFacts facts, string dag, string agent) => new(
        $"{dag} does not advance: agent {agent}, which executes it, does not answer the other agents. It continues when that agent is back.", facts, ConnectionFailureReason.Timeout, null);

    private static string Held(DagDetail dag, SecretMask mask)
    {
        string holder = dag.MaintenanceType switch
        {
            MaintenanceType.Tenant => $"tenant {mask.Apply(dag.MaintenanceKey ?? "")}",
            MaintenanceType.ObProxy => "the OBProxy",
            null => "its kind",
            _ => "the cluster",
        };
        return dag switch
        {
            _ when DagKind.MayHoldLock(dag) =>
                $" It may keep the maintenance lock of {holder} until it is passed (PassAsync: at once, as if it were done), rolled back (RollBackAsync) " +
                "or retried (RetryAsync); a node may forbid one of them.",
            { State: var state } when state == TaskState.Failed && DagKind.GivesLockBack(dag) => $" It has given back the maintenance lock of {holder}.",
            _ => "",
        };
    }
}
