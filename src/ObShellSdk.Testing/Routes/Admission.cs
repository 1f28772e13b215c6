using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes.Tasks;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.Routes;

/// <summary>The checks that tenant handlers make first, and the creation of tasks.</summary>
internal static class Admission
{
    public static Failure? RefuseIdentity(AgentState state) => state.Identity == FakeAgentIdentity.ClusterAgent
        ? null
        : Failure.Of("Agent.Identify.NotSupportOperation", state.Address, state.Identity, FakeAgentIdentity.ClusterAgent) with { IsEarly = true };

    /// <summary>Refuses if the database is not available. Does not check the agent's role.</summary>
    public static Failure? RefuseWithoutDatabase(AgentState state)
        => state.Identity == FakeAgentIdentity.ClusterAgent && state.ObState == 3 ? null : Failure.Of("Agent.OceanBase.NotHold");

    /// <summary>Refuses unless the agent is a member of a cluster whose database is available.</summary>
    public static Failure? RefuseOffCluster(AgentState state) => RefuseIdentity(state) ?? RefuseWithoutDatabase(state);

    /// <summary>Finds the tenant of the path, including sys, on a member of a cluster.</summary>
    public static (FakeTenant? Tenant, Failure? Refusal) FindAnyTenant(AgentState state, Call call)
    {
        if (RefuseIdentity(state) is { } refusal)
        {
            return (null, refusal);
        }

        var (tenant, missing) = FindInDatabase(state, call);
        return (tenant, missing is null ? null : missing with { IsEarly = true });
    }

    /// <summary>Finds the tenant of the path, which must have the status NORMAL. Does not check the agent's role.</summary>
    public static (FakeTenant? Tenant, Failure? Refusal) FindNormalTenant(AgentState state, Call call)
    {
        var (tenant, refusal) = FindInDatabase(state, call);
        return tenant is null || state.Cluster.StatusOf(tenant) == "NORMAL"
            ? (tenant, refusal is null ? null : refusal with { IsEarly = true })
            : (null, Failure.Of("OB.Tenant.StatusNotNormal", tenant.Name, state.Cluster.StatusOf(tenant)) with { IsEarly = true });
    }

    /// <summary>Finds the tenant of the path, including sys, if the database is available.</summary>
    public static (FakeTenant? Tenant, Failure? Refusal) FindInDatabase(AgentState state, Call call)
    {
        if (RefuseWithoutDatabase(state) is { } refusal)
        {
            return (null, refusal);
        }

        return state.Tenants.FindAny(call["name"]) is { } tenant ? (tenant, null) : (null, Failure.Of("OB.Tenant.NotExist", call["name"]));
    }

    /// <summary>Finds the user tenant of the path of a backup or restore, on a member of a cluster.</summary>
    public static (FakeTenant? Tenant, Failure? Refusal) FindTenant(AgentState state, Call call)
    {
        var name = call["name"];
        if (RefuseIdentity(state) is { } refusal)
        {
            return (null, refusal);
        }

        if (name == "sys")
        {
            return (null, Failure.Of("OB.Tenant.SysOperationNotAllowed") with { IsEarly = true });
        }

        return state.Tenants.Find(name) is { } tenant ? (tenant, null) : (null, Failure.Of("OB.Tenant.NotExist", name) with { IsEarly = true });
    }

    /// <summary>Creates a DAG and returns it without details, or returns why it is refused.</summary>
    public static Outcome Create(AgentState state, DagPlan plan, DateTimeOffset now)
    {
        var (dag, refusal) = state.Create(plan, now);
        return dag is null ? refusal! : Outcome.Success(DagWriter.WriteCreated(state, dag));
    }
}
