using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Cluster;

namespace ObShellSdk.Testing.Routes.Agents;

/// <summary>Joining and leaving before the cluster is initialized.</summary>
internal static class MembershipRoutes
{
    /// <summary>Joins a master. An agent that joins itself becomes the master.</summary>
    public static Outcome Join(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var target = body.RequiredObject("agentInfo").Address();
        var (zone, masterPassword) = (body.Text("zoneName", required: true), body.Text("masterPassword"));
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        if (RefuseUnless(state, FakeAgentIdentity.Single) is { } refusal)
        {
            return refusal;
        }

        if (target == state.Place)
        {
            return Admission.Create(state, ClusterSetupPlans.BecomeMaster(state, zone!), now);
        }

        if (state.Simulation.FindAgent(target) is not { Responds: true } master)
        {
            return Failure.Of("Common.Unexpected", $"get agent info failed: {target} cannot be reached");
        }

        return (RefuseUnless(master, FakeAgentIdentity.Master) ?? RefuseVersions(state, master) ?? RefusePassword(state, master, masterPassword))
            is { } mismatch ? mismatch : Admission.Create(state, ClusterSetupPlans.BecomeFollower(state, master, zone!), now);
    }

    /// <summary>Removes an agent, on the master. A follower has forwarded the request.</summary>
    public static Outcome Remove(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var target = body.Address();
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        if (state.Identity == FakeAgentIdentity.Single && target == state.Place)
        {
            return Outcome.NoContent;
        }

        if (state.Identity != FakeAgentIdentity.Master)
        {
            return Failure.Of(
                "Agent.Identify.NotSupportOperation", state.Address, state.Identity, $"{FakeAgentIdentity.Master} or {FakeAgentIdentity.Follower}");
        }

        if (state.LocalDags.Locks.AnyHeld)
        {
            return Failure.Of("Agent.UnderMaintenance", state.Address);
        }

        if (target == state.Place)
        {
            return Admission.Create(state, ClusterSetupPlans.RemoveAll(state), now);
        }

        return state.Cluster.Find(target) is { } follower
            ? Admission.Create(state, ClusterSetupPlans.RemoveFollower(follower), now)
            : Outcome.NoContent;
    }

    private static Failure? RefuseUnless(AgentState agent, string identity)
        => agent.Identity == identity ? null : Failure.Of("Agent.Identify.NotSupportOperation", agent.Address, agent.Identity, identity);

    private static Failure? RefuseVersions(AgentState state, AgentState master)
    {
        if (master.Version.Text != state.Version.Text)
        {
            return Failure.Of("Agent.Version.Inconsistent", master.Address, master.Version.Text, state.Address, state.Version.Text);
        }

        return master.Observer.Version == state.Observer.Version
            ? null
            : Failure.Of("Agent.OB.Version.Inconsistent", master.Address, master.Observer.Version, state.Address, state.Observer.Version);
    }

    private static Failure? RefusePassword(AgentState state, AgentState master, string? password)
        => master.AgentPassword is null || master.AgentPassword == password
            ? null
            : Failure.Of("Agent.RPC.RequestError", "POST", "/rpc/v1/token", master.Address, $"the password for {state.Address} is wrong");
}
