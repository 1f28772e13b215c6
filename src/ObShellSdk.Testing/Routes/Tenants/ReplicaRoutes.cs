using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Cluster;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.Routes.Tenants;

/// <summary>Adding, removing and changing replicas of a tenant.</summary>
internal static class ReplicaRoutes
{
    public static Outcome Add(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindNormalTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var zones = Array.ConvertAll(body.Objects("zone_list", required: true) ?? [], ZoneParam.Read);
        var cluster = state.Cluster;
        if ((body.Failure ?? ZoneParam.Check(cluster, zones)) is { } invalid)
        {
            return invalid;
        }

        if (Array.Find(zones, zone => Replicas(tenant).Contains(zone.Zone)) is { } held)
        {
            return Failure.Of("OB.Tenant.ZoneAlreadyHasReplica", held.Zone);
        }

        var pools = cluster.Units.Of(tenant);
        if (pools.Length > 0 && pools[0].UnitNum != zones[0].UnitNum)
        {
            return Failure.Of("OB.Tenant.UnitNum.Inconsistent");
        }

        if (Array.Find(zones, zone => Array.Exists(pools, pool => pool.Zone == zone.Zone)) is { } pooled)
        {
            return Failure.Of("OB.Tenant.HasPoolOnZone", pooled.Zone);
        }

        return ZoneParam.CheckRoom(cluster, zones) is { } full
            ? full
            : Admission.Create(state, new TenantPlans(cluster).AddReplicas(tenant, Array.ConvertAll(zones, zone => zone.ToOrder(cluster))), now);
    }

    /// <summary>Removes replicas. Zones without a replica are skipped; if none is left, nothing is done.</summary>
    public static Outcome Remove(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindNormalTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var named = body.Texts("zones", required: true);
        if (body.Failure is { } unbound)
        {
            return unbound;
        }

        var zones = named!.Where(Replicas(tenant).Contains).Distinct().ToArray();
        if (zones.Length == 0)
        {
            return Outcome.NoContent;
        }

        if (tenant.Settings.Replicas.Count == 1)
        {
            return Failure.Of("OB.Tenant.OnlyOneReplica", tenant.Name);
        }

        var left = tenant.Settings.Replicas.Where(replica => !zones.Contains(replica.Zone));
        return KeepsPrincipals(tenant, left)
            ? Admission.Create(state, new TenantPlans(state.Cluster).RemoveReplicas(tenant, zones), now)
            : Failure.Of("OB.Tenant.Locality.PrincipalNotAllowed");
    }

    public static Outcome Change(AgentState state, Call call, DateTimeOffset now)
    {
        var (tenant, refusal) = Admission.FindNormalTenant(state, call);
        if (tenant is null)
        {
            return refusal!;
        }

        var body = RequestBody.Read(call.Body);
        var changes = Array.ConvertAll(body.Objects("zone_list", required: true) ?? [], ZoneChange.Read);
        if ((body.Failure ?? Check(state.Cluster, tenant, changes)) is { } invalid)
        {
            return invalid;
        }

        var types = changes.Where(change => change.ReplicaType is not null).ToDictionary(change => change.Zone, change => change.ReplicaType!);
        var units = changes.Where(change => change.UnitConfigName is not null)
            .ToDictionary(change => change.Zone, change => state.Cluster.Units.Find(change.UnitConfigName!)!);
        var unitNum = changes.Select(change => change.UnitNum).FirstOrDefault(number => number is not null);
        var plan = new TenantPlans(state.Cluster).ChangeReplicas(tenant, types, units, unitNum);
        return plan.Nodes.Length == 0 ? Outcome.NoContent : Admission.Create(state, plan, now);
    }

    private static Failure? Check(ClusterState cluster, FakeTenant tenant, ZoneChange[] changes)
    {
        if (changes.Length == 0)
        {
            return Failure.Of("OB.Tenant.ZoneList.Empty");
        }

        if (Array.Find(changes, change => !Replicas(tenant).Contains(change.Zone)) is { } absent)
        {
            return Failure.Of("OB.Tenant.ZoneWithoutReplica", absent.Zone);
        }

        return changes.Select((change, index) => change.Check(cluster, changes, index)).FirstOrDefault(failure => failure is not null)
            ?? CheckUnitNum(cluster, tenant, changes)
            ?? (KeepsPrincipals(tenant, tenant.Settings.Replicas.Select(replica => Changed(replica, changes)))
                ? null
                : Failure.Of("OB.Tenant.Locality.PrincipalNotAllowed"));
    }

    private static Failure? CheckUnitNum(ClusterState cluster, FakeTenant tenant, ZoneChange[] changes)
    {
        var wanted = changes.Select(change => change.UnitNum).OfType<int>().ToArray();
        if (wanted.Length == 0 || !Array.Exists(cluster.Units.Of(tenant), pool => pool.UnitNum != wanted[0]))
        {
            return null;
        }

        if (wanted.Length != tenant.Settings.Replicas.Count)
        {
            return Failure.Of("OB.Tenant.ModifyUnitNumPartially");
        }

        return tenant.Settings.Parameter(ParameterCatalogue.EnableRebalance) == "True"
            ? null
            : Failure.Of("OB.Tenant.RebalanceDisabled", "modify unit num");
    }

    /// <summary>Whether enough full replicas remain: a single one only if there was only one before.</summary>
    private static bool KeepsPrincipals(FakeTenant tenant, IEnumerable<Replica> after)
    {
        var (before, left) = (tenant.Settings.Replicas.Count(IsFull), after.Count(IsFull));
        return left > 1 || (left == 1 && before == 1);
    }

    private static bool IsFull(Replica replica) => replica.Type == Replica.Full;

    private static Replica Changed(Replica replica, ZoneChange[] changes)
        => Array.Find(changes, change => change.Zone == replica.Zone)?.ReplicaType is { } type ? replica with { Type = type } : replica;

    private static HashSet<string> Replicas(FakeTenant tenant) => [.. tenant.Settings.Replicas.Select(replica => replica.Zone)];

    /// <summary>The changes in one zone.</summary>
    private sealed record ZoneChange(string Zone, string? ReplicaType, string? UnitConfigName, int? UnitNum)
    {
        public static ZoneChange Read(RequestBody body) => new(
            body.Text("zone_name") ?? "",
            body.Text("replica_type"),
            body.Text("unit_config_name"),
            (int?)body.Integer("unit_num"));

        public Failure? Check(ClusterState cluster, ZoneChange[] all, int index) => this switch
        {
            _ when all.Take(index).Any(other => other.Zone == Zone) => Failure.Of("OB.Tenant.Zone.Repeated", Zone),
            { ReplicaType: not (null or Replica.Full or Replica.ReadOnly) } => Failure.Of("OB.Tenant.Replica.InvalidType", ReplicaType),
            { UnitNum: <= 0 } => Failure.Of("OB.Tenant.UnitNum.Invalid", UnitNum, "unit num must be greater than 0"),
            { UnitNum: { } number } when ZoneParam.CheckServers(cluster, Zone, number) is { } few => few,
            { UnitNum: { } number } when all.Take(index).Any(other => other.UnitNum is not null && other.UnitNum != number) => Failure.Of("OB.Tenant.UnitNum.Inconsistent"),
            { UnitConfigName: { } unit } when cluster.Units.Find(unit) is null => Failure.Of("OB.Resource.UnitConfig.NotExist", unit),
            _ => null,
        };
    }
}
