using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.State.Cluster;

/// <summary>The DAGs that add agents to a cluster and remove them.</summary>
internal static class ScalePlans
{
    /// <summary>Creates a plan that adds an agent; its identity is <c>SCALING OUT</c> until it is a member.</summary>
    public static DagPlan ScaleOut(AgentState agent, ClusterState cluster, string zone, IReadOnlyDictionary<string, string> options)
    {
        NodePlan[] newZone = cluster.FindZone(zone) is null
            ? [new NodePlan("Add new zone for scale_out", _ => cluster.AddZone(zone)), new NodePlan("Start new zone for scale_out")]
            : [];
        return new DagPlan(
            "Cluster scale out",
            [
                new NodePlan("Integrate server config"),
                new NodePlan("Create local scale out dag", _ => BeginScaleOut(agent, options), _ => agent.Leave()),
                new NodePlan("Wait scale out ready"),
                new NodePlan("Wait remote deploy finish"),
                new NodePlan("Wait remote start finish", run => (agent.ObState, agent.Observer.StartedAt) = (1, run.At)),
                new NodePlan("Prev check for scale_out"),
                .. newZone,
                new NodePlan("Add server for scale_out"),
                new NodePlan("Add agent for scale_out", _ => Enter(agent, cluster, zone)) { CanRollBack = false },
                new NodePlan("Check cluster scale_out whether finished"),
            ])
        {
            Maintenance = Maintenance.Global,
        };
    }

    /// <summary>Creates a plan that removes an agent; its identity is <c>SCALING IN</c> until it is single.</summary>
    public static DagPlan ScaleIn(AgentState agent, bool forceKill)
    {
        var wait = new NodePlan("Wait delete observer success");
        var delete = new NodePlan("Delete agent", _ => agent.Leave()) { CanRollBack = false };
        var kill = new NodePlan("Try to inform to kill observer");
        NodePlan[] end = forceKill
            ? [new NodePlan("Check multi paxos member alive"), kill, wait, delete]
            : [wait, delete, kill];
        return new DagPlan("Cluster scale in", [.. BeginScaleIn(agent), .. end]) { Maintenance = Maintenance.Global, UnlocksOnFailure = true };
    }

    public static DagPlan DeleteZone(ClusterState cluster, ZoneState zone)
    {
        var members = cluster.In(zone.Name);
        NodePlan[] leaving = members.Length == 0 ? [] : [new NodePlan("Set agent to 'SCALING IN'", _ => Array.ForEach(members, SetScalingIn))];
        NodePlan[] left = members.Length == 0
            ? []
            : [new NodePlan("Delete agent", _ => Array.ForEach(members, member => member.Leave())), new NodePlan("Try to inform to kill observers")];
        return new DagPlan(
            "Delete zone",
            [
                .. leaving,
                new NodePlan($"Stop zone {zone.Name}", _ => zone.IsStopped = true),
                .. members.SelectMany(member => new[]
                {
                    new NodePlan("Delete observer", _ => member.Observer.IsBeingDeleted = true),
                    new NodePlan("Wait delete observer success"),
                }),
                new NodePlan($"Delete zone {zone.Name}", _ => cluster.Zones.Remove(zone)),
                .. left,
            ])
        {
            Maintenance = Maintenance.Global,
        };
    }

    private static NodePlan[] BeginScaleIn(AgentState agent) =>
    [
        new("Delete observer", _ => agent.Observer.IsBeingDeleted = true, _ => agent.Observer.IsBeingDeleted = false),
        new("Set agent to 'SCALING IN'", _ => SetScalingIn(agent), _ => agent.Identity = FakeAgentIdentity.ClusterAgent),
    ];

    private static void SetScalingIn(AgentState agent) => agent.Identity = FakeAgentIdentity.ScalingIn;

    private static void BeginScaleOut(AgentState agent, IReadOnlyDictionary<string, string> options)
    {
        agent.Identity = FakeAgentIdentity.ScalingOut;
        foreach (var (name, value) in options)
        {
            agent.Observer.Options[name] = value;
        }

        agent.Observer.TakePorts();
    }

    private static void Enter(AgentState agent, ClusterState cluster, string zone)
    {
        agent.MoveTo(cluster, zone);
        (agent.Identity, agent.ObState) = (FakeAgentIdentity.ClusterAgent, 3);
    }
}
