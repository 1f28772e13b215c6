using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Cluster;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.Routes.Tenants;

/// <summary>A zone of a tenant in a request, validated in the order of the server.</summary>
internal sealed record ZoneParam(string Zone, string ReplicaType, string UnitConfigName, int UnitNum)
{
    public static ZoneParam Read(RequestBody body)
    {
        var type = body.Text("replica_type");
        return new ZoneParam(
            body.Text("name") ?? "",
            string.IsNullOrEmpty(type) ? Replica.Full : type.ToUpperInvariant(),
            body.Text("unit_config_name") ?? "",
            (int)(body.Integer("unit_num") ?? 0));
    }

    public static Failure? Check(ClusterState cluster, ZoneParam[] zones)
    {
        if (zones.Length == 0)
        {
            return Failure.Of("OB.Tenant.ZoneList.Empty");
        }

        return zones.Select((_, index) => zones[index].CheckAlone(zones, index)).FirstOrDefault(failure => failure is not null)
            ?? zones.Select(zone => zone.CheckIn(cluster)).FirstOrDefault(failure => failure is not null);
    }

    /// <summary>Checks that each zone has enough servers with capacity for another unit.</summary>
    public static Failure? CheckRoom(ClusterState cluster, ZoneParam[] zones)
        => zones.Select(zone => zone.CheckRoom(cluster)).FirstOrDefault(failure => failure is not null);

    public static Failure? CheckPrimaryZone(string primaryZone, IReadOnlyCollection<string> zones)
    {
        if (primaryZone == TenantSettings.Random)
        {
            return null;
        }

        var named = primaryZone.Split(';', ',');
        if (Array.Find(named, name => !zones.Contains(name)) is { } unknown)
        {
            return Failure.Of("OB.Tenant.PrimaryZone.Invalid", primaryZone, $"Zone '{unknown}' is not in zone_list.");
        }

        return named.Distinct(StringComparer.Ordinal).Count() == named.Length
            ? null
            : Failure.Of("OB.Tenant.PrimaryZone.Invalid", primaryZone, "a zone is repeated in primary_zone.");
    }

    /// <summary>Reads the primary zone; empty is RANDOM.</summary>
    public static string ReadPrimaryZone(string? text)
        => string.IsNullOrEmpty(text) || text.Equals(TenantSettings.Random, StringComparison.OrdinalIgnoreCase) ? TenantSettings.Random : text;

    public ZoneOrder ToOrder(ClusterState cluster) => new(Zone, ReplicaType, cluster.Units.Find(UnitConfigName)!, UnitNum);

    private Failure? CheckAlone(ZoneParam[] all, int index) => this switch
    {
        _ when all.Take(index).Any(other => other.Zone == Zone) => Failure.Of("OB.Tenant.Zone.Repeated", Zone),
        { UnitConfigName: "" } => Failure.Of("OB.Resource.UnitConfig.Name.Empty"),
        { ReplicaType: not (Replica.Full or Replica.ReadOnly) } => Failure.Of("OB.Tenant.Replica.InvalidType", ReplicaType),
        { UnitNum: <= 0 } => Failure.Of("OB.Tenant.UnitNum.Invalid", UnitNum, "unit num should be greater than 0"),
        _ when index > 0 && UnitNum != all[index - 1].UnitNum => Failure.Of("OB.Tenant.UnitNum.Inconsistent"),
        _ => null,
    };

    private Failure? CheckIn(ClusterState cluster)
    {
        if (cluster.FindZone(Zone) is null)
        {
            return Failure.Of("OB.Zone.NotExist", Zone);
        }

        if (cluster.Units.Find(UnitConfigName) is null)
        {
            return Failure.Of("OB.Resource.UnitConfig.NotExist", UnitConfigName);
        }

        return CheckServers(cluster, Zone, UnitNum);
    }

    public static Failure? CheckServers(ClusterState cluster, string zone, int unitNum)
    {
        var servers = cluster.In(zone).Length;
        return servers < unitNum ? Failure.Of("OB.Tenant.UnitNum.ExceedsLimit", unitNum, servers, zone) : null;
    }

    private Failure? CheckRoom(ClusterState cluster)
    {
        var unit = cluster.Units.Find(UnitConfigName)!;
        var refusals = cluster.In(Zone).Select(server => CheckRoom(server, unit)).ToArray();
        return refusals.Count(refusal => refusal is null) >= UnitNum ? null : refusals.Last(refusal => refusal is not null);
    }

    private static Failure? CheckRoom(AgentState server, UnitConfig unit)
    {
        var used = ServerCapacity.AssignedOn(server);
        var missing = used switch
        {
            _ when ServerCapacity.Cpus - used.MaxCpu < unit.MaxCpu => "CPU",
            _ when ServerCapacity.MemoryTotal - used.Memory < unit.MemorySize => "MEMORY_SIZE",
            _ when ServerCapacity.LogDiskTotal - used.LogDisk < unit.LogDiskSize => "LOG_DISK_SIZE",
            _ => null,
        };
        return missing is null ? null : Failure.Of("OB.Tenant.ResourceNotEnough", server.ObserverPlace, missing);
    }
}
