using ObShellSdk.Testing.Routes.Access;
using ObShellSdk.Testing.Routes.Agents;
using ObShellSdk.Testing.Routes.Alarms;
using ObShellSdk.Testing.Routes.Backup;
using ObShellSdk.Testing.Routes.Cluster;
using ObShellSdk.Testing.Routes.Compaction;
using ObShellSdk.Testing.Routes.Databases;
using ObShellSdk.Testing.Routes.Hosts;
using ObShellSdk.Testing.Routes.Inspections;
using ObShellSdk.Testing.Routes.Metrics;
using ObShellSdk.Testing.Routes.ObProxy;
using ObShellSdk.Testing.Routes.Resources;
using ObShellSdk.Testing.Routes.Restore;
using ObShellSdk.Testing.Routes.Security;
using ObShellSdk.Testing.Routes.Sessions;
using ObShellSdk.Testing.Routes.Tasks;
using ObShellSdk.Testing.Routes.Tenants;
using ObShellSdk.Testing.Routes.Upgrades;
using ObShellSdk.Testing.Routes.Users;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Routes;

/// <summary>Handles one operation on the current state, under the simulation's lock.</summary>
internal delegate Outcome Handler(AgentState state, Call call, DateTimeOffset now);

/// <summary>The operations that the fake simulates.</summary>
internal static class Handlers
{
    private static readonly Dictionary<string, Handler> _handlers = new[]
    {
        AccessTable.All,
        AgentTable.All,
        AlarmTable.All,
        BackupTable.All,
        ClusterTable.All,
        CompactionTable.All,
        CredentialTable.All,
        DatabaseTable.All,
        HostTable.All,
        InspectionTable.All,
        MetricTable.All,
        ObProxyTable.All,
        ResourceTable.All,
        RestoreTable.All,
        SessionTable.All,
        TaskTable.All,
        TenantTable.All,
        UpgradeTable.All,
        UserTable.All,
    }.SelectMany(table => table).ToDictionary(entry => entry.Route, entry => entry.Handler, StringComparer.Ordinal);

    /// <summary>Returns the handler of a route, run after the simulation has caught up with the clock.</summary>
    public static Func<AgentState, Call, Outcome>? Find(RouteEntry? route)
        => route is not null && _handlers.TryGetValue(route.Key, out var handler)
            ? (state, call) => state.Simulation.Run(now => handler(state, call, now))
            : null;
}
