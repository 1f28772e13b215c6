using System.Globalization;
using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Cluster;

namespace ObShellSdk.Testing.Routes.Cluster;

/// <summary>Writes zones and servers with their resources.</summary>
internal static class ClusterWriter
{
    private const string Architecture = "x86_64";
    private const long DataUsed = 24 * UnitConfigs.Gibibyte;

    public static string VersionOf(AgentState agent) => agent.Observer.Version.Split('-')[0];

    /// <summary>Whether the root service runs on an agent's server: it runs on the first available one.</summary>
    public static bool HasRootService(AgentState agent) => agent.Cluster.Members.Find(member => member.ObState == 3) == agent;

    /// <summary>Writes the zones by name for the list of agents and the topology.</summary>
    public static JsonObject WriteConfig(ClusterState cluster)
    {
        var topology = new JsonObject();
        foreach (var zone in cluster.Zones)
        {
            topology[zone.Name] = new JsonArray([.. cluster.In(zone.Name).Select(WriteServer)]);
        }

        return new JsonObject
        {
            ["id"] = cluster.Id,
            ["name"] = cluster.Name,
            ["version"] = VersionOf(cluster.Members[0]),
            ["topology"] = topology,
            ["is_shared_storage"] = cluster.Services.IsSharedStorage,
        };
    }

    public static JsonNode WriteZone(AgentState reader, ZoneState zone)
    {
        var cluster = reader.Cluster;
        var root = Array.Find(cluster.In(zone.Name), HasRootService);
        var isUp = Array.Exists(cluster.In(zone.Name), server => server.ObState == 3);
        return new JsonObject
        {
            ["name"] = zone.Name,
            ["idc_name"] = zone.Idc,
            ["region_name"] = zone.Region,
            ["status"] = zone.IsStopped ? "STOPPED" : isUp ? "RUNNING" : "UNAVAILABLE",
            ["inner_status"] = zone.IsStopped ? "INACTIVE" : "ACTIVE",
            ["root_server"] = new JsonObject
            {
                ["ip"] = root?.ReportedIp ?? "",
                ["role"] = root is null ? "" : "LEADER",
                ["zone"] = root is null ? "" : zone.Name,
                ["svr_port"] = root?.Observer.RpcPort ?? 0,
            },
            ["servers"] = new JsonArray([.. cluster.In(zone.Name).Select(server => WriteObserver(reader, server))]),
        };
    }

    /// <summary>Writes a server. Values that only its own agent knows are empty if that agent does not respond.</summary>
    public static JsonNode WriteObserver(AgentState reader, AgentState agent)
    {
        var answers = agent == reader || agent.Responds;
        var observer = agent.Observer;
        return new JsonObject
        {
            ["id"] = agent.Cluster.Members.IndexOf(agent) + 1,
            ["ip"] = agent.ReportedIp,
            ["svr_port"] = observer.RpcPort,
            ["sql_port"] = observer.SqlPort,
            ["version"] = VersionOf(agent),
            ["with_rootserver"] = HasRootService(agent),
            ["status"] = StatusOf(agent),
            ["ob_status"] = agent.ObState,
            ["inner_status"] = InnerStatusOf(agent),
            ["start_time"] = GoTime.WriteStored(reader.Stored.Show(observer.StartedAt)),
            ["stop_time"] = observer.StoppedAt is { } stopped ? GoTime.WriteStored(reader.Stored.Show(stopped)) : GoTime.Zero,
            ["stats"] = WriteServerStats(agent),
            ["architecture"] = Architecture,
            ["data_dir"] = answers ? "/data/1/obcluster" : "",
            ["redo_dir"] = answers ? "/data/log1/obcluster" : "",
            ["log_dir"] = answers ? "/home/admin/obshell/log" : "",
            ["obshell_port"] = agent.Port,
        };
    }

    /// <summary>Writes the total and assigned resources of servers.</summary>
    public static JsonObject WriteStats(IReadOnlyCollection<AgentState> servers)
    {
        var assigned = servers.Select(ServerCapacity.AssignedOn).ToArray();
        var (cpus, memory, disk) = (ServerCapacity.Cpus * servers.Count, ServerCapacity.MemoryTotal * servers.Count, ServerCapacity.DataDiskTotal * servers.Count);
        var (cpusAssigned, memoryAssigned, diskAssigned) = (assigned.Sum(each => each.MaxCpu), assigned.Sum(each => each.Memory), DataUsed * servers.Count);
        return new JsonObject
        {
            ["cpu_core_total"] = cpus,
            ["cpu_core_assigned"] = cpusAssigned,
            ["cpu_core_assigned_percent"] = Percent(cpusAssigned, cpus),
            ["memory_total"] = Size(memory),
            ["memory_assigned"] = Size(memoryAssigned),
            ["memory_in_bytes_total"] = memory,
            ["memory_in_bytes_assigned"] = memoryAssigned,
            ["memory_assigned_percent"] = Percent(memoryAssigned, memory),
            ["disk_total"] = Size(disk),
            ["disk_assigned"] = Size(diskAssigned),
            ["disk_in_bytes_total"] = disk,
            ["disk_in_bytes_assigned"] = diskAssigned,
            ["disk_assigned_percent"] = Percent(diskAssigned, disk),
        };
    }

    public static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)UnitConfigs.Gibibyte:0.00} GB");

    private static double Percent(double part, double whole) => whole > 0 ? Math.Round(part / whole * 100, 2) : 0;

    private static JsonObject WriteServerStats(AgentState agent)
    {
        var stats = WriteStats([agent]);
        stats["disk_used"] = Size(DataUsed);
        stats["disk_free"] = Size(ServerCapacity.DataDiskTotal - DataUsed);
        stats["disk_in_bytes_used"] = DataUsed;
        stats["disk_in_bytes_free"] = ServerCapacity.DataDiskTotal - DataUsed;
        stats["disk_used_percent"] = Percent(DataUsed, ServerCapacity.DataDiskTotal);
        stats["ip"] = agent.ReportedIp;
        stats["port"] = agent.Observer.RpcPort;
        stats["zone"] = agent.Zone;
        return stats;
    }

    private static JsonNode WriteServer(AgentState agent) => new JsonObject
    {
        ["svr_ip"] = agent.ReportedIp,
        ["svr_port"] = agent.Observer.RpcPort,
        ["sql_port"] = agent.Observer.SqlPort,
        ["agent_port"] = agent.Port,
        ["with_rootserver"] = HasRootService(agent) ? "YES" : "NO",
        ["status"] = agent.Observer.StoppedAt is null ? InnerStatusOf(agent) : "STOPPED",
        ["build_version"] = agent.Observer.Version.Replace('-', '_'),
    };

    private static string InnerStatusOf(AgentState agent)
        => agent.Observer.IsBeingDeleted ? "DELETING" : agent.ObState == 3 ? "ACTIVE" : "INACTIVE";

    private static string StatusOf(AgentState agent) => agent switch
    {
        { Observer.IsBeingDeleted: true } => "DELETING",
        { ObState: 0 } => "PROCESS_STOPPED",
        { Observer.StoppedAt: not null } => "SERVICE_STOPPED",
        { ObState: 3 } => "RUNNING",
        _ => "UNAVAILABLE",
    };
}
