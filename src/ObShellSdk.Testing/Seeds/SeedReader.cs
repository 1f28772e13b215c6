using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes.Resources;
using ObShellSdk.Testing.State.Backup;
using ObShellSdk.Testing.State.Cluster;
using ObShellSdk.Testing.State.Packages;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.Seeds;

/// <summary>Reads the state of a cluster. Checks that need no cluster are made immediately, the others in the steps.</summary>
internal static class SeedReader
{
    private const double MaxCpu = 100_000;

    /// <summary>Returns the steps in order: zones first, sizes before tenants.</summary>
    public static IReadOnlyList<Action<SeedTarget>> Read(string json) => SeedNode.Read(json, root =>
    {
        Action<SeedTarget>[] steps =
        [
            ReadCluster(root),
            .. (root.List("observers", ReadObserver) ?? []).Select((observer, index) => (Action<SeedTarget>)(target => observer(target, index))),
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

    /// <summary>Reads a storage location by the rules of obshell.</summary>
    public static string ReadPlace(SeedNode node, string name)
    {
        var uri = node.Name(name);
        return StoragePlace.Parse(uri).Failure is { } failure ? throw node.FaultIn(name, Messages.Write(failure, chinese: false)) : uri;
    }

    private static Action<SeedTarget> ReadCluster(SeedNode root)
    {
        var (name, id) = (root.Text("cluster_name"), root.Whole("cluster_id", 1));
        var (version, obVersion) = (root.Text("version"), root.Text("ob_version"));
        if (version is not null && !AgentVersion.IsKnown(version))
        {
            throw root.FaultIn("version", $"must be an obshell version from 4.2.2 on, such as 4.5.0.0-12026050100, but was '{version}'");
        }

        return target =>
        {
            target.Cluster.Name = name ?? target.Cluster.Name;
            target.Cluster.Id = id ?? target.Cluster.Id;
            foreach (var member in target.Cluster.Members)
            {
                member.Version = version is null ? member.Version : AgentVersion.Parse(version);
                member.Observer.Version = obVersion ?? member.Observer.Version;
            }
        };
    }

    /// <summary>Reads an observer. Observers belong to the agents in order. A zone without servers is removed.</summary>
    private static Action<SeedTarget, int> ReadObserver(SeedNode node)
    {
        var (zone, version) = (node.Text("zone"), node.Text("ob_version"));
        var (state, isStopped) = (node.Whole("ob_state", 0, 3), node.Flag("stopped"));
        var (sqlPort, rpcPort) = (node.Whole("sql_port", 1, ushort.MaxValue), node.Whole("rpc_port", 1, ushort.MaxValue));
        return (target, index) =>
        {
            if (index >= target.Cluster.Members.Count)
            {
                throw new ArgumentException($"{node.Path}: the seed must not have more observers than the cluster has agents ({target.Cluster.Members.Count}).");
            }

            var agent = target.Cluster.Members[index];
            if (!string.IsNullOrEmpty(zone))
            {
                target.Cluster.AddZone(zone);
                agent.Zone = zone;
                target.Cluster.Zones.RemoveAll(each => target.Cluster.In(each.Name).Length == 0);
            }

            agent.ObState = (int?)state ?? agent.ObState;
            var observer = agent.Observer;
            observer.Version = version ?? observer.Version;
            (observer.SqlPort, observer.RpcPort) = ((int?)sqlPort ?? observer.SqlPort, (int?)rpcPort ?? observer.RpcPort);
            observer.StoppedAt = isStopped is null ? observer.StoppedAt : isStopped.Value ? target.Now : null;
        };
    }

    private static Action<SeedTarget> ReadZone(SeedNode node)
    {
        var (name, isStopped) = (node.Name("name"), node.Flag("stopped"));
        return target =>
        {
            target.Cluster.AddZone(name);
            target.Cluster.FindZone(name)!.IsStopped = isStopped ?? false;
        };
    }

    private static IEnumerable<Action<SeedTarget>> ReadParameters(SeedNode root)
    {
        foreach (var (name, value, path) in root.Map("parameters"))
        {
            if (ParameterCatalogue.Find(name) is not { IsOfTenants: false })
            {
                throw SeedNode.Fault(path, "must be a cluster parameter that the fake agent has");
            }

            yield return target => target.Cluster.Parameters.Set(name, value, target.Cluster.Members);
        }
    }

    private static Action<SeedTarget> ReadUnit(SeedNode node)
    {
        var name = node.Name("name");
        var (maxCpu, minCpu) = (node.Number("max_cpu", 1, MaxCpu) ?? throw node.FaultIn("max_cpu", "is required"), node.Number("min_cpu", 1, MaxCpu));
        var memory = Size(node, "memory_size") ?? throw node.FaultIn("memory_size", "is required");
        var logDisk = Size(node, "log_disk_size");
        var (maxIops, minIops) = (node.Whole("max_iops", 1), node.Whole("min_iops", 1));
        return target =>
        {
            if (target.Cluster.Units.Find(name) is not null)
            {
                throw new ArgumentException($"{node.Path}: unit config '{name}' already exists.");
            }

            target.Cluster.Units.AddUnit(name, maxCpu, minCpu, memory, logDisk, maxIops, minIops);
        };
    }

    private static long? Size(SeedNode node, string name) => node.Text(name) is not { } text ? null
        : UnitRoutes.ReadSize(text) ?? throw node.FaultIn(name, $"must be a size such as 2G, but was '{text}'");

    private static Action<SeedTarget> ReadPool(SeedNode node)
    {
        var (name, zone, unit) = (node.Name("name"), node.Name("zone"), node.Name("unit_config_name"));
        var unitNum = (int)(node.Whole("unit_num", 1, int.MaxValue) ?? 1);
        return target => target.Cluster.Units.AddPool(
            name, target.Zone(zone, node.PathOf("zone")), target.Unit(unit, node.PathOf("unit_config_name")), unitNum, Replica.Full, tenant: null);
    }

    private static Action<SeedTarget> ReadSource(SeedNode node)
    {
        var data = ReadPlace(node, "data_backup_uri");
        var (tenant, cluster) = (node.Text("tenant_name"), node.Text("cluster_name"));
        var windows = node.List("restore_windows", window => (
            Start: window.Moment("start_time") ?? throw window.FaultIn("start_time", "is required"),
            End: window.Moment("end_time") ?? throw window.FaultIn("end_time", "is required"),
            window.Path)) ?? [];
        return target =>
        {
            var source = string.IsNullOrEmpty(tenant) ? target.Agent.AddRestoreSource(data) : target.Agent.AddRestoreSource(data, tenant);
            source.ClusterName = cluster ?? target.Cluster.Name;
            foreach (var (start, end, path) in windows)
            {
                if (end(target.Now) < start(target.Now))
                {
                    throw new ArgumentException($"{path}: the end must not be before the start.");
                }

                source.WithWindow(start(target.Now), end(target.Now));
            }
        };
    }

    private static Action<SeedTarget> ReadPackage((string Text, string Path) file) => PackageName.Parse(file.Text) is { HasDistribution: true }
        ? target => target.Agent.AddPackage(file.Text)
        : throw SeedNode.Fault(file.Path, $"must have the form name-version-release.distribution.architecture.rpm, but was '{file.Text}'");
}
