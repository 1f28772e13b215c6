using System.Globalization;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State.Cluster;
using ObShellSdk.Testing.State.Tasks;

namespace ObShellSdk.Testing.State.Tenants;

/// <summary>The DAGs that create, change and drop tenants. Each locks its tenant and releases it when it fails.</summary>
internal sealed class TenantPlans(ClusterState cluster)
{
    private const string OwnAddress = "127.0.0.1";

    /// <summary>Creates a plan after whose first node the tenant exists; it accepts logins after the second to last node.</summary>
    public DagPlan Create(TenantOrder order)
    {
        NodePlan[] nodes =
        [
            new("Create tenant", run => Create(order, run), _ => cluster.Tenants.Drop(order.Name)),
            .. order.Parameters.Count > 0 ? [On(order.Name, "Set tenant parameter", tenant => Copy(order.Parameters, tenant.Settings.Parameters))] : NoNodes,
            On(order.Name, "Modify tenant whitelist", tenant => tenant.Settings.Variables[VariableCatalogue.Whitelist] = Merge(order.Whitelist)),
            .. order.TimeZone is { } zone ? [On(order.Name, "Set tenant time zone", tenant => tenant.Settings.Variables[VariableCatalogue.TimeZone] = zone)] : NoNodes,
            .. order.Variables.Count > 0 ? [On(order.Name, "Set tenant variables", tenant => Copy(order.Variables, tenant.Settings.Variables))] : NoNodes,
            .. order.ImportsScript ? [new NodePlan("Import script for tenant")] : NoNodes,
            .. order.RootPassword.Length > 0 ? [On(order.Name, "Set root password", tenant => SetPassword(tenant, order.RootPassword))] : NoNodes,
        ];
        return Of(order.Name, $"Create tenant {order.Name}", nodes);
    }

    public DagPlan Drop(FakeTenant tenant, bool recycles) => recycles
        ? Of(tenant.Name, "Drop tenant", new NodePlan("Recycle tenant", run =>
        {
            cluster.Tenants.Remove(tenant);
            cluster.Tenants.RecycleBin.Put(tenant, run.At);
        }))
        : Of(
            tenant.Name,
            "Drop tenant",
            new NodePlan("Drop tenant", _ => cluster.Tenants.Remove(tenant)),
            new NodePlan("Drop resource pools", _ => cluster.Units.DropPoolsOf(tenant)));

    /// <summary>Creates a plan that purges a tenant, which is no longer in the bin.</summary>
    public DagPlan Purge(RecycledTenant recycled) => Of(
        recycled.ObjectName,
        "Wait tenant purge finished",
        new NodePlan("Wait tenant purge finished"),
        new NodePlan("Drop resource pools", _ => cluster.Units.DropPoolsOf(recycled.Tenant)));

    public static DagPlan SetPrimaryZone(FakeTenant tenant, string primaryZone)
        => Of(tenant.Name, "Modify tenant primary zone", new NodePlan("Modify tenant primary zone", _ => tenant.Settings.PrimaryZone = primaryZone));

    public DagPlan AddReplicas(FakeTenant tenant, ZoneOrder[] zones) => Of(
        tenant.Name,
        "Scale out tenant replicas",
        [
            new("Create and attach resource pools", run => AddPools(tenant, zones, run), _ => DropPools(tenant, [.. zones.Select(zone => zone.Zone)])),
            .. zones.Select(zone => new NodePlan(
                "Alter tenant locality",
                _ => tenant.Settings.Replicas.Add(new Replica(zone.Zone, zone.ReplicaType)),
                _ => tenant.Settings.Replicas.RemoveAll(replica => replica.Zone == zone.Zone))),
        ]);

    public DagPlan RemoveReplicas(FakeTenant tenant, string[] zones) => Of(
        tenant.Name,
        "Scale in tenant replicas",
        [
            .. zones.Select(zone => new NodePlan("Alter tenant locality", _ => tenant.Settings.Replicas.RemoveAll(replica => replica.Zone == zone))),
            new("Drop resource pools", _ => DropPools(tenant, zones)),
        ]);

    /// <summary>Creates a plan that changes replicas, units and their number where they differ; without nodes if nothing differs.</summary>
    public DagPlan ChangeReplicas(
        FakeTenant tenant, IReadOnlyDictionary<string, string> types, IReadOnlyDictionary<string, UnitConfig> units, int? unitNum)
    {
        var pools = cluster.Units.Of(tenant);
        var changedTypes = types.Where(change => tenant.Settings.Replicas.Exists(replica => replica.Zone == change.Key && replica.Type != change.Value)).ToArray();
        var changedPools = pools.Where(pool => units.TryGetValue(pool.Zone, out var unit) && unit != pool.Unit).ToArray();
        var changesNumber = unitNum is not null && Array.Exists(pools, pool => pool.UnitNum != unitNum);
        return Of(
            tenant.Name,
            "Modify tenant replicas",
            [
                .. changedTypes.OrderBy(change => change.Value, StringComparer.Ordinal).Select(change => new NodePlan("Alter tenant locality", _ => SetType(tenant, change.Key, change.Value))),
                .. changedPools.Length > 0
                    ? [new NodePlan("Alter resource pool unit config", _ => Array.ForEach(changedPools, pool => pool.Unit = units[pool.Zone]))]
                    : NoNodes,
                .. changesNumber ? [new NodePlan("Alter resource pool unit num", _ => Array.ForEach(pools, pool => pool.UnitNum = unitNum!.Value))] : NoNodes,
            ]);
    }

    /// <summary>Adds the agents to a whitelist, because they must be able to log in.</summary>
    public static string Merge(string whitelist)
        => whitelist.Length == 0 ? OwnAddress : string.Join(',', whitelist.Split(',').Append(OwnAddress).Distinct(StringComparer.Ordinal));

    private static NodePlan[] NoNodes => [];

    private static DagPlan Of(string tenant, string name, params NodePlan[] nodes)
        => new(name, nodes) { Maintenance = Maintenance.OfTenant(tenant), UnlocksOnFailure = true };

    private NodePlan On(string name, string node, Action<FakeTenant> change) => new(node)
    {
        Act = _ =>
        {
            if (cluster.Tenants.Find(name) is not { } tenant)
            {
                return Failure.Of("OB.Tenant.NotExist", name);
            }

            change(tenant);
            return null;
        },
    };

    private void Create(TenantOrder order, NodeRun run)
    {
        var tenant = cluster.Tenants.Add(order.Name);
        var settings = tenant.Settings;
        (settings.Mode, settings.PrimaryZone, settings.Comment) = (order.Mode, order.PrimaryZone, order.Comment);
        settings.Charset = order.Charset ?? settings.Charset;
        settings.Collation = order.Collation ?? (order.Charset is null ? settings.Collation : order.Charset + "_general_ci");
        settings.Variables[VariableCatalogue.ReadOnly] = order.IsReadOnly ? "1" : "0";
        settings.Variables[VariableCatalogue.Whitelist] = "";
        settings.Replicas.AddRange(order.Zones.Select(zone => new Replica(zone.Zone, zone.ReplicaType)));
        AddPools(tenant, order.Zones, run);
    }

    private void AddPools(FakeTenant tenant, ZoneOrder[] zones, NodeRun run)
    {
        foreach (var zone in zones)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{tenant.Name}_{zone.Zone}_{run.At.ToUnixTimeSeconds()}");
            cluster.Units.AddPool(name, zone.Zone, zone.Unit, zone.UnitNum, zone.ReplicaType, tenant);
            run.Log($"Create resource pool {name} success");
        }
    }

    private void DropPools(FakeTenant tenant, string[] zones)
        => cluster.Units.Pools.RemoveAll(pool => pool.Tenant == tenant && zones.Contains(pool.Zone, StringComparer.Ordinal));

    private static void SetType(FakeTenant tenant, string zone, string type)
        => tenant.Settings.Replicas = tenant.Settings.Replicas.ConvertAll(replica => replica.Zone == zone ? replica with { Type = type } : replica);

    private static void SetPassword(FakeTenant tenant, string password)
        => (tenant.Settings.RootPassword, tenant.Settings.KeptPassword) = (password, password);

    private static void Copy(IReadOnlyDictionary<string, string> from, Dictionary<string, string> to)
    {
        foreach (var (name, value) in from)
        {
            to[name] = value;
        }
    }
}
