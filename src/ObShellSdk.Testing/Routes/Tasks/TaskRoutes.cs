using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.Routes.Tasks;

/// <summary>DAGs, nodes, sub-tasks and their logs, and the operators on them.</summary>
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

        // Without details the server writes an empty object.
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

    /// <summary>Returns the logs of a sub-task; none, and no error, if it does not exist.</summary>
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

    /// <summary>Returns whether details are requested (the default), or null if the value is not a flag.</summary>
    internal static bool? ShowsDetails(Call call) => call.Query("show_details") switch
    {
        null or "1" or "t" or "T" or "TRUE" or "true" or "True" => true,
        "" or "0" or "f" or "F" or "FALSE" or "false" or "False" => false,
        _ => null,
    };

    /// <summary>Returns the failure of a handler that returns without a response.</summary>
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

    /// <summary>Parses the id of the path and finds its store. Requests for other agents' tasks were forwarded before.</summary>
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

    /// <summary>Returns the agent to query: another one if the request is for a DAG of the cluster and the own observer is down.</summary>
    private static AgentState WhoReachesTheStore(AgentState state, Call call)
    {
        var others = call["id"] is ['1', ..] && !ReachesTheStore(state) ? state.Cluster.Members : [];
        return others.Find(member => member != state && member.Responds && ReachesTheStore(member)) ?? state;
    }

    /// <summary>Whether the agent reaches the tasks of the cluster, which are in its database.</summary>
    private static bool ReachesTheStore(AgentState state) => state.Identity == FakeAgentIdentity.ClusterAgent && state.ObState == 3;

    private static Failure NotFound() => Failure.Of("Task.NotFound", "record not found");
}
