using System.Text.Json.Nodes;
using ObShellSdk.Testing.Routes.Agents;
using ObShellSdk.Testing.Routes.Hosts;
using ObShellSdk.Testing.Routes.Tenants;
using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Cluster;
using ObShellSdk.Testing.State.Services;

namespace ObShellSdk.Testing.Routes.Cluster;

/// <summary>The reports about agents, zones, servers and tenants.</summary>
internal static class ClusterReportRoutes
{
    private static readonly string[] _states = ["NOT RUNNING", "RUNNING", "RESTRICTED", "AVAILABLE"];

    /// <summary>Returns the cluster info that fits the role of the agent.</summary>
    public static Outcome ObInfo(AgentState state, Call call, DateTimeOffset now)
    {
        var isAlone = state.Identity is FakeAgentIdentity.Single or FakeAgentIdentity.ScalingIn;
        var cluster = state.Cluster;
        var members = isAlone ? [state] : cluster.Members.ToArray();
        return Outcome.Success(new JsonObject
        {
            ["agent_info"] = new JsonArray([.. members.Select(AgentListRoutes.WriteInstance)]),
            ["obcluster_info"] = isAlone || state.Identity == FakeAgentIdentity.Master || state.ObState != 3
                ? WriteWithoutDatabase(!isAlone && cluster.IsConfigured ? cluster : null)
                : ClusterWriter.WriteConfig(cluster),
        });
    }

    /// <summary>Returns the cluster; without its database only zones and servers.</summary>
    public static Outcome Summary(AgentState state, Call call, DateTimeOffset now)
    {
        if (Admission.RefuseIdentity(state) is { } refusal)
        {
            return refusal;
        }

        var (cluster, isUp) = (state.Cluster, state.ObState == 3);
        FakeTenant[] tenants = isUp ? [cluster.Tenants.Sys, .. cluster.Tenants.ToArray()] : [];
        var summary = new JsonObject
        {
            ["cluster_name"] = cluster.Name,
            ["cluster_id"] = cluster.Id,
            ["status"] = _states[Math.Clamp(state.ObState, 0, 3)],
            ["is_community_edition"] = isUp && !cluster.Services.IsStandalone,
            ["is_standalone"] = isUp && cluster.Services.IsStandalone,
            ["ob_version"] = isUp ? ClusterWriter.VersionOf(state) : "",
            ["dead_lock_detection_enabled"] = isUp,
            ["startup_mode"] = !isUp ? "" : cluster.Services.IsSharedStorage ? "shared_storage" : "shared_nothing",
            ["is_shared_storage"] = isUp && cluster.Services.IsSharedStorage,
            ["stats"] = ClusterWriter.WriteStats(isUp ? cluster.Members : []),
            ["zones"] = WriteZones(state),
            ["tenants"] = isUp ? new JsonArray([.. tenants.Select(tenant => TenantWriter.Write(state, tenant, now))]) : null,
            ["tenant_stats"] = isUp ? new JsonArray([.. tenants.Select(tenant => TenantWriter.WriteStats(cluster, tenant))]) : null,
        };
        if (isUp && cluster.Services.IsStandalone)
        {
            summary["license"] = HostRoutes.WriteLicence(state);
        }

        if (isUp && cluster.Services.IsSharedStorage)
        {
            summary["shared_storage_info"] = WriteSharedStorage(cluster.Services);
        }

        return Outcome.Success(summary);
    }

    public static Outcome Topology(AgentState state, Call call, DateTimeOffset now) => Admission.RefuseIdentity(state) is { } refusal
        ? refusal
        : Outcome.Success(new JsonObject { ["zones"] = WriteZones(state) });

    /// <summary>Returns the server of the agent. Its state is not evaluated here, unlike in the topology.</summary>
    public static Outcome Observer(AgentState state, Call call, DateTimeOffset now)
    {
        var observer = ClusterWriter.WriteObserver(state, state).AsObject();
        observer.Remove("status");
        return Outcome.Success(observer);
    }

    private static JsonObject WriteSharedStorage(ClusterServices services) => new()
    {
        ["storage_path"] = "oss://bucket/cluster",
        ["access_domain"] = "oss-cn-hangzhou.aliyuncs.com",
        ["region"] = "cn-hangzhou",
        ["access_key"] = services.SharedStorageKey,
        ["delete_mode"] = "delete",
        ["checksum_type"] = "md5",
        ["addressing_model"] = "virtual_hosted_style",
        ["max_iops"] = 0,
        ["max_bandwidth"] = "0B",
    };

    private static JsonArray WriteZones(AgentState state) => new([.. state.Cluster.Zones.Select(zone => ClusterWriter.WriteZone(state, zone))]);

    private static JsonObject WriteWithoutDatabase(ClusterState? cluster) => new()
    {
        ["id"] = cluster?.Id ?? 0,
        ["name"] = cluster?.Name ?? "",
        ["version"] = "",
        ["topology"] = null,
        ["is_shared_storage"] = false,
    };
}
