using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.Routes.Tasks;

/// <summary>Single tasks: DAGs, nodes, sub-tasks and their logs, and what can be done with them.</summary>
internal static class TaskRoutes
{
    public static Outcome GetDag(AgentState state, Call call, DateTimeOffset now)
    {
        if (ShowsDetails(call) is not { } details)
        {
            return Failure.Panic;
        }

        if (state.Identity == FakeAgentIdentity.ScalingOut && call["id"] is ['1', _, ..] && state.ObState == 3)
        {
            return NoAnswer();
        }

        var (dag, failure) = FindDag(WhoReachesTheStore(state, call), call);
        return dag is null ? failure! : Outcome.Success(DagWriter.Write(state, dag, details));
    }

    public static Outcome OperateDag(AgentState state, Call call, DateTimeOffset now)
    {
        if (GenericId.Parse(call["id"]).Failure is { } invalid)
        {
            return invalid;
        }

        var body = RequestBody.Read(call.Body);
        var @operator = body.Text("operator", required: true);
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        var (dag, failure) = FindDag(state, call);
        return dag is null ? failure! : Outcome.Of(Operations(state, dag).Operate(dag, @operator!, now));
    }

    public static Outcome GetNode(AgentState state, Call call, DateTimeOffset now)
    {
        var (found, failure) = FindNode(state, call);
        if (found is not var (dag, node))
        {
            return failure!;
        }

        // Without details the server has nothing to write, and writes it all the same.
        return ShowsDetails(call) is true ? Outcome.Success(DagWriter.Write(state, dag, node, alone: true)) : Failure.Panic;
    }

    public static Outcome OperateNode(AgentState state, Call call, DateTimeOffset now)
    {
        if (GenericId.Parse(call["id"]).Failure is { } invalid)
        {
            return invalid;
        }

        var body = RequestBody.Read(call.Body);
        var @operator = body.Text("operator", required: true);
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        if (!@operator!.Equals(TaskOperator.Pass, StringComparison.OrdinalIgnoreCase))
        {
            return Failure.Of("Task.Node.Operator.NotSupport", @operator);
        }

        var (found, failure) = FindNode(state, call);
        return found is var (dag, node) ? Outcome.Of(Operations(state, dag).PassNode(dag, node, now)) : failure!;
    }

    public static Outcome GetSubTask(AgentState state, Call call, DateTimeOffset now)
    {
        var (found, failure) = FindNode(state, call);
        return found is var (dag, node) ? Outcome.Success(DagWriter.WriteSubTask(state, dag, node, alone: true)) : failure!;
    }

    /// <summary>A sub-task that is not there has no logs, which is no error.</summary>
    public static Outcome GetLogs(AgentState state, Call call, DateTimeOffset now)
    {
        var (found, failure) = FindNode(state, call);
        return (found, failure) switch
        {
            ({ } task, _) => Outcome.List(task.Node.Log.Select(line => DagWriter.WriteLog(task.Dag, task.Node, line))),
            (null, { ErrCode: "Task.NotFound" }) => Outcome.List([]),
            _ => failure!,
        };
    }

    /// <summary>Details are shown unless they are refused; null for a text that is no flag.</summary>
    internal static bool? ShowsDetails(Call call) => call.Query("show_details") switch
    {
        null or "1" or "t" or "T" or "TRUE" or "true" or "True" => true,
        "" or "0" or "f" or "F" or "FALSE" or "false" or "False" => false,
        _ => null,
    };

    /// <summary>A handler that returns without having said anything.</summary>
    internal static Failure NoAnswer() => Failure.Of("Common.Unexpected", "ocsagent cannot build response body");

    internal static DagOperations Operations(AgentState state, Dag dag)
        => new(dag.Plan.IsLocal ? dag.Creator.LocalDags : state.Cluster.Dags, dag.Creator.Address);

    private static (Dag? Dag, Failure? Failure) FindDag(AgentState state, Call call)
    {
        var (store, number, failure) = Locate(state, call);
        return store?.Find(number) is { } dag ? (dag, null) : (null, failure ?? NotFound());
    }

    private static ((Dag Dag, DagNode Node)? Found, Failure? Failure) FindNode(AgentState state, Call call)
    {
        var (store, number, failure) = Locate(state, call);
        return store?.FindNode(number) is { } found ? (found, null) : (null, failure ?? NotFound());
    }

    /// <summary>Reads the id in the path, and finds whose task it is. Those of another agent were passed on to it before.</summary>
    private static (DagStore? Store, long Number, Failure? Failure) Locate(AgentState state, Call call)
    {
        var (id, failure) = GenericId.Parse(call["id"]);
        if (failure is not null)
        {
            return (null, 0, failure);
        }

        if (!id.IsLocal)
        {
            return ReachesTheStore(state) ? (state.Cluster.Dags, id.Number, null) : (null, 0, NotFound());
        }

        return id.BelongsTo(state)
            ? (state.LocalDags, id.Number, null)
            : (null, 0, Failure.Of("Common.Unexpected", $"the agent {id.Ip}:{id.Port} cannot be reached"));
    }

    /// <summary>An agent whose own observer is away asks the others for a DAG of the cluster; for nothing else.</summary>
    private static AgentState WhoReachesTheStore(AgentState state, Call call)
    {
        var others = call["id"] is ['1', ..] && !ReachesTheStore(state) ? state.Cluster.Members : [];
        return others.Find(member => member != state && member.Responds && ReachesTheStore(member)) ?? state;
    }

    /// <summary>The tasks of the cluster are in its database.</summary>
    private static bool ReachesTheStore(AgentState state) => state.Identity == FakeAgentIdentity.ClusterAgent && state.ObState == 3;

    private static Failure NotFound() => Failure.Of("Task.NotFound", "record not found");
}
