namespace ObShellSdk.Testing.Routes.Tasks;

internal static class TaskTable
{
    public static (string Route, Handler Handler)[] All { get; } =
    [
        ("GET /api/v1/task/dag/{id}", TaskRoutes.GetDag),
        ("POST /api/v1/task/dag/{id}", TaskRoutes.OperateDag),
        ("GET /api/v1/task/node/{id}", TaskRoutes.GetNode),
        ("POST /api/v1/task/node/{id}", TaskRoutes.OperateNode),
        ("GET /api/v1/task/sub_task/{id}", TaskRoutes.GetSubTask),
        ("GET /api/v1/task/sub_task/{id}/logs", TaskRoutes.GetLogs),
        ("GET /api/v1/task/dags/ob", TaskListRoutes.AllOfCluster),
        ("GET /api/v1/task/dags/agent", TaskListRoutes.AllOfAgent),
        ("GET /api/v1/task/dag/unfinish", TaskListRoutes.Unfinished),
        ("GET /api/v1/task/dag/ob/unfinish", TaskListRoutes.UnfinishedOfCluster),
        ("GET /api/v1/task/dag/agent/unfinish", TaskListRoutes.UnfinishedOfAgent),
        ("GET /api/v1/task/dag/maintain/ob", TaskListRoutes.LastMaintenanceOfCluster),
        ("GET /api/v1/task/dag/maintain/agent", TaskListRoutes.LastMaintenanceOfAgent),
        ("GET /api/v1/task/dag/maintain/agents", TaskListRoutes.LastMaintenanceOfAgents),
        ("GET /api/v1/task/dag/agent/main_dags", TaskListRoutes.MainDags),
    ];
}
