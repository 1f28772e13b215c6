using System.Globalization;
using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes.Resources;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Cluster;
using ObShellSdk.Testing.State.Tenants;

namespace ObShellSdk.Testing.Routes.Tenants;

/// <summary>Writes tenants as the server reports them.</summary>
internal static class TenantWriter
{
    /// <summary>Writes a tenant with all details.</summary>
    public static JsonNode Write(AgentState state, FakeTenant tenant, DateTimeOffset now)
    {
        var json = Begin(state, tenant);
        var settings = tenant.Settings;
        json["charset"] = settings.Charset;
        json["collation"] = settings.Collation;
        json["whitelist"] = settings.Variable(VariableCatalogue.Whitelist);
        json["pools"] = new JsonArray([.. state.Cluster.Units.Of(tenant).Select(pool => (JsonNode)WritePool(state, pool))]);
        json["time_zone"] = SettingRoutes.ValueOf(state, tenant, VariableCatalogue.TimeZone, now);
        json["lower_case_table_names"] = settings.Variable(VariableCatalogue.LowerCaseTableNames);
        json["dead_lock_detection_enabled"] = true;
        return json;
    }

    /// <summary>Writes a tenant in a list.</summary>
    public static JsonNode WriteOverview(AgentState state, FakeTenant tenant) => Begin(state, tenant);

    /// <summary>Writes the resources that a tenant uses.</summary>
    public static JsonNode WriteStats(ClusterState cluster, FakeTenant tenant)
    {
        var pools = cluster.Units.Of(tenant);
        return new JsonObject
        {
            ["tenant_id"] = tenant.Id,
            ["tenant_name"] = tenant.Name,
            ["cpu_used_percent"] = 12.5,
            ["memory_used_percent"] = 37.5,
            ["data_disk_usage"] = 64 * 1024 * 1024,
            ["cpu_core_total"] = pools.Length == 0 ? cluster.Units.System.MaxCpu : pools.Sum(pool => pool.Unit.MaxCpu * pool.UnitNum),
            ["memory_in_bytes_total"] = pools.Length == 0 ? cluster.Units.System.MemorySize : pools.Sum(pool => pool.Unit.MemorySize * pool.UnitNum),
        };
    }

    private static JsonObject Begin(AgentState state, FakeTenant tenant)
    {
        var settings = tenant.Settings;
        var isSys = tenant == state.Tenants.Sys;
        var locality = isSys ? string.Join(", ", state.Cluster.Zones.Select(zone => new Replica(zone.Name, Replica.Full))) : settings.Locality;
        return new JsonObject
        {
            ["tenant_name"] = tenant.Name,
            ["tenant_id"] = tenant.Id,
            ["created_time"] = GoTime.WriteStored(state.Stored.Show(settings.CreatedAt)),
            ["mode"] = settings.Mode,
            ["status"] = state.Cluster.StatusOf(tenant),
            ["locked"] = settings.IsLocked ? "YES" : "NO",
            ["primary_zone"] = settings.PrimaryZone,
            ["locality"] = locality,
            ["in_recyclebin"] = "NO",
            ["read_only"] = settings.Variable(VariableCatalogue.ReadOnly) == "1",
            ["comment"] = settings.Comment,
            ["connection_strings"] = new JsonArray(WriteConnection(state, tenant)),
        };
    }

    private static JsonObject WriteConnection(AgentState state, FakeTenant tenant)
    {
        var user = tenant.Settings.Mode == TenantSettings.Oracle ? "SYS" : "root";
        return new JsonObject
        {
            ["type"] = "DIRECT",
            ["obproxy_address"] = "",
            ["obproxy_port"] = 0,
            ["connection_string"] = string.Create(
                CultureInfo.InvariantCulture, $"obclient -h{state.ReportedIp} -P{state.Observer.SqlPort} -u{user}@{tenant.Name} -p"),
        };
    }

    private static JsonObject WritePool(AgentState state, ResourcePool pool) => new JsonObject
    {
        ["pool_name"] = pool.Name,
        ["pool_id"] = pool.Id,
        ["zone_list"] = pool.Zone,
        ["observer_list"] = string.Join(',', state.Cluster.In(pool.Zone).Take(pool.UnitNum).Select(server => server.ObserverPlace)),
        ["unit_num"] = pool.UnitNum,
        ["unit_config"] = UnitRoutes.Write(state, pool.Unit),
    };
}
