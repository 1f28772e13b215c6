using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Backup;

[JsonSerializable(typeof(TenantBackupOverview))]
[JsonSerializable(typeof(ClusterBackupOverview))]
[JsonSerializable(typeof(TenantBackupConfiguration))]
[JsonSerializable(typeof(ClusterBackupConfiguration))]
[JsonSerializable(typeof(StartBackupRequest))]
[JsonSerializable(typeof(BackupStatusRequest))]
[JsonSerializable(typeof(ArchiveLogStatusRequest))]
[JsonSerializable(typeof(BackupDestinations))]
[JsonSerializable(typeof(Page<BackupJob>))]
[JsonSerializable(typeof(ListContents<ArchiveLogTask>))]
[JsonSerializable(typeof(TenantBackupInfo))]
[JsonSerializable(typeof(ListContents<NamedTenant>))]
internal sealed partial class BackupJson : JsonSerializerContext;
