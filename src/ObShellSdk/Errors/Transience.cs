using System.Collections.Frozen;
using System.Net;

namespace ObShellSdk.Errors;

/// <summary>The one place that says which failures pass by themselves; the retry and <see cref="ObShellException.IsTransient"/> both ask here.</summary>
internal static class Transience
{
    private static readonly FrozenSet<string> _passing = FrozenSet.ToFrozenSet(
    [
        ObShellErrorCodes.AgentCoordinatorIsFaulty,
        ObShellErrorCodes.AgentCoordinatorNotInitialized,
        ObShellErrorCodes.AgentCurrentUnderMaintenance,
        ObShellErrorCodes.AgentIdentifyUnknown,
        ObShellErrorCodes.AgentMaintainerNotActive,
        ObShellErrorCodes.AgentMaintainerNotExist,
        ObShellErrorCodes.AgentNoActiveServer,
        ObShellErrorCodes.AgentNoMaster,
        ObShellErrorCodes.AgentNotInitialized,

        // While the observer or its database restarts, and until the agent has opened its own schema (ob/agent/repository/db/oceanbase/instance.go:36-185).
        ObShellErrorCodes.AgentOceanBaseDBNotOcs,
        ObShellErrorCodes.AgentOceanBaseNotHold,
        ObShellErrorCodes.AgentOceanBaseUseless,

        // Another agent gave no answer at all (ob/agent/lib/http/http.go:189); its refusals are Agent.RPC.RequestError.
        ObShellErrorCodes.AgentRPCRequestFailed,
        ObShellErrorCodes.AgentSqliteDBNotInit,
        ObShellErrorCodes.AgentSynchronizerNotInitialized,
        ObShellErrorCodes.AgentUnavailable,
        ObShellErrorCodes.AgentUnderMaintenance,
        ObShellErrorCodes.AgentUnderMaintenanceDag,
        ObShellErrorCodes.AlarmQueryFailed,
        ObShellErrorCodes.AlarmUnexpectedStatus,
        ObShellErrorCodes.ClusterAsyncOperationTimeout,
        ObShellErrorCodes.ClusterMinorFreezeTimeout,
        ObShellErrorCodes.ClusterMultiPaxosNotAlive,
        ObShellErrorCodes.ClusterMysqlPortNotInitialized,
        ObShellErrorCodes.ClusterUnderMaintenance,
        ObShellErrorCodes.ClusterUnderMaintenanceWithDag,
        ObShellErrorCodes.ConfigGetFailed,
        ObShellErrorCodes.ExternalComponentNotReady,
        ObShellErrorCodes.MetricQueryFailed,
        ObShellErrorCodes.MetricUnexpectedStatus,
        ObShellErrorCodes.OBProxyHealthCheckTimeout,
        ObShellErrorCodes.OBProxyHotRestartTimeout,
        ObShellErrorCodes.OBProxyStopDaemonTimeout,
        ObShellErrorCodes.OBProxyStopTimeout,
        ObShellErrorCodes.RequestForwardMasterAgentNotFound,
        ObShellErrorCodes.SecuritySSOTokenManagerNotReady,
        ObShellErrorCodes.ServerProcessCheckFailed,
        ObShellErrorCodes.ServerProcessNotExist,
        ObShellErrorCodes.ServerUnavailable,
        ObShellErrorCodes.SharedStorageKeyValidateTimeout,
        ObShellErrorCodes.TaskDagCancelTimeout,
        ObShellErrorCodes.TaskDagPassTimeout,
        ObShellErrorCodes.TenantCompactionStatusNotIdle,
        ObShellErrorCodes.TenantJobConflict,
        ObShellErrorCodes.TenantJobWaitTimeout,
        ObShellErrorCodes.TenantNoActiveServer,
        ObShellErrorCodes.TenantStatusNotNormal,
        ObShellErrorCodes.TenantUnderMaintenance,
        ObShellErrorCodes.UpgradeHasRunningBackupTask,
        ObShellErrorCodes.UpgradeMinObserverVersionNotSync,
        ObShellErrorCodes.UpgradeTabletInMerging,
        ObShellErrorCodes.UpgradeTenantCompatibleNotSync,
        ObShellErrorCodes.UpgradeTenantInMajorCompaction,
        ObShellErrorCodes.UpgradeTenantsSchemaNotRefreshed,
    ]);

    private static readonly FrozenSet<string> _withoutEffect = FrozenSet.ToFrozenSet(
    [
        ObShellErrorCodes.AgentCurrentUnderMaintenance,
        ObShellErrorCodes.AgentUnderMaintenance,
        ObShellErrorCodes.AgentUnderMaintenanceDag,
        ObShellErrorCodes.ClusterUnderMaintenance,
        ObShellErrorCodes.ClusterUnderMaintenanceWithDag,
        ObShellErrorCodes.RequestBodyDecryptAESContentLengthInvalid,
        ObShellErrorCodes.RequestBodyDecryptAESKeyAndIvInvalid,
        ObShellErrorCodes.RequestBodyDecryptAESNoKey,
        ObShellErrorCodes.RequestBodyReadFailed,
        ObShellErrorCodes.RequestFileMissing,
        ObShellErrorCodes.RequestForwardHeaderNotExist,
        ObShellErrorCodes.RequestForwardMasterAgentNotFound,
        ObShellErrorCodes.SecuritySSOTokenManagerNotReady,
        ObShellErrorCodes.TenantUnderMaintenance,
    ]);

    // What an agent answers that cannot serve now while another one can.
    private static readonly FrozenSet<string> _servedByOthers = FrozenSet.ToFrozenSet(
    [
        ObShellErrorCodes.AgentIdentifyNotSupportOperation,
        ObShellErrorCodes.AgentNoMaster,
        ObShellErrorCodes.AgentOceanBaseDBNotOcs,
        ObShellErrorCodes.AgentOceanBaseNotHold,
        ObShellErrorCodes.AgentOceanBaseUseless,
        ObShellErrorCodes.RequestForwardHeaderNotExist,
        ObShellErrorCodes.RequestForwardMasterAgentNotFound,
    ]);

    /// <summary>Answers of proxies and of agents that are going up or down.</summary>
    public static bool IsTransient(HttpStatusCode status) => status is
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>Refusals that name a passing state as well: maintenance by another task, a lock, an agent that is not up yet.</summary>
    public static bool IsTransient(HttpStatusCode status, ApiError error) => IsTransient(status) || _passing.Contains(error.ErrCode);

    /// <summary>
    /// Whether a refusal leaves open that a command was carried out. Statuses from 400 to 499 come from checks before any effect, and so do the refusals for
    /// maintenance and those of the agent that only had to forward. A refusal with a good status contradicts itself and proves nothing.
    /// </summary>
    public static bool MayHaveRun(HttpStatusCode status, ApiError error) => (int)status is < 400 or >= 500 && !_withoutEffect.Contains(error.ErrCode);

    /// <summary>
    /// Whether a refusal leaves open that an uploaded package was stored. The handlers (obshell 4.5.0: ob/agent/executor/ob/upgrade_pkg_upload.go, UpgradePkgUpload,
    /// and ob/agent/executor/obproxy/upload_pkg.go) check the whole package first and store it last, in one transaction that an error rolls back
    /// (ob/agent/service/obcluster/obcluster.go:639, ob/agent/service/obproxy/obproxy.go:158). In doubt are only the crash of a handler, which has no trace id, what
    /// another agent did, and answers that contradict themselves.
    /// </summary>
    public static bool MayBeStored(HttpStatusCode status, ApiError error, string? traceId) =>
        MayHaveRun(status, error) && ((int)status < 400 || string.IsNullOrEmpty(traceId) || error.ErrCode.StartsWith("Agent.RPC.", StringComparison.Ordinal) || error is { ErrCode.Length: 0, Code: "0" });

    /// <summary>
    /// What another agent of the cluster may be asked after. Commands only where the refusal came before any effect: some of these also come half-way, when
    /// the database goes.
    /// </summary>
    public static bool IsWorthAnotherAgent(ObShellException exception, bool isCommand) =>
        exception is ObShellTrustException { Reason: TrustFailureReason.OtherCluster }
            || (exception is ObShellApiException api && _servedByOthers.Contains(api.Code) && (!isCommand || _withoutEffect.Contains(api.Code)));

    /// <summary>What an attempt may be repeated after without asking: only trouble on the way, never a refusal by the agent itself.</summary>
    public static bool IsWorthAnotherAttempt(Exception exception) => exception switch
    {
        ObShellTransportException transport => transport.IsTransient,
        ObShellProtocolException protocol => IsTransient(protocol.StatusCode),
        ObShellAuthenticationException => false,
        ObShellApiException api => IsTransient(api.StatusCode),
        _ => false,
    };
}
