using ObShellSdk.Testing.Http;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes.Access;
using ObShellSdk.Testing.Routes.Agents;
using ObShellSdk.Testing.Routes.Backup;
using ObShellSdk.Testing.Routes.Packages;
using ObShellSdk.Testing.Routes.Restore;
using ObShellSdk.Testing.Routes.Tasks;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Routes;

/// <summary>The operations that the fake answers from its state.</summary>
internal static class Handlers
{
    private static readonly Dictionary<string, Func<AgentState, Call, Outcome>> _handlers = new(StringComparer.Ordinal)
    {
        ["GET /api/v1/info"] = (state, _) => InfoRoutes.Info(state),
        ["GET /api/v1/secret"] = (state, _) => InfoRoutes.Secret(state),
        ["GET /api/v1/status"] = (state, _) => InfoRoutes.Status(state),
        ["POST /api/v1/status"] = (state, _) => InfoRoutes.Status(state),
        ["GET /api/v1/time"] = (state, _) => InfoRoutes.Time(state),
        ["GET /api/v1/git-info"] = (_, _) => InfoRoutes.GitInfo(),

        ["POST /api/v1/login"] = AccessRoutes.Login,
        ["POST /api/v1/logout"] = AccessRoutes.Logout,
        ["POST /api/v1/sso/token"] = AccessRoutes.CreateToken,
        ["GET /api/v1/sso/exchange"] = AccessRoutes.Exchange,
        ["POST /api/v1/agent/password"] = AccessRoutes.SetAgentPassword,

        ["POST /api/v1/package"] = AtPresent(PackageRoutes.Upload),
        ["POST /api/v1/upgrade/package"] = AtPresent(PackageRoutes.UploadSealed),
        ["POST /api/v1/obproxy/package"] = AtPresent(PackageRoutes.UploadForObProxy),
        ["GET /api/v1/upgrade/package/info"] = AtPresent(PackageRoutes.List),
        ["DELETE /api/v1/upgrade/package/{id}"] = AtPresent(PackageRoutes.Delete),

        ["GET /api/v1/task/dag/{id}"] = AtPresent(TaskRoutes.GetDag),
        ["POST /api/v1/task/dag/{id}"] = AtPresent(TaskRoutes.OperateDag),
        ["GET /api/v1/task/node/{id}"] = AtPresent(TaskRoutes.GetNode),
        ["POST /api/v1/task/node/{id}"] = AtPresent(TaskRoutes.OperateNode),
        ["GET /api/v1/task/sub_task/{id}"] = AtPresent(TaskRoutes.GetSubTask),
        ["GET /api/v1/task/sub_task/{id}/logs"] = AtPresent(TaskRoutes.GetLogs),
        ["GET /api/v1/task/dags/ob"] = AtPresent(TaskListRoutes.AllOfCluster),
        ["GET /api/v1/task/dags/agent"] = AtPresent(TaskListRoutes.AllOfAgent),
        ["GET /api/v1/task/dag/unfinish"] = AtPresent(TaskListRoutes.Unfinished),
        ["GET /api/v1/task/dag/ob/unfinish"] = AtPresent(TaskListRoutes.UnfinishedOfCluster),
        ["GET /api/v1/task/dag/agent/unfinish"] = AtPresent(TaskListRoutes.UnfinishedOfAgent),
        ["GET /api/v1/task/dag/maintain/ob"] = AtPresent(TaskListRoutes.LastMaintenanceOfCluster),
        ["GET /api/v1/task/dag/maintain/agent"] = AtPresent(TaskListRoutes.LastMaintenanceOfAgent),
        ["GET /api/v1/task/dag/maintain/agents"] = AtPresent(TaskListRoutes.LastMaintenanceOfAgents),
        ["GET /api/v1/task/dag/agent/main_dags"] = AtPresent(TaskListRoutes.MainDags),

        ["POST /api/v1/tenant/{name}/backup/config"] = AtPresent(BackupConfigRoutes.SetOfTenant),
        ["PATCH /api/v1/tenant/{name}/backup/config"] = AtPresent(BackupConfigRoutes.ChangeOfTenant),
        ["GET /api/v1/tenant/{name}/backup/config/storage"] = AtPresent(BackupConfigRoutes.Storage),
        ["POST /api/v1/tenant/{name}/backup"] = AtPresent(BackupRoutes.StartOfTenant),
        ["PATCH /api/v1/tenant/{name}/backup"] = AtPresent(BackupRoutes.CancelOfTenant),
        ["PATCH /api/v1/tenant/{name}/backup/log"] = AtPresent(BackupRoutes.SwitchLogOfTenant),
        ["GET /api/v1/tenant/{name}/backup/overview"] = AtPresent(BackupReportRoutes.TenantOverview),
        ["GET /api/v1/tenant/{name}/backup/tasks"] = AtPresent(BackupReportRoutes.Tasks),
        ["GET /api/v1/tenant/{name}/backup/info"] = AtPresent(BackupReportRoutes.Info),
        ["GET /api/v1/tenant/{name}/backup/log/tasks"] = AtPresent(BackupReportRoutes.LogTasks),
        ["POST /api/v1/obcluster/backup/config"] = AtPresent(BackupConfigRoutes.SetOfCluster),
        ["PATCH /api/v1/obcluster/backup/config"] = AtPresent(BackupConfigRoutes.ChangeOfCluster),
        ["POST /api/v1/obcluster/backup"] = AtPresent(BackupRoutes.StartOfCluster),
        ["PATCH /api/v1/obcluster/backup"] = AtPresent(BackupRoutes.CancelOfCluster),
        ["PATCH /api/v1/obcluster/backup/log"] = AtPresent(BackupRoutes.SwitchLogOfCluster),
        ["GET /api/v1/obcluster/backup/overview"] = AtPresent(BackupReportRoutes.ClusterOverview),

        ["GET /api/v1/restore/windows"] = AtPresent(RestoreReportRoutes.Windows),
        ["POST /api/v1/restore/source-tenant-info"] = AtPresent(RestoreReportRoutes.SourceTenant),
        ["GET /api/v1/restore/tasks"] = AtPresent(RestoreReportRoutes.Tasks),
        ["POST /api/v1/tenant/restore"] = AtPresent(RestoreRoutes.Restore),
        ["DELETE /api/v1/tenant/{name}/restore"] = AtPresent(RestoreRoutes.Cancel),
        ["GET /api/v1/tenant/{name}/restore/overview"] = AtPresent(RestoreReportRoutes.Overview),
    };

    public static IEnumerable<string> Known => _handlers.Keys;

    public static Func<AgentState, Call, Outcome>? Find(RouteEntry? route)
        => route is not null && _handlers.TryGetValue(route.Key, out var handler) ? handler : null;

    /// <summary>Lets a handler see all work as far as it has come by now, and nobody change it meanwhile.</summary>
    private static Func<AgentState, Call, Outcome> AtPresent(Func<AgentState, Call, DateTimeOffset, Outcome> handler)
        => (state, call) => state.Simulation.Run(now => handler(state, call, now));
}
