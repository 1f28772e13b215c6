using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.Routes.Tasks;

/// <summary>Lists of DAGs: all, unfinished, and the newest maintenance.</summary>
internal static class TaskListRoutes
{
    public static Outcome AllOfCluster(AgentState state, Call call, DateTimeOffset now)
        => IsMember(state) ? List(state, call, state.Cluster.Dags.All) : TaskRoutes.NoAnswer();

    public static Outcome AllOfAgent(AgentState state, Call call, DateTimeOffset now)
        => List(state, call, state.LocalDags.All);

    public static Outcome UnfinishedOfCluster(AgentState state, Call call, DateTimeOffset now)
        => IsMember(state) ? List(state, call, Unfinished(state, local: false)) : TaskRoutes.NoAnswer();

    public static Outcome UnfinishedOfAgent(AgentState state, Call call, DateTimeOffset now)
        => List(state, call, Unfinished(state, local: true));

    public static Outcome Unfinished(AgentState state, Call call, DateTimeOffset now) => state.Identity switch
    {
        FakeAgentIdentity.ClusterAgent => UnfinishedOfAll(state, call),
        FakeAgentIdentity.Single or FakeAgentIdentity.Master or FakeAgentIdentity.TakeOverMaster or FakeAgentIdentity.TakeOverFollower
            => UnfinishedOfAgent(state, call, now),
        _ => Failure.Of("Agent.Identify.Unknown", state.Identity),
    };

    /// <summary>Lists the DAGs of agents, then those of the cluster; null, not an empty list, if there are none.</summary>
    private static Outcome UnfinishedOfAll(AgentState state, Call call)
    {
        var all = FanOut.Answering(state).SelectMany(member => Unfinished(member, local: true)).Concat(Unfinished(state, local: false)).ToArray();
        return all.Length == 0 && TaskRoutes.ShowsDetails(call) is not null
            ? Outcome.Success(new JsonObject { ["contents"] = null })
            : List(state, call, all);
    }

    public static Outcome LastMaintenanceOfCluster(AgentState state, Call call, DateTimeOffset now)
        => Admission.RefuseWithoutDatabase(state) is { } refusal ? refusal : Last(state, call, local: false, "Cluster is not under maintenance");

    public static Outcome LastMaintenanceOfAgent(AgentState state, Call call, DateTimeOffset now)
        => Last(state, call, local: true, "Agent is not under maintenance");

    /// <summary>Returns the newest maintenance of the agents. An agent that never had one crashes here.</summary>
    public static Outcome LastMaintenanceOfAgents(AgentState state, Call call, DateTimeOffset now)
        => state.LocalDags.LastMaintenance() is { } own
            ? List(state, call, [own, .. FanOut.Answering(state).Where(member => member != state).Select(member => member.LocalDags.LastMaintenance()).OfType<Dag>()])
            : Failure.Panic;

    /// <summary>Returns an empty list, because a DAG of the cluster never drives one of this agent; crashes where the server does.</summary>
    public static Outcome MainDags(AgentState state, Call call, DateTimeOffset now)
        => state.LocalDags.LastMaintenance() is null ? Failure.Panic : Outcome.List([]);

    private static bool IsMember(AgentState state) => state.Identity == FakeAgentIdentity.ClusterAgent;

    private static IEnumerable<Dag> Unfinished(AgentState state, bool local) => state.DagsOf(local).All.Where(dag => !dag.IsOver);

    private static Outcome Last(AgentState state, Call call, bool local, string nothing)
    {
        if (TaskRoutes.ShowsDetails(call) is not { } details)
        {
            return Failure.Panic;
        }

        return state.DagsOf(local).LastMaintenance() is { } dag
            ? Outcome.Success(DagWriter.Write(state, dag, details))
            : Failure.Of("Task.NotFound", nothing);
    }

    private static Outcome List(AgentState state, Call call, IEnumerable<Dag> dags)
    {
        if (TaskRoutes.ShowsDetails(call) is not { } details)
        {
            return Failure.Panic;
        }

        return Outcome.List(dags.Select(dag => DagWriter.Write(state, dag, details)));
    }
}
