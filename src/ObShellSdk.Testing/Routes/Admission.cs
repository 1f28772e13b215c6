using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes.Tasks;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.Routes;

/// <summary>What the handlers of tenants check first, and how they create tasks.</summary>
internal static class Admission
{
    public static Failure? RefuseIdentity(AgentState state) => state.Identity == FakeAgentIdentity.ClusterAgent
        ? null
        : Failure.Of("Agent.Identify.NotSupportOperation", state.Address, state.Identity, FakeAgentIdentity.ClusterAgent);

    /// <summary>The user tenant that the path names, on a member of a cluster.</summary>
    public static (FakeTenant? Tenant, Failure? Refusal) FindTenant(AgentState state, Call call)
    {
        var name = call["name"];
        if (RefuseIdentity(state) is { } refusal)
        {
            return (null, refusal);
        }

        if (name == "sys")
        {
            return (null, Failure.Of("OB.Tenant.SysOperationNotAllowed"));
        }

        return state.Tenants.Find(name) is { } tenant ? (tenant, null) : (null, Failure.Of("OB.Tenant.NotExist", name));
    }

    /// <summary>Creates a DAG and answers it without details, or answers who keeps it from running.</summary>
    public static Outcome Create(AgentState state, DagPlan plan, DateTimeOffset now)
    {
        var (dag, refusal) = state.Simulation.Dags.Create(plan, now, state.Address);
        return dag is null ? refusal! : Outcome.Success(new DagWriter(state).Write(dag, details: false));
    }
}
