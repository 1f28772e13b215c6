using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.State.Cluster;

/// <summary>The DAGs that start and stop observers. They belong to the agent that received the request and take no lock.</summary>
internal static class ServicePlans
{
    public static DagPlan Start(ClusterState cluster, AgentState[] servers, string[] zones)
    {
        NodePlan[] startZones = zones.Length == 0 ? [] : [new NodePlan("Start Zone", _ => Switch(cluster, zones, isStopped: false))];
        return Local(
            "Start OB",
            [
                new NodePlan("Inform all agents to start observer"),
                new NodePlan("Check sub dags ready"),
                new NodePlan("Retry sub dags"),
                new NodePlan("Wait for sub dags to finish", run => Array.ForEach(servers, server => Start(server, run.At))),
                .. startZones,
                new NodePlan("Inform all agents to end the task"),
            ]);
    }

    /// <summary>Creates a plan that stops observers or ends their processes.</summary>
    public static DagPlan Stop(ClusterState cluster, AgentState[] servers, string[] zones, bool endsProcess, bool freezes)
    {
        NodePlan[] freeze = freezes ? [new NodePlan("Minor freeze before stop server")] : [];
        NodePlan[] stop = endsProcess ? [] : [new NodePlan("Execute stop sql", run => TakeOut(cluster, servers, zones, run.At))];
        return Local(
            "Stop OB",
            [
                new NodePlan("Inform all agents to prepare to stop observer"),
                new NodePlan("Check sub dags ready"),
                .. freeze,
                new NodePlan("Retry sub dags"),
                new NodePlan("Wait for sub dags to finish", _ => EndProcesses(servers, endsProcess)),
                .. stop,
                new NodePlan("Inform all agents to end the task"),
            ]);
    }

    /// <summary>Creates a plan that stops a zone and then ends its processes.</summary>
    public static DagPlan StopZone(ClusterState cluster, string zone, bool freezes)
    {
        NodePlan[] freeze = freezes ? [new NodePlan("Minor freeze before stop server")] : [];
        return Local(
            "Stop OB",
            [
                new NodePlan("Inform all agents to prepare to stop observer"),
                new NodePlan("Check sub dags ready"),
                new NodePlan("Execute stop sql", run => TakeOut(cluster, [], [zone], run.At)),
                .. freeze,
                new NodePlan("Retry sub dags"),
                new NodePlan("Wait for sub dags to finish", _ => EndProcesses(cluster.In(zone), endsProcess: true)),
                new NodePlan("Inform all agents to end the task"),
            ]);
    }

    private static DagPlan Local(string name, NodePlan[] nodes) => new(name, nodes) { IsLocal = true };

    private static void Start(AgentState server, DateTimeOffset now)
    {
        if (server.ObState != 3)
        {
            (server.ObState, server.Observer.StartedAt) = (3, now);
        }

        server.Observer.StoppedAt = null;
    }

    private static void EndProcesses(AgentState[] servers, bool endsProcess)
    {
        foreach (var server in endsProcess ? servers : [])
        {
            server.ObState = 0;
        }
    }

    private static void TakeOut(ClusterState cluster, AgentState[] servers, string[] zones, DateTimeOffset now)
    {
        Switch(cluster, zones, isStopped: true);
        foreach (var server in zones.Length == 0 ? servers : [])
        {
            server.Observer.StoppedAt = now;
        }
    }

    private static void Switch(ClusterState cluster, string[] zones, bool isStopped)
    {
        foreach (var zone in cluster.Zones.Where(zone => zones.Contains(zone.Name, StringComparer.Ordinal)))
        {
            zone.IsStopped = isStopped;
        }
    }
}
