using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes.Resources;
using ObShellSdk.Testing.State.Backup;
using ObShellSdk.Testing.State.Cluster;
using ObShellSdk.Testing.State.Packages;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.Seeds;

/// <summary>Reads the state of a cluster. What can be judged without a cluster is judged at once; the rest of it is in the steps.</summary>
internal static class SeedReader
{
    private const double MostCpu = 100_000;

    /// <summary>The steps in the order in which they are taken: sizes before tenants, and zones before all.</summary>
    public static IReadOnlyList<Action<Soil>> Read(string json) => SeedNode.Read(json, root =>
    {
        Action<Soil>[] steps =
        [
            ReadCluster(root),
            .. (root.List("observers", ReadObserver) ?? []).Select((observer, index) => (Action<Soil>)(soil => observer(soil, index))),
            .. root.List("zones", ReadZone) ?? [],
            .. ReadParameters(root),
            .. root.List("unit_configs", ReadUnit) ?? [],
            .. root.List("resource_pools", ReadPool) ?? [],
            .. root.List("tenants", TenantSeed.Read) ?? [],
            .. root.List("restore_sources", ReadSource) ?? [],
            .. root.Texts("packages").Select(ReadPackage),
        ];
        return steps;
    });

    /// <summary>A place of backups, as obshell reads it.</summary>
    public static string ReadPlace(SeedNode node, string name)
    {
        var uri = node.Name(name);
        return StoragePlace.Parse(uri).Failure is { } failure ? throw node.FaultIn(name, Messages.Write(failure, chinese: false)) : uri;
    }

    private static Action<Soil> ReadCluster(SeedNode root)
    {
        var (name, id) = (root.Text("cluster_name"), root.Whole("cluster_id", 1));
        var (version, obVersion) = (root.Text("version"), root.Text("ob_version"));
        if (version is not null && !AgentVersion.IsKnown(version))
        {
            throw root.FaultIn("version", $"'{version}' is no obshell version of 4.2.2 or later, such as 4.5.0.0-12026050100");
        }

        return soil =>
        {
            soil.Cluster.Name = name ?? soil.Cluster.Name;
            soil.Cluster.Id = id ?? soil.Cluster.Id;
            foreach (var member in soil.Cluster.Members)
            {
                member.Version = version is null ? member.Version : AgentVersion.Parse(version);
                member.Observer.Version = obVersion ?? member.Observer.Version;
            }
        };
    }

    /// <summary>Observers belong to the agents of the cluster in their order. A zone that is left without servers is gone.</summary>
    private static Action<Soil, int> ReadObserver(SeedNode node)
    {
        var (zone, version) = (node.Text("zone"), node.Text("ob_version"));
        var (state, isStopped) = (node.Whole("ob_state", 0, 3), node.Flag("stopped"));
        var (sqlPort, rpcPort) = (node.Whole("sql_port", 1, ushort.MaxValue), node.Whole("rpc_port", 1, ushort.MaxValue));
        return (soil, index) =>
        {
            if (index >= soil.Cluster.Members.Count)
            {
                throw new ArgumentException($"{node.Path}: the cluster has {soil.Cluster.Members.Count} agent(s), each with one observer.");
            }

            var agent = soil.Cluster.Members[index];
            if (!string.IsNullOrEmpty(zone))
            {
                soil.Cluster.AddZone(zone);
                agent.Zone = zone;
                soil.Cluster.Zones.RemoveAll(each => soil.Cluster.In(each.Name).Length == 0);
            }

            agent.ObState = (int?)state ?? agent.ObState;
            var observer = agent.Observer;
            observer.Version = version ?? observer.Version;
            (observer.SqlPort, observer.RpcPort) = ((int?)sqlPort ?? observer.SqlPort, (int?)rpcPort ?? observer.RpcPort);
            observer.StoppedAt = isStopped is null ? observer.StoppedAt : isStopped.Value ? soil.Now : null;
        };
    }

    private static Action<Soil> ReadZone(SeedNode node)
    {
        var (name, isStopped) = (node.Name("name"), node.Flag("stopped"));
        return soil =>
        {
            soil.Cluster.AddZone(name);
            soil.Cluster.FindZone(name)!.IsStopped = isStopped ?? false;
        };
    }

    private static IEnumerable<Action<Soil>> ReadParameters(SeedNode root)
    {
        foreach (var (name, value, path) in root.Map("parameters"))
        {
            if (ParameterCatalogue.Find(name) is not { IsOfTenants: false })
            {
                throw SeedNode.Fault(path, "is no parameter of the cluster that the fake has");
            }

            yield return soil => soil.Cluster.Parameters.Set(name, value, soil.Cluster.Members);
        }
    }

    private static Action<Soil> ReadUnit(SeedNode node)
    {
        var name = node.Name("name");
        var (maxCpu, minCpu) = (node.Number("max_cpu", 1, MostCpu) ?? throw node.FaultIn("max_cpu", "is missing"), node.Number("min_cpu", 1, MostCpu));
        var memory = Size(node, "memory_size") ?? throw node.FaultIn("memory_size", "is missing");
        var logDisk = Size(node, "log_disk_size");
        var (maxIops, minIops) = (node.Whole("max_iops", 1), node.Whole("min_iops", 1));
        return soil =>
        {
            if (soil.Cluster.Units.Find(name) is not null)
            {
                throw new ArgumentException($"{node.Path}: there is a unit config '{name}' already.");
            }

            soil.Cluster.Units.AddUnit(name, maxCpu, minCpu, memory, logDisk, maxIops, minIops);
        };
    }

    private static long? Size(SeedNode node, string name) => node.Text(name) is not { } text ? null
        : UnitRoutes.ReadSize(text) ?? throw node.FaultIn(name, $"'{text}' is no size such as 2G");

    private static Action<Soil> ReadPool(SeedNode node)
    {
        var (name, zone, unit) = (node.Name("name"), node.Name("zone"), node.Name("unit_config_name"));
        var unitNum = (int)(node.Whole("unit_num", 1, int.MaxValue) ?? 1);
        return soil => soil.Cluster.Units.AddPool(
            name, soil.Zone(zone, node.PathOf("zone")), soil.Unit(unit, node.PathOf("unit_config_name")), unitNum, Replica.Full, tenant: null);
    }

    private static Action<Soil> ReadSource(SeedNode node)
    {
        var data = ReadPlace(node, "data_backup_uri");
        var (tenant, cluster) = (node.Text("tenant_name"), node.Text("cluster_name"));
        var windows = node.List("restore_windows", window => (
            Start: window.Moment("start_time") ?? throw window.FaultIn("start_time", "is missing"),
            End: window.Moment("end_time") ?? throw window.FaultIn("end_time", "is missing"),
            window.Path)) ?? [];
        return soil =>
        {
            var source = string.IsNullOrEmpty(tenant) ? soil.Agent.AddRestoreSource(data) : soil.Agent.AddRestoreSource(data, tenant);
            source.ClusterName = cluster ?? soil.Cluster.Name;
            foreach (var (start, end, path) in windows)
            {
                if (end(soil.Now) < start(soil.Now))
                {
                    throw new ArgumentException($"{path}: it ends before it starts.");
                }

                source.WithWindow(start(soil.Now), end(soil.Now));
            }
        };
    }

    private static Action<Soil> ReadPackage((string Text, string Path) file) => PackageName.Parse(file.Text) is { HasDistribution: true }
        ? soil => soil.Agent.AddPackage(file.Text)
        : throw SeedNode.Fault(file.Path, $"'{file.Text}' is not of the form name-version-release.distribution.architecture.rpm");
}
