using System.Net;
using System.Reflection;
using ObShellSdk.Errors;

namespace ObShellSdk.Tests.Http;

/// <summary>Which of the agent's codes name a state that passes by itself.</summary>
public sealed class TransienceTests
{
    // Each code was looked up where the server makes it (obshell 4.5.0).
    private static readonly string[] _transient =
    [
        "Agent.Coordinator.IsFaulty", "Agent.Coordinator.NotInitialized", "Agent.Current.UnderMaintenance", "Agent.Identify.Unknown", "Agent.Maintainer.NotActive",
        "Agent.MaintainerNotExist", "Agent.NoActiveServer", "Agent.NoMaster", "Agent.NotInitialized", "Agent.OceanBase.DB.NotOcs", "Agent.OceanBase.NotHold",
        "Agent.OceanBase.Useless", "Agent.RPC.RequestFailed", "Agent.Sqlite.DB.NotInit", "Agent.Synchronizer.NotInitialized", "Agent.Unavailable",
        "Agent.UnderMaintenance", "Agent.UnderMaintenanceDag", "Alarm.QueryFailed", "Alarm.UnexpectedStatus", "Config.GetFailed", "External.Component.Not.Ready",
        "Metric.QueryFailed", "Metric.UnexpectedStatus", "OB.Cluster.AsyncOperationTimeout", "OB.Cluster.MinorFreezeTimeout", "OB.Cluster.MultiPaxosNotAlive",
        "OB.Cluster.MysqlPortNotInitialized", "OB.Cluster.UnderMaintenance", "OB.Cluster.UnderMaintenanceWithDag", "OB.Server.Process.CheckFailed",
        "OB.Server.Process.NotExist", "OB.Server.Unavailable", "OB.Tenant.Compaction.Status.NotIdle", "OB.Tenant.Job.Conflict", "OB.Tenant.Job.WaitTimeout",
        "OB.Tenant.NoActiveServer", "OB.Tenant.StatusNotNormal", "OB.Tenant.UnderMaintenance", "OB.Upgrade.HasRunningBackupTask",
        "OB.Upgrade.MinObserverVersionNotSync", "OB.Upgrade.TabletInMerging", "OB.Upgrade.TenantCompatibleNotSync", "OB.Upgrade.TenantInMajorCompaction",
        "OB.Upgrade.TenantsSchemaNotRefreshed", "OBProxy.HealthCheckTimeout", "OBProxy.HotRestartTimeout", "OBProxy.StopDaemonTimeout", "OBProxy.StopTimeout",
        "Request.Forward.MasterAgent.NotFound", "Security.SSO.Token.ManagerNotReady", "SharedStorage.KeyValidateTimeout", "Task.Dag.CancelTimeout", "Task.Dag.PassTimeout",
    ];

    [Fact]
    public void IsTransient_is_true_for_the_codes_that_pass_by_themselves_and_no_other()
    {
        string[] codes = [.. typeof(ObShellErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];

        Assert.Equal(328, codes.Length);
        Assert.Equal(_transient, codes.Where(code => Transience.IsTransient(HttpStatusCode.InternalServerError, new ApiError { ErrCode = code })).Order(StringComparer.Ordinal));
    }
}
