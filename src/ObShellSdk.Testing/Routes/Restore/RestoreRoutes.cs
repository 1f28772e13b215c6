using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes.Tasks;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Restore;
using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.Routes.Restore;

/// <summary>Starts and cancels restores.</summary>
internal static class RestoreRoutes
{
    public static Outcome Restore(AgentState state, Call call, DateTimeOffset now)
    {
        var (param, failure) = RestoreParam.Bind(call);
        if (param is null)
        {
            return failure!;
        }

        if (Admission.RefuseIdentity(state) is { } refusal)
        {
            return refusal;
        }

        if (param.TenantName == "sys")
        {
            return Failure.Of("OB.Tenant.SysOperationNotAllowed");
        }

        if (state.Tenants.Find(param.TenantName) is not null)
        {
            return Failure.Of("OB.Tenant.Existed", param.TenantName);
        }

        return param.Check() is { } invalid ? invalid : Admission.Create(state, Plans(state).Restore(param.ToOrder()), now);
    }

    /// <summary>
    /// Cancels and rolls back the DAG of a restore, or starts one that cancels a restore without a DAG. The server decides by the last DAG
    /// that locked the tenant, whatever that DAG did.
    /// </summary>
    public static Outcome Cancel(AgentState state, Call call, DateTimeOffset now)
    {
        if (Admission.RefuseIdentity(state) is { } refusal)
        {
            return refusal;
        }

        var name = call["name"];
        if (name == "sys")
        {
            return Failure.Of("OB.Tenant.SysOperationNotAllowed");
        }

        var job = state.Cluster.Restores.Running(name, now);
        var dag = state.Cluster.Dags.Locks.LastDagOf(name) is { } id ? state.Cluster.Dags.Find(id) : null;
        return (job, dag) switch
        {
            (null, null) => state.Tenants.Find(name) is null ? Outcome.NoContent : Failure.Of("OB.Restore.NotRecovering", name),
            ({ }, null) or ({ }, { Progress.State: TaskState.Succeed }) => Admission.Create(state, Plans(state).CancelRestore(name), now),
            _ => CancelDag(state, dag!, name, now),
        };
    }

    /// <summary>Cancels a DAG. The DAG does not know the id of its restore, so the server cannot check whether that has ended: ob/agent/executor/ob/cancel_restore.go.</summary>
    private static Outcome CancelDag(AgentState state, Dag dag, string name, DateTimeOffset now)
    {
        if (dag.Plan.Name != RestorePlans.NameFor(name))
        {
            return Failure.Of("OB.Restore.Task.NotExist", name);
        }

        // The server waits here until the canceled DAG has failed.
        if (dag.Progress.State == TaskState.Running && DagOperations.Cancel(dag, now) is null)
        {
            dag.EndCanceled(now);
        }

        return TaskRoutes.Operations(state, dag).RollBack(dag, now) is { } failure
            ? failure
            : Outcome.Success(DagWriter.WriteWithoutData(state, dag));
    }

    private static RestorePlans Plans(AgentState state) => new(state.Cluster);
}
