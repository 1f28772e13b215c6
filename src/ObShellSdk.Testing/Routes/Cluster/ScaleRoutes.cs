using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Cluster;

namespace ObShellSdk.Testing.Routes.Cluster;

/// <summary>Adding and removing servers, and removing zones.</summary>
internal static class ScaleRoutes
{
    private static readonly Version _oldestToUpgrade = new(4, 2, 4, 1);

    public static Outcome ScaleOut(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var target = body.RequiredObject("agentInfo").Address();
        var (options, zone, password) = (body.TextMap("obConfigs", required: true), body.Text("zone", required: true), body.Text("targetAgentPassword"));
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        if (Admission.RefuseIdentity(state) is { } refusal)
        {
            return refusal with { IsEarly = false };
        }

        if (state.Simulation.FindAgent(target) is not { Responds: true } agent)
        {
            return Failure.Of("Common.Unexpected", $"get {target} status failed: it cannot be reached");
        }

        return (CheckNewAgent(state, agent) ?? SetUpRoutes.Rename(options!) ?? CheckPlace(state, agent, options!) ?? CheckPassword(agent, password))
            is { } mismatch ? mismatch : Admission.Create(state, ScalePlans.ScaleOut(agent, state.Cluster, zone!, options!), now);
    }

    public static Outcome ScaleIn(AgentState state, Call call, DateTimeOffset now)
    {
        var body = RequestBody.Read(call.Body);
        var target = body.RequiredObject("agent_info").Address();
        var forceKill = body.Flag("force_kill") is true;
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        if (target == state.Place)
        {
            return state.Identity == FakeAgentIdentity.Single ? Outcome.NoContent : Failure.Of("OB.Server.DeleteSelf") with { IsEarly = true };
        }

        if (Admission.RefuseIdentity(state) is { } refusal)
        {
            return refusal;
        }

        if (state.Cluster.Find(target) is not { } agent)
        {
            return Outcome.NoContent;
        }

        return forceKill && state.Cluster.In(agent.Zone).Length == 1 && state.Cluster.LosingMajorityWithout(agent.Zone).Length > 0
            ? Failure.Of("OB.Cluster.MultiPaxosNotAlive")
            : Admission.Create(state, ScalePlans.ScaleIn(agent, forceKill), now);
    }

    public static Outcome DeleteZone(AgentState state, Call call, DateTimeOffset now)
    {
        if (Admission.RefuseIdentity(state) is { } refusal)
        {
            return refusal;
        }

        var (cluster, name) = (state.Cluster, call["name"]);
        if (cluster.FindZone(name) is not { } zone)
        {
            return Outcome.NoContent;
        }

        if (cluster.Units.Pools.Exists(pool => pool.Zone == name && pool.Tenant is not null))
        {
            return Failure.Of("OB.Zone.NotEmpty", name);
        }

        if (cluster.HasStoppedOutside(name))
        {
            return Failure.Of("OB.Server.StoppedInMultiZone");
        }

        return state.Zone == name ? Failure.Of("OB.Zone.DeleteSelf", name) : Admission.Create(state, ScalePlans.DeleteZone(cluster, zone), now);
    }

    private static Failure? CheckNewAgent(AgentState state, AgentState agent)
    {
        if (agent.Identity != FakeAgentIdentity.Single)
        {
            return Failure.Of("Agent.Identify.NotSupportOperation", agent.Address, agent.Identity, FakeAgentIdentity.Single);
        }

        if (agent.Observer.Version != state.Observer.Version)
        {
            return Failure.Of("Agent.OB.Version.Inconsistent", agent.Address, agent.Observer.Version, state.Address, state.Observer.Version);
        }

        var (mine, its) = (state.Version.Number, agent.Version.Number);
        if (its > mine)
        {
            return Failure.Of("OB.Cluster.ScaleOutHigherVersion", agent.Address, its, state.Address, mine);
        }

        return its < mine && its < _oldestToUpgrade ? Failure.Of("OB.Cluster.ScaleOutLowerVersion", its, _oldestToUpgrade, mine) : null;
    }

    private static Failure? CheckPlace(AgentState state, AgentState agent, Dictionary<string, string> options)
    {
        var port = agent.Observer.RpcPort;
        if (options.TryGetValue("rpc_port", out var text) && !int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out port))
        {
            return Failure.Of("Common.InvalidPort", text);
        }

        var place = new AgentAddress(agent.ReportedIp, port);
        return state.Cluster.Members.Exists(member => member.ObserverPlace == place) ? Failure.Of("Agent.AlreadyExists", place) : null;
    }

    /// <summary>Checks the password. The real server checks it later, in the task.</summary>
    private static Failure? CheckPassword(AgentState agent, string? password)
        => agent.AgentPassword is null || agent.AgentPassword == password
            ? null
            : Failure.Of("Agent.RPC.RequestError", "POST", "/rpc/v1/ob/scale_out", agent.Address, "the agent password is wrong");
}
