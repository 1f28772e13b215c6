using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.State.Cluster;

/// <summary>The DAGs that create a cluster from agents, or separate them before it is initialized. Each belongs to one agent.</summary>
internal static class ClusterSetupPlans
{
    public static DagPlan BecomeMaster(AgentState agent, string zone) => Local("Join self", new NodePlan("Join self", run =>
    {
        agent.Cluster.AddZone(zone);
        (agent.Zone, agent.Identity) = (zone, FakeAgentIdentity.Master);
        run.Log("set agent identity to master");
    }));

    /// <summary>Creates the plan of an agent that joins a running cluster: ob/agent/executor/ob/takeover.go.</summary>
    public static DagPlan TakeOver() => Local(
        "Take over",
        Synchronize(),
        new NodePlan("Convert follower to cluster agent"),
        Synchronize(),
        new NodePlan("Convert master to cluster agent", run => run.Log("convert self to cluster agent")),
        Synchronize());

    public static DagPlan BecomeFollower(AgentState agent, AgentState master, string zone) => Local(
        "Join to master",
        new NodePlan("Join to master", run => run.Log("send join rpc to master")),
        new NodePlan("Be follower", run =>
        {
            agent.MoveTo(master.Cluster, zone);
            (agent.Identity, agent.Master) = (FakeAgentIdentity.Follower, master.Agent);
            run.Log("set agent identity to follower");
        }));

    public static DagPlan RemoveFollower(AgentState follower) => Local(
        $"Remove follower agent {follower.Address}",
        new NodePlan("Remove follower", run => run.Log("send remove agent request to follower")),
        new NodePlan($"Remove follower agent {follower.Address}", _ => follower.Leave()));

    public static DagPlan RemoveAll(AgentState master)
    {
        var followers = master.Cluster.Members.Where(member => member != master).ToArray();
        var removeMaster = new NodePlan("Remove master", run =>
        {
            master.Leave();
            run.Log("set agent to single agent success");
        });
        var removeFollowers = new NodePlan("Remove follower", _ => Array.ForEach(followers, follower => follower.Leave()));
        return followers.Length > 0 ? Local("Remove all agents", removeFollowers, removeMaster) : Local("Remove all agents", removeMaster);
    }

    public static DagPlan ConfigureCluster(ClusterState cluster, long id, string name, string? rootPassword) => Local(
        "Update cluster config",
        new NodePlan("Update cluster config", _ =>
        {
            (cluster.Id, cluster.Name, cluster.IsConfigured) = (id, name, true);
            if (!string.IsNullOrEmpty(rootPassword))
            {
                cluster.RootPassword = rootPassword;
            }
        }));

    public static DagPlan ConfigureObservers(IReadOnlyCollection<AgentState> servers, IReadOnlyDictionary<string, string> options) => Local(
        "Update observer config",
        new NodePlan("Update observer config", _ =>
        {
            foreach (var server in servers)
            {
                foreach (var (name, value) in options)
                {
                    server.Observer.Options[name] = value;
                }
            }
        }));

    /// <summary>Creates a plan after which all agents of the cluster are members with a running observer.</summary>
    public static DagPlan Initialise(AgentState master, bool importsScript, bool createsUser)
    {
        var cluster = master.Cluster;
        NodePlan[] nodes =
        [
            new("Integrate config") { Act = _ => cluster.IsConfigured ? null : Failure.Of("Common.Unexpected", "config cluster is required") },
            new("Create observer workdir", _ => cluster.Members.ForEach(member => member.Observer.TakePorts())),
            new("Start observer", run => cluster.Members.ForEach(member => Start(member, run))),
            new("Cluster boostrap", _ => cluster.Members.ForEach(member => member.ObState = 3)),
            new("Migrate table"),
            new("Modify password", _ => cluster.RootPassword ??= ""),
            .. createsUser ? [new NodePlan("Create user")] : Array.Empty<NodePlan>(),
            new("Migrate data"),
            new("Convert follower to cluster agent", _ => cluster.Members.Where(member => member != master).ToList().ForEach(Convert)),
            new("Synchronize agent from cluster"),
            new("Convert master to cluster agent", _ => Convert(master)),
            .. importsScript ? [new NodePlan("Import script for tenant")] : Array.Empty<NodePlan>(),
            new("Synchronize agent from cluster"),
        ];
        return Local("Initialize cluster", nodes);
    }

    private static void Start(AgentState agent, NodeRun run) => (agent.ObState, agent.Observer.StartedAt) = (1, run.At);

    private static void Convert(AgentState agent) => (agent.Identity, agent.Master) = (FakeAgentIdentity.ClusterAgent, null);

    private static NodePlan Synchronize() => new("Synchronize agent from cluster", run => run.Log("sync agent data"));

    private static DagPlan Local(string name, params NodePlan[] nodes) => new(name, nodes) { IsLocal = true, Maintenance = Maintenance.Global };
}
