namespace ObShellSdk;

/// <summary>
/// The error codes of obshell 4.5.0 that a client can meet, as they stand in <see cref="ApiError.ErrCode"/>.
/// The set is open: an agent may send others.
/// </summary>
/// <remarks>
/// Agents before 4.3.1 send only the number <see cref="ApiError.Code"/>; there, <see cref="ObShellApiException.Code"/> is the
/// number as text. Compare with <c>==</c>: codes are case-sensitive and never translated.
/// </remarks>
public static partial class ObShellErrorCodes
{
    /// <summary>Server is already in the cluster. HTTP 500.</summary>
    public const string AgentAlreadyExists = "Agent.AlreadyExists";
    /// <summary>Cluster holds no obshell binary of that version for that architecture. HTTP 500.</summary>
    public const string AgentBinaryNotFound = "Agent.Binary.NotFound";
    /// <summary>This agent lost its coordinator. HTTP 500.</summary>
    public const string AgentCoordinatorIsFaulty = "Agent.Coordinator.IsFaulty";
    /// <summary>Coordinator not started yet. HTTP 500.</summary>
    public const string AgentCoordinatorNotInitialized = "Agent.Coordinator.NotInitialized";
    /// <summary>A maintenance DAG holds this agent. HTTP 500.</summary>
    public const string AgentCurrentUnderMaintenance = "Agent.Current.UnderMaintenance";
    /// <summary>The identity of this agent, or of one named in the body, does not allow that; the message names agent, identity and the identities that do. HTTP 400.</summary>
    public const string AgentIdentifyNotSupportOperation = "Agent.Identify.NotSupportOperation";
    /// <summary>Identity between two states (take-over, scaling). HTTP 500.</summary>
    public const string AgentIdentifyUnknown = "Agent.Identify.Unknown";
    /// <summary>No agent holds the maintainer role just now. HTTP 500.</summary>
    public const string AgentMaintainerNotActive = "Agent.Maintainer.NotActive";
    /// <summary>No maintainer is known. HTTP 500.</summary>
    public const string AgentMaintainerNotExist = "Agent.MaintainerNotExist";
    /// <summary>No agent with a running observer found. HTTP 500.</summary>
    public const string AgentNoActiveServer = "Agent.NoActiveServer";
    /// <summary>Follower knows no master. HTTP 500.</summary>
    public const string AgentNoMaster = "Agent.NoMaster";
    /// <summary>No such agent in the cluster. HTTP 400.</summary>
    public const string AgentNotExist = "Agent.NotExist";
    /// <summary>Agent is not initialized yet. HTTP 500.</summary>
    public const string AgentNotInitialized = "Agent.NotInitialized";
    /// <summary>Observer versions differ between the hosts. HTTP 400.</summary>
    public const string AgentOBVersionInconsistent = "Agent.OB.Version.Inconsistent";
    /// <summary>Observer too old for this agent. HTTP 400.</summary>
    public const string AgentOBVersionNotSupported = "Agent.OBVersionNotSupported";
    /// <summary>The connection is not on the agents' own schema yet. HTTP 500.</summary>
    public const string AgentOceanBaseDBNotOcs = "Agent.OceanBase.DB.NotOcs";
    /// <summary>This agent has no open connection to its observer. HTTP 500.</summary>
    public const string AgentOceanBaseNotHold = "Agent.OceanBase.NotHold";
    /// <summary>This agent's database connection cannot be used. HTTP 500.</summary>
    public const string AgentOceanBaseUseless = "Agent.OceanBase.Useless";
    /// <summary>Obshell package was not uploaded. HTTP 500.</summary>
    public const string AgentPackageNotFound = "Agent.Package.NotFound";
    /// <summary>This agent asked another one, which answered with an error; the message holds its text; outcome of a write unknown. HTTP 500.</summary>
    public const string AgentRPCRequestError = "Agent.RPC.RequestError";
    /// <summary>This agent could not reach another one or got no answer; outcome of a write unknown. HTTP 500.</summary>
    public const string AgentRPCRequestFailed = "Agent.RPC.RequestFailed";
    /// <summary>Agent's port differs from the registered one. HTTP 400.</summary>
    public const string AgentRebuildPortNotSame = "Agent.Rebuild.PortNotSame";
    /// <summary>Agent's version differs from the registered one. HTTP 400.</summary>
    public const string AgentRebuildVersionNotSame = "Agent.Rebuild.VersionNotSame";
    /// <summary>Another agent answered without data. HTTP 500.</summary>
    public const string AgentResponseDataEmpty = "Agent.Response.DataEmpty";
    /// <summary>Another agent answered with data of another shape. HTTP 500.</summary>
    public const string AgentResponseDataFormatInvalid = "Agent.Response.DataFormatInvalid";
    /// <summary>Agent's local store not open yet. HTTP 500.</summary>
    public const string AgentSqliteDBNotInit = "Agent.Sqlite.DB.NotInit";
    /// <summary>Synchronizer not started yet. HTTP 500.</summary>
    public const string AgentSynchronizerNotInitialized = "Agent.Synchronizer.NotInitialized";
    /// <summary>Agent newer than the cluster's. HTTP 400.</summary>
    public const string AgentTakeOverHigherVersion = "Agent.TakeOver.HigherVersion";
    /// <summary>Server is not part of that cluster. HTTP 500.</summary>
    public const string AgentTakeOverNotExistInCluster = "Agent.TakeOver.NotExistInCluster";
    /// <summary>An agent needed for the work does not answer. HTTP 500.</summary>
    public const string AgentUnavailable = "Agent.Unavailable";
    /// <summary>A maintenance DAG holds that agent. HTTP 500.</summary>
    public const string AgentUnderMaintenance = "Agent.UnderMaintenance";
    /// <summary>Same; names the DAG. HTTP 500.</summary>
    public const string AgentUnderMaintenanceDag = "Agent.UnderMaintenanceDag";
    /// <summary>Upgrade: old agent process did not end. HTTP 500.</summary>
    public const string AgentUpgradeKillOldServerTimeout = "Agent.Upgrade.KillOldServerTimeout";
    /// <summary>Target obshell is not newer. HTTP 400.</summary>
    public const string AgentUpgradeToLowerVersion = "Agent.Upgrade.ToLowerVersion";
    /// <summary>Obshell versions differ between the agents. HTTP 400.</summary>
    public const string AgentVersionInconsistent = "Agent.Version.Inconsistent";
    /// <summary>No client for Alertmanager or Prometheus. HTTP 500.</summary>
    public const string AlarmClientFailed = "Alarm.ClientFailed";
    /// <summary>Alarm query failed. HTTP 500.</summary>
    public const string AlarmQueryFailed = "Alarm.QueryFailed";
    /// <summary>No such alarm rule. HTTP 404.</summary>
    public const string AlarmRuleNotFound = "Alarm.RuleNotFound";
    /// <summary>Instances of a silencer must be of one type. HTTP 400.</summary>
    public const string AlarmSilencerInstanceTypeMismatch = "Alarm.Silencer.InstanceTypeMismatch";
    /// <summary>Instances of a silencer must be of one cluster. HTTP 400.</summary>
    public const string AlarmSilencerOBClusterMismatch = "Alarm.Silencer.OBClusterMismatch";
    /// <summary>Unknown instance type. HTTP 400.</summary>
    public const string AlarmSilencerUnknownInstanceType = "Alarm.Silencer.UnknownInstanceType";
    /// <summary>Alertmanager answered with another status. HTTP 500.</summary>
    public const string AlarmUnexpectedStatus = "Alarm.UnexpectedStatus";
    /// <summary>Archive_base_uri required (also when binding or piece_switch_interval is given). HTTP 400.</summary>
    public const string BackupArchiveBaseUriEmpty = "OB.Backup.ArchiveBaseUriEmpty";
    /// <summary>Tenant has no archive destination yet: set the backup config first. HTTP 400.</summary>
    public const string BackupArchiveDestEmpty = "OB.Backup.ArchiveDestEmpty";
    /// <summary>Archive_lag_target too small for S3. HTTP 400.</summary>
    public const string BackupArchiveLagTargetForS3Invalid = "OB.Backup.ArchiveLagTargetForS3.Invalid";
    /// <summary>Archive_lag_target too large. HTTP 400.</summary>
    public const string BackupArchiveLagTargetInvalid = "OB.Backup.ArchiveLagTarget.Invalid";
    /// <summary>Status must be stop, doing or suspend. HTTP 400.</summary>
    public const string BackupArchiveLogStatusInvalid = "OB.Backup.ArchiveLogStatus.Invalid";
    /// <summary>Backup_base_uri required. HTTP 400.</summary>
    public const string BackupBaseUriEmpty = "OB.Backup.BaseUriEmpty";
    /// <summary>Binding must be OPTIONAL or MANDATORY. HTTP 400.</summary>
    public const string BackupBindingInvalid = "OB.Backup.Binding.Invalid";
    /// <summary>Data_base_uri required. HTTP 400.</summary>
    public const string BackupDataBaseUriEmpty = "OB.Backup.DataBaseUriEmpty";
    /// <summary>Tenant has no data backup destination yet: set the backup config first. HTTP 400.</summary>
    public const string BackupDataDestEmpty = "OB.Backup.DataDestEmpty";
    /// <summary>Only the policy named default exists. HTTP 400.</summary>
    public const string BackupDeletePolicyInvalid = "OB.Backup.DeletePolicy.Invalid";
    /// <summary>Ha_low_thread_score out of range. HTTP 400.</summary>
    public const string BackupHaLowThreadScoreInvalid = "OB.Backup.HaLowThreadScore.Invalid";
    /// <summary>Log_archive_concurrency out of range. HTTP 400.</summary>
    public const string BackupLogArchiveConcurrencyInvalid = "OB.Backup.LogArchiveConcurrency.Invalid";
    /// <summary>Mode must be full or incremental. HTTP 400.</summary>
    public const string BackupModeInvalid = "OB.Backup.Mode.Invalid";
    /// <summary>Cluster has no user tenants to back up. HTTP 400.</summary>
    public const string BackupNoUserTenants = "OB.Backup.NoUserTenants";
    /// <summary>Piece_switch_interval out of range (1d..7d). HTTP 400.</summary>
    public const string BackupPieceSwitchIntervalInvalid = "OB.Backup.PieceSwitchInterval.Invalid";
    /// <summary>Status must be canceled. HTTP 400.</summary>
    public const string BackupStatusInvalid = "OB.Backup.Status.Invalid";
    /// <summary>The version text of the observer binary is not understood. HTTP 500.</summary>
    public const string BinaryVersionUnexpected = "OB.Binary.Version.Unexpected";
    /// <summary>This agent already belongs to a running cluster. HTTP 400.</summary>
    public const string ClusterAlreadyInitialized = "OB.Cluster.AlreadyInitialized";
    /// <summary>A database operation went on longer than the agent waits. HTTP 500.</summary>
    public const string ClusterAsyncOperationTimeout = "OB.Cluster.AsyncOperationTimeout";
    /// <summary>Stopping everything needs force or terminate. HTTP 400.</summary>
    public const string ClusterForceStopOrTerminateRequired = "OB.Cluster.ForceStopOrTerminateRequired";
    /// <summary>Observer not reachable: stop with force. HTTP 400.</summary>
    public const string ClusterForceStopRequired = "OB.Cluster.ForceStopRequired";
    /// <summary>ClusterId must be positive. HTTP 400.</summary>
    public const string ClusterIdInvalid = "OB.Cluster.Id.Invalid";
    /// <summary>No stored credential for a host. HTTP 400.</summary>
    public const string ClusterInspectionHostCredentialNotFound = "OB.Cluster.Inspection.Host.Credential.NotFound";
    /// <summary>No passwordless SSH and no stored credential for the hosts. HTTP 400.</summary>
    public const string ClusterInspectionHostPasswordlessNotConfigured = "OB.Cluster.Inspection.Host.Passwordless.NotConfigured";
    /// <summary>Obdiag is too old. HTTP 400.</summary>
    public const string ClusterInspectionObdiagVersionNotSupported = "OB.Cluster.Inspection.Obdiag.Version.NotSupported";
    /// <summary>Unknown inspection scenario. HTTP 400.</summary>
    public const string ClusterInspectionScenarioNotSupported = "OB.Cluster.Inspection.Scenario.NotSupported";
    /// <summary>Minor freeze before a stop took too long. HTTP 500.</summary>
    public const string ClusterMinorFreezeTimeout = "OB.Cluster.MinorFreezeTimeout";
    /// <summary>Stopping now would lose the majority. HTTP 400.</summary>
    public const string ClusterMultiPaxosNotAlive = "OB.Cluster.MultiPaxosNotAlive";
    /// <summary>Agent does not know the SQL port yet. HTTP 500.</summary>
    public const string ClusterMysqlPortNotInitialized = "OB.Cluster.MysqlPortNotInitialized";
    /// <summary>ClusterName missing. HTTP 400.</summary>
    public const string ClusterNameEmpty = "OB.Cluster.Name.Empty";
    /// <summary>Cluster was never bootstrapped. HTTP 400.</summary>
    public const string ClusterNotInitialized = "OB.Cluster.NotInitialized";
    /// <summary>RootPwd came encrypted for a follower: send it plain, or to the master. HTTP 400.</summary>
    public const string ClusterPasswordEncrypted = "OB.Cluster.Password.Encrypted";
    /// <summary>The root@sys password given in a body is wrong. HTTP 400.</summary>
    public const string ClusterPasswordIncorrect = "OB.Cluster.Password.Incorrect";
    /// <summary>New agent is newer than the cluster's agents. HTTP 400.</summary>
    public const string ClusterScaleOutHigherVersion = "OB.Cluster.ScaleOutHigherVersion";
    /// <summary>New agent is too old to be upgraded on the way. HTTP 400.</summary>
    public const string ClusterScaleOutLowerVersion = "OB.Cluster.ScaleOutLowerVersion";
    /// <summary>Retry of the coordinating scale-out DAG failed. HTTP 500.</summary>
    public const string ClusterScaleOutRetryCoordinateDagFailed = "OB.Cluster.ScaleOutRetryCoordinateDagFailed";
    /// <summary>Scope type or target not valid. HTTP 400.</summary>
    public const string ClusterScopeInvalid = "OB.Cluster.Scope.Invalid";
    /// <summary>Force and terminate exclude each other. HTTP 400.</summary>
    public const string ClusterStopModeConflict = "OB.Cluster.StopModeConflict";
    /// <summary>Stopping the zone would cost tenants their majority. HTTP 400.</summary>
    public const string ClusterTenantReplicaInvalid = "OB.Cluster.Tenant.Replica.Invalid";
    /// <summary>Another maintenance DAG holds the cluster. HTTP 500.</summary>
    public const string ClusterUnderMaintenance = "OB.Cluster.UnderMaintenance";
    /// <summary>Same; the message names a DAG (the newest maintenance DAG, perhaps not the holder). HTTP 500.</summary>
    public const string ClusterUnderMaintenanceWithDag = "OB.Cluster.UnderMaintenanceWithDag";
    /// <summary>The request is not acceptable; with subErrors: field validation. HTTP 400.</summary>
    public const string CommonBadRequest = "Common.BadRequest";
    /// <summary>Body or query could not be bound: bad JSON, missing required member, wrong type; message EOF means that no body arrived. HTTP 400.</summary>
    public const string CommonBindJsonFailed = "Common.BindJsonFailed";
    /// <summary>A directory that must be empty is not. HTTP 500.</summary>
    public const string CommonDirNotEmpty = "Common.DirNotEmpty";
    /// <summary>A file that the agent needs is missing. HTTP 400.</summary>
    public const string CommonFileNotExist = "Common.FileNotExist";
    /// <summary>The agent may not read or write a file. HTTP 400.</summary>
    public const string CommonFilePermissionDenied = "Common.FilePermissionDenied";
    /// <summary>A parameter has a value that is not allowed. HTTP 400.</summary>
    public const string CommonIllegalArgument = "Common.IllegalArgument";
    /// <summary>Not an address of the form host:port. HTTP 400.</summary>
    public const string CommonInvalidAddress = "Common.InvalidAddress";
    /// <summary>Not an IP address. HTTP 400.</summary>
    public const string CommonInvalidIp = "Common.InvalidIp";
    /// <summary>A path is not usable. HTTP 400.</summary>
    public const string CommonInvalidPath = "Common.InvalidPath";
    /// <summary>Port outside the allowed range. HTTP 400.</summary>
    public const string CommonInvalidPort = "Common.InvalidPort";
    /// <summary>A duration text could not be parsed. HTTP 400.</summary>
    public const string CommonInvalidTimeDuration = "Common.InvalidTimeDuration";
    /// <summary>The agent could not write JSON. HTTP 500.</summary>
    public const string CommonJsonMarshal = "Common.JsonMarshal";
    /// <summary>The agent could not read JSON. HTTP 500.</summary>
    public const string CommonJsonUnmarshal = "Common.JsonUnmarshal";
    /// <summary>No such element; also the answer for an unknown route under /api/v1. HTTP 404.</summary>
    public const string CommonNotFound = "Common.NotFound";
    /// <summary>Path is not a directory. HTTP 400.</summary>
    public const string CommonPathNotDir = "Common.PathNotDir";
    /// <summary>Path does not exist on the agent's host. HTTP 400.</summary>
    public const string CommonPathNotExist = "Common.PathNotExist";
    /// <summary>Authentication failed for a reason without a code of its own. HTTP 401.</summary>
    public const string CommonUnauthorized = "Common.Unauthorized";
    /// <summary>Anything without a code of its own, server panics ("Internal Server Error") and failed forwards included: the outcome of a write is unknown. HTTP 500.</summary>
    public const string CommonUnexpected = "Common.Unexpected";
    /// <summary>A stored setting could not be read. HTTP 500.</summary>
    public const string ConfigGetFailed = "Config.GetFailed";
    /// <summary>Setting not stored (for example no Prometheus address). HTTP 500.</summary>
    public const string ConfigNotFound = "Config.NotFound";
    /// <summary>Auth type must be PASSWORD. HTTP 400.</summary>
    public const string CredentialAuthTypeNotSupported = "Credential.AuthType.NotSupported";
    /// <summary>Passphrase could not be decrypted. HTTP 500.</summary>
    public const string CredentialDecryptFailed = "Credential.DecryptFailed";
    /// <summary>Passphrase could not be encrypted. HTTP 500.</summary>
    public const string CredentialEncryptFailed = "Credential.EncryptFailed";
    /// <summary>Host already has a credential. HTTP 400.</summary>
    public const string CredentialHostAlreadyExists = "Credential.Host.AlreadyExists";
    /// <summary>Host is not one of the cluster's. HTTP 400.</summary>
    public const string CredentialHostNotInAllAgent = "Credential.Host.NotInAllAgent";
    /// <summary>Credential name is taken. HTTP 400.</summary>
    public const string CredentialNameAlreadyExists = "Credential.Name.AlreadyExists";
    /// <summary>No such credential. HTTP 404.</summary>
    public const string CredentialNotFound = "Credential.NotFound";
    /// <summary>SSH port must be 1..65535. HTTP 400.</summary>
    public const string CredentialSSHInvalidPort = "Credential.SSH.InvalidPort";
    /// <summary>SSH login with the credential failed. HTTP 400.</summary>
    public const string CredentialSSHValidationFailed = "Credential.SSH.ValidationFailed";
    /// <summary>Stored secret has a wrong form. HTTP 500.</summary>
    public const string CredentialSecretFormatInvalid = "Credential.Secret.FormatInvalid";
    /// <summary>Target_type must be HOST. HTTP 400.</summary>
    public const string CredentialTargetTypeNotSupported = "Credential.TargetType.NotSupported";
    /// <summary>Database name not allowed. HTTP 400.</summary>
    public const string DatabaseNameInvalid = "OB.Database.Name.Invalid";
    /// <summary>No such database. HTTP 404.</summary>
    public const string DatabaseNotExist = "OB.Database.NotExist";
    /// <summary>Too little disk space. HTTP 500.</summary>
    public const string EnvironmentDiskSpaceNotEnough = "Environment.DiskSpaceNotEnough";
    /// <summary>No usable obdiag: upload or install its package. HTTP 400.</summary>
    public const string EnvironmentObdiagNotAvailable = "Environment.Obdiag.NotAvailable";
    /// <summary>A Python module is missing on the host. HTTP 500.</summary>
    public const string EnvironmentWithoutModule = "Environment.WithoutModule";
    /// <summary>Ob_admin missing. HTTP 500.</summary>
    public const string EnvironmentWithoutObAdmin = "Environment.WithoutObAdmin";
    /// <summary>Obdiag missing. HTTP 500.</summary>
    public const string EnvironmentWithoutObdiag = "Environment.WithoutObdiag";
    /// <summary>No Python on the host. HTTP 500.</summary>
    public const string EnvironmentWithoutPython = "Environment.WithoutPython";
    /// <summary>Prometheus or Alertmanager did not answer. HTTP 500.</summary>
    public const string ExternalComponentNotReady = "External.Component.Not.Ready";
    /// <summary>The task changed under the operation: read it again and decide. HTTP 500.</summary>
    public const string GormNoRowAffected = "Gorm.NoRowAffected";
    /// <summary>No metrics for that scope. HTTP 500.</summary>
    public const string MetricConfigNotFound = "Metric.ConfigNotFound";
    /// <summary>Unknown metric. HTTP 500.</summary>
    public const string MetricExprNotFound = "Metric.ExprNotFound";
    /// <summary>Value from Prometheus not understood. HTTP 500.</summary>
    public const string MetricParseValueFailed = "Metric.ParseValueFailed";
    /// <summary>No Prometheus configured. HTTP 500.</summary>
    public const string MetricPrometheusConfigNotFound = "Metric.PrometheusConfigNotFound";
    /// <summary>Prometheus query failed. HTTP 500.</summary>
    public const string MetricQueryFailed = "Metric.QueryFailed";
    /// <summary>Prometheus answered with another status. HTTP 500.</summary>
    public const string MetricUnexpectedStatus = "Metric.UnexpectedStatus";
    /// <summary>The database refused the statement; the message holds its text. HTTP 400.</summary>
    public const string MySQLError = "MySQL.Error";
    /// <summary>Agent already manages an obproxy. HTTP 400.</summary>
    public const string OBProxyAlreadyManaged = "OBProxy.AlreadyManaged";
    /// <summary>Obproxy did not become healthy in time. HTTP 400.</summary>
    public const string OBProxyHealthCheckTimeout = "OBProxy.HealthCheckTimeout";
    /// <summary>Hot restart took too long. HTTP 400.</summary>
    public const string OBProxyHotRestartTimeout = "OBProxy.HotRestartTimeout";
    /// <summary>Agent manages no obproxy. HTTP 400.</summary>
    public const string OBProxyNotBeManaged = "OBProxy.NotBeManaged";
    /// <summary>Obproxy is not running. HTTP 400.</summary>
    public const string OBProxyNotRunning = "OBProxy.NotRunning";
    /// <summary>Not an obproxy package. HTTP 400.</summary>
    public const string OBProxyPackageNameInvalid = "OBProxy.Package.Name.Invalid";
    /// <summary>Obproxy package missing, or files missing in it. HTTP 400.</summary>
    public const string OBProxyPackageNotFound = "OBProxy.Package.NotFound";
    /// <summary>Give rs_list or config_url, not both. HTTP 400.</summary>
    public const string OBProxyRsListAndConfigUrlConflicted = "OBProxy.RsListAndConfigUrl.Conflicted";
    /// <summary>Rs_list or config_url required here. HTTP 400.</summary>
    public const string OBProxyRsListOrConfigUrlNotSpecified = "OBProxy.RsListOrConfigUrl.NotSpecified";
    /// <summary>Obproxy's daemon did not stop in time. HTTP 400.</summary>
    public const string OBProxyStopDaemonTimeout = "OBProxy.StopDaemonTimeout";
    /// <summary>Obproxy did not stop in time. HTTP 400.</summary>
    public const string OBProxyStopTimeout = "OBProxy.StopTimeout";
    /// <summary>Target obproxy is not newer. HTTP 400.</summary>
    public const string OBProxyUpgradeToLowerVersion = "OBProxy.UpgradeToLowerVersion";
    /// <summary>Obproxy too old. HTTP 400.</summary>
    public const string OBProxyVersionNotSupported = "OBProxy.Version.NotSupported";
    /// <summary>Version text of obproxy not understood. HTTP 500.</summary>
    public const string OBProxyVersionOutputUnexpected = "OBProxy.VersionOutputUnexpected";
    /// <summary>An Oracle-mode tenant refused the statement. HTTP 400.</summary>
    public const string OracleError = "Oracle.Error";
    /// <summary>Package must be xz compressed. HTTP 400.</summary>
    public const string PackageCompressionNotSupported = "Package.Compression.NotSupported";
    /// <summary>Stored package is damaged: upload again. HTTP 500.</summary>
    public const string PackageCorrupted = "OB.Package.Corrupted";
    /// <summary>Package payload must be cpio. HTTP 400.</summary>
    public const string PackageFormatInvalid = "Package.Format.Invalid";
    /// <summary>Package lacks files that it must have. HTTP 500.</summary>
    public const string PackageMissingFile = "OB.Package.MissingFile";
    /// <summary>Package name is not the expected one. HTTP 400.</summary>
    public const string PackageNameMismatch = "Package.NameMismatch";
    /// <summary>Package name not accepted by this edition. HTTP 400.</summary>
    public const string PackageNameNotSupport = "OB.Package.Name.NotSupport";
    /// <summary>Packages needed for the upgrade were not uploaded. HTTP 400.</summary>
    public const string PackageNotExist = "OB.Package.NotExist";
    /// <summary>Package release text not understood. HTTP 400.</summary>
    public const string PackageReleaseFormatInvalid = "Package.ReleaseFormat.Invalid";
    /// <summary>Package release does not match the format. HTTP 400.</summary>
    public const string PackageReleaseInvalid = "Package.ReleaseInvalid";
    /// <summary>Rs_list not valid. HTTP 400.</summary>
    public const string ParameterRsListInvalid = "OB.Parameter.RsList.Invalid";
    /// <summary>Parameter scope not valid. HTTP 400.</summary>
    public const string ParameterScopeInvalid = "OB.Parameter.Scope.Invalid";
    /// <summary>No such tenant in the recycle bin. HTTP 400.</summary>
    public const string RecyclebinTenantNotExist = "OB.Recyclebin.Tenant.NotExist";
    /// <summary>Login or exchange without Keys in the header. HTTP 400.</summary>
    public const string RequestAESKeyNotFound = "Request.AESKey.NotFound";
    /// <summary>Body is not base64 of whole AES blocks: plain body sent with a header. HTTP 500.</summary>
    public const string RequestBodyDecryptAESContentLengthInvalid = "Request.Body.Decrypt.AES.ContentLength.Invalid";
    /// <summary>Keys in the header shorter than 16 bytes. HTTP 500.</summary>
    public const string RequestBodyDecryptAESKeyAndIvInvalid = "Request.Body.Decrypt.AES.KeyAndIv.Invalid";
    /// <summary>Header carries no key for the body. HTTP 500.</summary>
    public const string RequestBodyDecryptAESNoKey = "Request.Body.Decrypt.AES.NoKey";
    /// <summary>Header carries no key for the body. HTTP 500.</summary>
    public const string RequestBodyDecryptSM4NoKey = "Request.Body.Decrypt.SM4.NoKey";
    /// <summary>Body broke off. HTTP 400.</summary>
    public const string RequestBodyReadFailed = "Request.Body.ReadFailed";
    /// <summary>Multipart part named file missing. HTTP 500.</summary>
    public const string RequestFileMissing = "Request.File.Missing";
    /// <summary>A follower can only forward X-OCS-Header, not X-OCS-Agent-Header: ask the master. HTTP 500.</summary>
    public const string RequestForwardHeaderNotExist = "Request.Forward.Header.NotExist";
    /// <summary>Follower knows no master to forward to. HTTP 500.</summary>
    public const string RequestForwardMasterAgentNotFound = "Request.Forward.MasterAgent.NotFound";
    /// <summary>Route needs X-OCS-Header, or X-OCS-Agent-Header on obproxy routes. HTTP 400.</summary>
    public const string RequestHeaderNotFound = "Request.Header.NotFound";
    /// <summary>Internal: header of a wrong type. HTTP 500.</summary>
    public const string RequestHeaderTypeInvalid = "Request.Header.Type.Invalid";
    /// <summary>Internal: HTTP method between agents. HTTP 400.</summary>
    public const string RequestMethodNotSupport = "Request.Method.NotSupport";
    /// <summary>Path parameter missing. HTTP 400.</summary>
    public const string RequestPathParamEmpty = "Request.Path.Param.Empty";
    /// <summary>Query parameter missing. HTTP 400.</summary>
    public const string RequestQueryParamEmpty = "Request.Query.Param.Empty";
    /// <summary>Query parameter not allowed. HTTP 400.</summary>
    public const string RequestQueryParamIllegal = "Request.Query.Param.Illegal";
    /// <summary>Resource pool belongs to a tenant. HTTP 400.</summary>
    public const string ResourcePoolGranted = "OB.Resource.Pool.Granted";
    /// <summary>Resource pool name missing. HTTP 400.</summary>
    public const string ResourcePoolNameEmpty = "OB.Resource.Pool.Name.Empty";
    /// <summary>Unit config of that name is already there. HTTP 400.</summary>
    public const string ResourceUnitConfigExisted = "OB.Resource.UnitConfig.Existed";
    /// <summary>Unit config name missing. HTTP 400.</summary>
    public const string ResourceUnitConfigNameEmpty = "OB.Resource.UnitConfig.Name.Empty";
    /// <summary>No such unit config. HTTP 400.</summary>
    public const string ResourceUnitConfigNotExist = "OB.Resource.UnitConfig.NotExist";
    /// <summary>Tenant is not being restored. HTTP 400.</summary>
    public const string RestoreNotRecovering = "OB.Restore.NotRecovering";
    /// <summary>Restore finished; nothing to cancel. HTTP 400.</summary>
    public const string RestoreTaskAlreadySucceed = "OB.Restore.Task.AlreadySucceed";
    /// <summary>No restore task for this tenant. HTTP 400.</summary>
    public const string RestoreTaskNotExist = "OB.Restore.Task.NotExist";
    /// <summary>Restore point outside the restorable windows. HTTP 400.</summary>
    public const string RestoreTimeNotValid = "OB.Restore.TimeNotValid";
    /// <summary>Role name breaks the naming rules. HTTP 400.</summary>
    public const string RoleNameInvalid = "OB.Role.Name.Invalid";
    /// <summary>No such role. HTTP 404.</summary>
    public const string RoleNotExists = "OB.Role.NotExists";
    /// <summary>Obproxy routes need an agent password; set one first. HTTP 401.</summary>
    public const string SecurityAuthenticationAgentPasswordNotInitialized = "Security.Authentication.AgentPasswordNotInitialized";
    /// <summary>Ts lies before the agent's clock. HTTP 401.</summary>
    public const string SecurityAuthenticationExpired = "Security.Authentication.Expired";
    /// <summary>X-OCS-File-SHA256 absent or not the digest of the file. HTTP 401.</summary>
    public const string SecurityAuthenticationFileSha256Mismatch = "Security.Authentication.File.Sha256Mismatch";
    /// <summary>Header not decryptable with the agent's present key, or its plaintext is not valid JSON of the right types. HTTP 401.</summary>
    public const string SecurityAuthenticationHeaderDecryptFailed = "Security.Authentication.Header.DecryptFailed";
    /// <summary>Uri in the header is not the raw request target; client bug or a proxy that rewrites. HTTP 401.</summary>
    public const string SecurityAuthenticationHeaderUriMismatch = "Security.Authentication.Header.UriMismatch";
    /// <summary>Wrong agent password. HTTP 401.</summary>
    public const string SecurityAuthenticationIncorrectAgentPassword = "Security.Authentication.IncorrectAgentPassword";
    /// <summary>Wrong root@sys password, or the observer is down and the agent remembers another one. HTTP 401.</summary>
    public const string SecurityAuthenticationIncorrectOceanbasePassword = "Security.Authentication.IncorrectOceanbasePassword";
    /// <summary>Agent-to-agent token wrong; a client sees it when it sent ForwardType 2. HTTP 401.</summary>
    public const string SecurityAuthenticationIncorrectToken = "Security.Authentication.IncorrectToken";
    /// <summary>Session idle too long: log in again. HTTP 401.</summary>
    public const string SecurityAuthenticationSessionExpired = "Security.Authentication.SessionExpired";
    /// <summary>Unknown session: log in again. HTTP 401.</summary>
    public const string SecurityAuthenticationSessionInvalid = "Security.Authentication.SessionInvalid";
    /// <summary>Ts is not a decimal integer; on 4.4.0 to 4.4.1 a request with a session also gets it when Ts has merely passed (treat as Expired there). HTTP 401.</summary>
    public const string SecurityAuthenticationTimestampInvalid = "Security.Authentication.Timestamp.Invalid";
    /// <summary>Authentication failed (follower without the master's key). HTTP 401.</summary>
    public const string SecurityAuthenticationUnauthorized = "Security.Authentication.Unauthorized";
    /// <summary>Internal. HTTP 401.</summary>
    public const string SecurityAuthenticationUnknownPasswordType = "Security.Authentication.UnknownPasswordType";
    /// <summary>Use X-OCS-Agent-Header with the agent password here. HTTP 401.</summary>
    public const string SecurityAuthenticationWithAgentPassword = "Security.Authentication.WithAgentPassword";
    /// <summary>No agent password set here: use X-OCS-Header with the root@sys password. HTTP 401.</summary>
    public const string SecurityAuthenticationWithOceanBasePassword = "Security.Authentication.WithOceanBasePassword";
    /// <summary>An encrypted value inside a body could not be decrypted (agent to agent). HTTP 500.</summary>
    public const string SecurityDecryptFailed = "Security.DecryptFailed";
    /// <summary>One-time token was used. HTTP 401.</summary>
    public const string SecuritySSOTokenAlreadyUsed = "Security.SSO.Token.AlreadyUsed";
    /// <summary>One-time token is too old (60 s). HTTP 401.</summary>
    public const string SecuritySSOTokenExpired = "Security.SSO.Token.Expired";
    /// <summary>Token service not started. HTTP 500.</summary>
    public const string SecuritySSOTokenManagerNotReady = "Security.SSO.Token.ManagerNotReady";
    /// <summary>Ssotoken missing in the header. HTTP 401.</summary>
    public const string SecuritySSOTokenMissing = "Security.SSO.Token.Missing";
    /// <summary>One-time token unknown to this agent. HTTP 401.</summary>
    public const string SecuritySSOTokenNotFound = "Security.SSO.Token.NotFound";
    /// <summary>Unix socket: the caller is neither root nor the observer's user. HTTP 401.</summary>
    public const string SecurityUserPermissionDenied = "Security.User.PermissionDenied";
    /// <summary>An agent cannot remove its own server: ask another agent. HTTP 400.</summary>
    public const string ServerDeleteSelf = "OB.Server.DeleteSelf";
    /// <summary>Observer was never started by the normal way. HTTP 500.</summary>
    public const string ServerHasNotBeenStarted = "OB.Server.HasNotBeenStarted";
    /// <summary>Observer is not in the deleting state. HTTP 500.</summary>
    public const string ServerNotDeleting = "OB.Server.NotDeleting";
    /// <summary>No such observer in the cluster. HTTP 400.</summary>
    public const string ServerNotExist = "OB.Server.NotExist";
    /// <summary>Could not look whether the observer runs. HTTP 500.</summary>
    public const string ServerProcessCheckFailed = "OB.Server.Process.CheckFailed";
    /// <summary>Observer is not running. HTTP 500.</summary>
    public const string ServerProcessNotExist = "OB.Server.Process.NotExist";
    /// <summary>Servers of several zones cannot be stopped together. HTTP 400.</summary>
    public const string ServerStoppedInMultiZone = "OB.Server.StoppedInMultiZone";
    /// <summary>Observers that the work needs are down; the message lists them. HTTP 500.</summary>
    public const string ServerUnavailable = "OB.Server.Unavailable";
    /// <summary>Bucket missing or not accessible. HTTP 400.</summary>
    public const string SharedStorageBucketAccessDenied = "SharedStorage.BucketAccessDenied";
    /// <summary>Database has no shared storage record. HTTP 404.</summary>
    public const string SharedStorageInfoNotFound = "SharedStorage.InfoNotFound";
    /// <summary>Storage key refused. HTTP 400.</summary>
    public const string SharedStorageKeyValidateFailed = "SharedStorage.KeyValidateFailed";
    /// <summary>Check of the storage key took too long. HTTP 500.</summary>
    public const string SharedStorageKeyValidateTimeout = "SharedStorage.KeyValidateTimeout";
    /// <summary>Cluster has no shared storage. HTTP 400.</summary>
    public const string SharedStorageNotSupported = "SharedStorage.NotSupported";
    /// <summary>Storage URI not understood. HTTP 400.</summary>
    public const string StorageURIInvalid = "OB.Storage.URI.Invalid";
    /// <summary>Internal: agent data type. HTTP 500.</summary>
    public const string TaskAgentDataConvertFailed = "Task.AgentData.ConvertFailed";
    /// <summary>Internal: agent data missing. HTTP 500.</summary>
    public const string TaskAgentDataNotSet = "Task.AgentData.NotSet";
    /// <summary>Task could not be created. HTTP 500.</summary>
    public const string TaskCreateFailed = "Task.CreateFailed";
    /// <summary>Cancel took too long. HTTP 500.</summary>
    public const string TaskDagCancelTimeout = "Task.Dag.CancelTimeout";
    /// <summary>Waiting for a DAG took too long. HTTP 500.</summary>
    public const string TaskDagExecuteTimeout = "Task.Dag.ExecuteTimeout";
    /// <summary>A DAG failed. HTTP 500.</summary>
    public const string TaskDagFailed = "Task.DagFailed";
    /// <summary>DAG is finished; nothing to cancel. HTTP 400.</summary>
    public const string TaskDagOperatorCancelFinishedDag = "Task.Dag.Operator.CancelFinishedDag";
    /// <summary>A node cannot be canceled. HTTP 400.</summary>
    public const string TaskDagOperatorCancelNotAllowed = "Task.Dag.Operator.CancelNotAllowed";
    /// <summary>Operator must be RETRY, ROLLBACK, CANCEL or PASS. HTTP 400.</summary>
    public const string TaskDagOperatorNotSupport = "Task.Dag.Operator.NotSupport";
    /// <summary>A node cannot be passed. HTTP 400.</summary>
    public const string TaskDagOperatorPassNotAllowed = "Task.Dag.Operator.PassNotAllowed";
    /// <summary>Pass needs a FAILED DAG. HTTP 400.</summary>
    public const string TaskDagOperatorPassNotFailedDag = "Task.Dag.Operator.PassNotFailedDag";
    /// <summary>The failed node cannot be retried. HTTP 400.</summary>
    public const string TaskDagOperatorRetryNotAllowed = "Task.Dag.Operator.RetryNotAllowed";
    /// <summary>Retry needs a FAILED DAG. HTTP 400.</summary>
    public const string TaskDagOperatorRetryNotFailedDag = "Task.Dag.Operator.RetryNotFailedDag";
    /// <summary>A node cannot be rolled back. HTTP 400.</summary>
    public const string TaskDagOperatorRollbackNotAllowed = "Task.Dag.Operator.RollbackNotAllowed";
    /// <summary>Rollback needs a FAILED DAG. HTTP 400.</summary>
    public const string TaskDagOperatorRollbackNotFailedDag = "Task.Dag.Operator.RollbackNotFailedDag";
    /// <summary>Pass took too long. HTTP 500.</summary>
    public const string TaskDagPassTimeout = "Task.Dag.PassTimeout";
    /// <summary>Internal: DAG state. HTTP 400.</summary>
    public const string TaskDagStateInvalid = "Task.Dag.State.Invalid";
    /// <summary>Internal: task data type. HTTP 500.</summary>
    public const string TaskDataConvertFailed = "Task.Data.ConvertFailed";
    /// <summary>Internal: task data missing. HTTP 500.</summary>
    public const string TaskDataNotSet = "Task.Data.NotSet";
    /// <summary>Task engine broke. HTTP 500.</summary>
    public const string TaskEngineUnexpected = "Task.Engine.Unexpected";
    /// <summary>A newer DAG ran on the same tenant: this failed DAG can no longer be retried or rolled back; submit the request again. HTTP 500.</summary>
    public const string TaskExpired = "Task.Expired";
    /// <summary>Task id malformed. HTTP 400.</summary>
    public const string TaskGenericIDInvalid = "Task.GenericID.Invalid";
    /// <summary>Internal: local data type. HTTP 500.</summary>
    public const string TaskLocalDataConvertFailed = "Task.LocalData.ConvertFailed";
    /// <summary>Internal: local data missing. HTTP 500.</summary>
    public const string TaskLocalDataNotSet = "Task.LocalData.NotSet";
    /// <summary>Nodes only know PASS. HTTP 400.</summary>
    public const string TaskNodeOperatorNotSupport = "Task.Node.Operator.NotSupport";
    /// <summary>Node cannot be passed. HTTP 400.</summary>
    public const string TaskNodeOperatorPassNotAllowed = "Task.Node.Operator.PassNotAllowed";
    /// <summary>Node pass needs a FAILED DAG. HTTP 400.</summary>
    public const string TaskNodeOperatorPassNotFailedDag = "Task.Node.Operator.PassNotFailedDag";
    /// <summary>Node is not FAILED. HTTP 400.</summary>
    public const string TaskNodeOperatorPassNotFailedNode = "Task.Node.Operator.PassNotFailedNode";
    /// <summary>No such task; also the answer when the task store could not be read (observer down). HTTP 404.</summary>
    public const string TaskNotFound = "Task.NotFound";
    /// <summary>Internal: task parameter type. HTTP 500.</summary>
    public const string TaskParamConvertFailed = "Task.Param.ConvertFailed";
    /// <summary>Internal: task parameter missing. HTTP 500.</summary>
    public const string TaskParamNotSet = "Task.Param.NotSet";
    /// <summary>The part of a task on another agent failed. HTTP 500.</summary>
    public const string TaskRemoteTaskFailed = "Task.RemoteTask.Failed";
    /// <summary>DAGs on some agents did not advance. HTTP 500.</summary>
    public const string TaskSubDagNotAllAdvanced = "Task.SubDag.NotAllAdvanced";
    /// <summary>DAGs on some agents were not created. HTTP 500.</summary>
    public const string TaskSubDagNotAllCreated = "Task.SubDag.NotAllCreated";
    /// <summary>DAGs on some agents were not passed. HTTP 500.</summary>
    public const string TaskSubDagNotAllPassed = "Task.SubDag.NotAllPassed";
    /// <summary>DAGs on some agents are not ready. HTTP 500.</summary>
    public const string TaskSubDagNotAllReady = "Task.SubDag.NotAllReady";
    /// <summary>DAGs on some agents failed. HTTP 500.</summary>
    public const string TaskSubDagNotAllSucceed = "Task.SubDag.NotAllSucceed";
    /// <summary>Internal: no nodes. HTTP 500.</summary>
    public const string TaskTemplateEmpty = "Task.Template.Empty";
    /// <summary>Unknown collation. HTTP 400.</summary>
    public const string TenantCollationInvalid = "OB.Tenant.Collation.Invalid";
    /// <summary>A compaction is running. HTTP 400.</summary>
    public const string TenantCompactionStatusNotIdle = "OB.Tenant.Compaction.Status.NotIdle";
    /// <summary>A tenant of that name is already there. HTTP 400.</summary>
    public const string TenantExisted = "OB.Tenant.Existed";
    /// <summary>Tenant already owns a resource pool in the zone. HTTP 400.</summary>
    public const string TenantHasPoolOnZone = "OB.Tenant.HasPoolOnZone";
    /// <summary>A job of the same kind is running. HTTP 500.</summary>
    public const string TenantJobConflict = "OB.Tenant.Job.Conflict";
    /// <summary>A database job of the tenant failed. HTTP 500.</summary>
    public const string TenantJobFailed = "OB.Tenant.Job.Failed";
    /// <summary>No such job. HTTP 400.</summary>
    public const string TenantJobNotExist = "OB.Tenant.Job.NotExist";
    /// <summary>Waiting for a database job took too long; the job goes on. HTTP 500.</summary>
    public const string TenantJobWaitTimeout = "OB.Tenant.Job.WaitTimeout";
    /// <summary>Locality text not understood. HTTP 500.</summary>
    public const string TenantLocalityFormatUnexpected = "OB.Tenant.Locality.Format.Unexpected";
    /// <summary>Change would break the locality rules (majority). HTTP 400.</summary>
    public const string TenantLocalityPrincipalNotAllowed = "OB.Tenant.Locality.PrincipalNotAllowed";
    /// <summary>Tenant is locked; unlock first. HTTP 400.</summary>
    public const string TenantLocked = "OB.Tenant.Locked";
    /// <summary>Tenant mode not available in this edition. HTTP 400.</summary>
    public const string TenantModeNotSupported = "OB.Tenant.Mode.NotSupported";
    /// <summary>Unit number can only change in all zones at once. HTTP 500.</summary>
    public const string TenantModifyUnitNumPartially = "OB.Tenant.ModifyUnitNumPartially";
    /// <summary>Tenant name is empty. HTTP 400.</summary>
    public const string TenantNameEmpty = "OB.Tenant.Name.Empty";
    /// <summary>Tenant name breaks the naming rules. HTTP 400.</summary>
    public const string TenantNameInvalid = "OB.Tenant.Name.Invalid";
    /// <summary>No server of the tenant is active. HTTP 400.</summary>
    public const string TenantNoActiveServer = "OB.Tenant.NoActiveServer";
    /// <summary>Tenant would have no voting replica. HTTP 400.</summary>
    public const string TenantNoPaxosReplica = "OB.Tenant.NoPaxosReplica";
    /// <summary>No such tenant (status 400, not 404). HTTP 400.</summary>
    public const string TenantNotExist = "OB.Tenant.NotExist";
    /// <summary>The last replica cannot go. HTTP 400.</summary>
    public const string TenantOnlyOneReplica = "OB.Tenant.OnlyOneReplica";
    /// <summary>Parameter name or value missing. HTTP 400.</summary>
    public const string TenantParameterEmpty = "OB.Tenant.Parameter.Empty";
    /// <summary>Parameter name missing. HTTP 400.</summary>
    public const string TenantParameterNameEmpty = "OB.Tenant.Parameter.Name.Empty";
    /// <summary>No such tenant parameter. HTTP 400.</summary>
    public const string TenantParameterNotExist = "OB.Tenant.Parameter.NotExist";
    /// <summary>Primary region has too few full replicas. HTTP 400.</summary>
    public const string TenantPrimaryRegionFullReplicaNotEnough = "OB.Tenant.PrimaryRegion.FullReplica.NotEnough";
    /// <summary>First-priority primary zones lie in several regions. HTTP 400.</summary>
    public const string TenantPrimaryZoneCrossRegion = "OB.Tenant.PrimaryZone.CrossRegion";
    /// <summary>Primary_zone is not valid. HTTP 400.</summary>
    public const string TenantPrimaryZoneInvalid = "OB.Tenant.PrimaryZone.Invalid";
    /// <summary>Operation needs the tenant's enable_rebalance. HTTP 400.</summary>
    public const string TenantRebalanceDisabled = "OB.Tenant.RebalanceDisabled";
    /// <summary>Not all replicas can be removed. HTTP 400.</summary>
    public const string TenantReplicaDeleteAll = "OB.Tenant.Replica.DeleteAll";
    /// <summary>Replica type must be FULL or READONLY. HTTP 400.</summary>
    public const string TenantReplicaInvalidType = "OB.Tenant.Replica.InvalidType";
    /// <summary>A server lacks CPU, memory or disk for the units. HTTP 400.</summary>
    public const string TenantResourceNotEnough = "OB.Tenant.ResourceNotEnough";
    /// <summary>The tenant root password does not open the tenant. HTTP 400.</summary>
    public const string TenantRootPasswordIncorrect = "OB.Tenant.RootPasswordIncorrect";
    /// <summary>Scenario value unknown to this observer. HTTP 400.</summary>
    public const string TenantScenarioNotSupported = "OB.Tenant.Scenario.NotSupported";
    /// <summary>No such database session. HTTP 400.</summary>
    public const string TenantSessionNotExist = "OB.Tenant.Session.NotExist";
    /// <summary>This observer version knows no scenarios. HTTP 400.</summary>
    public const string TenantSetScenarioNotSupported = "OB.Tenant.SetScenario.NotSupported";
    /// <summary>Tenant is not in NORMAL state (creating, restoring, dropping). HTTP 400.</summary>
    public const string TenantStatusNotNormal = "OB.Tenant.StatusNotNormal";
    /// <summary>Not allowed on the sys tenant. HTTP 400.</summary>
    public const string TenantSysOperationNotAllowed = "OB.Tenant.SysOperationNotAllowed";
    /// <summary>Another maintenance DAG holds this tenant. HTTP 500.</summary>
    public const string TenantUnderMaintenance = "OB.Tenant.UnderMaintenance";
    /// <summary>More units than servers in the zone. HTTP 400.</summary>
    public const string TenantUnitNumExceedsLimit = "OB.Tenant.UnitNum.ExceedsLimit";
    /// <summary>Unit number must be equal in all zones. HTTP 400.</summary>
    public const string TenantUnitNumInconsistent = "OB.Tenant.UnitNum.Inconsistent";
    /// <summary>Unit number not allowed. HTTP 400.</summary>
    public const string TenantUnitNumInvalid = "OB.Tenant.UnitNum.Invalid";
    /// <summary>Variable name or value missing. HTTP 400.</summary>
    public const string TenantVariableEmpty = "OB.Tenant.Variable.Empty";
    /// <summary>Variable name or value not allowed. HTTP 400.</summary>
    public const string TenantVariableInvalid = "OB.Tenant.Variable.Invalid";
    /// <summary>Variable name missing. HTTP 400.</summary>
    public const string TenantVariableNameEmpty = "OB.Tenant.Variable.Name.Empty";
    /// <summary>No such tenant variable. HTTP 404.</summary>
    public const string TenantVariableNotExist = "OB.Tenant.Variable.NotExist";
    /// <summary>Zone already has a replica of the tenant. HTTP 400.</summary>
    public const string TenantZoneAlreadyHasReplica = "OB.Tenant.ZoneAlreadyHasReplica";
    /// <summary>Zone_list is empty. HTTP 400.</summary>
    public const string TenantZoneListEmpty = "OB.Tenant.ZoneList.Empty";
    /// <summary>A zone is named twice. HTTP 400.</summary>
    public const string TenantZoneRepeated = "OB.Tenant.Zone.Repeated";
    /// <summary>Zone has no replica of the tenant. HTTP 400.</summary>
    public const string TenantZoneWithoutReplica = "OB.Tenant.ZoneWithoutReplica";
    /// <summary>Package carries no upgrade graph. HTTP 500.</summary>
    public const string UpgradeDepYamlMissing = "OB.Upgrade.DepYamlMissing";
    /// <summary>Backups are running. HTTP 400.</summary>
    public const string UpgradeHasRunningBackupTask = "OB.Upgrade.HasRunningBackupTask";
    /// <summary>Min_observer_version has not settled. HTTP 400.</summary>
    public const string UpgradeMinObserverVersionNotSync = "OB.Upgrade.MinObserverVersionNotSync";
    /// <summary>Mode must be ROLLING or STOPSERVICE. HTTP 400.</summary>
    public const string UpgradeModeNotSupported = "OB.Upgrade.Mode.NotSupported";
    /// <summary>No upgrade path to the target. HTTP 400.</summary>
    public const string UpgradePathNotExist = "OB.Upgrade.Path.NotExist";
    /// <summary>Tablets are merging. HTTP 400.</summary>
    public const string UpgradeTabletInMerging = "OB.Upgrade.TabletInMerging";
    /// <summary>Tenant compatible has not settled. HTTP 400.</summary>
    public const string UpgradeTenantCompatibleNotSync = "OB.Upgrade.TenantCompatibleNotSync";
    /// <summary>Tenants are in major compaction. HTTP 400.</summary>
    public const string UpgradeTenantInMajorCompaction = "OB.Upgrade.TenantInMajorCompaction";
    /// <summary>Some tenants' schema is not refreshed yet. HTTP 400.</summary>
    public const string UpgradeTenantsSchemaNotRefreshed = "OB.Upgrade.TenantsSchemaNotRefreshed";
    /// <summary>Target version was withdrawn. HTTP 400.</summary>
    public const string UpgradeToDeprecatedVersion = "OB.Upgrade.ToDeprecatedVersion";
    /// <summary>Target is not newer than what runs. HTTP 400.</summary>
    public const string UpgradeToLowerVersion = "OB.Upgrade.ToLowerVersion";
    /// <summary>Too few zones for a rolling upgrade. HTTP 400.</summary>
    public const string UpgradeUnableToRollingUpgrade = "OB.Upgrade.UnableToRollingUpgrade";
    /// <summary>Not for MySQL-mode tenants. HTTP 400.</summary>
    public const string UserMysqlModeNotSupport = "OB.User.MysqlModeNotSupport";
    /// <summary>User name missing. HTTP 400.</summary>
    public const string UserNameEmpty = "OB.User.Name.Empty";
    /// <summary>User name breaks the naming rules. HTTP 400.</summary>
    public const string UserNameInvalid = "OB.User.Name.Invalid";
    /// <summary>No such user. HTTP 404.</summary>
    public const string UserNotExists = "OB.User.NotExists";
    /// <summary>Not for Oracle-mode tenants. HTTP 400.</summary>
    public const string UserOracleModeNotSupport = "OB.User.OracleModeNotSupport";
    /// <summary>Password does not open that user. HTTP 400.</summary>
    public const string UserPasswordError = "OB.User.Password.Error";
    /// <summary>Unknown privilege. HTTP 400.</summary>
    public const string UserPrivilegeNotSupported = "OB.User.Privilege.NotSupported";
    /// <summary>This agent lives in that zone: ask one of another zone. HTTP 400.</summary>
    public const string ZoneDeleteSelf = "OB.Zone.DeleteSelf";
    /// <summary>Zone name missing. HTTP 400.</summary>
    public const string ZoneNameEmpty = "OB.Zone.Name.Empty";
    /// <summary>Zone still has servers. HTTP 400.</summary>
    public const string ZoneNotEmpty = "OB.Zone.NotEmpty";
    /// <summary>No such zone. HTTP 400.</summary>
    public const string ZoneNotExist = "OB.Zone.NotExist";
}
