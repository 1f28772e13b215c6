
namespace ObShellSdk.Backup;

/// <summary>What is set of the backup of all user tenants. Members that are null are not sent, and keep what is set at the server.</summary>
public sealed record ClusterBackupConfiguration : BackupSettings
{
    /// <summary>The base below which each tenant's data and logs go; access keys in its query. Required to set the configuration, optional to change it.</summary>
    public StorageUri? BackupBaseUri { get; init; }

    internal void Validate(bool isNew)
    {
        if (isNew && IsMissing(BackupBaseUri))
        {
            throw Invalid($"{nameof(BackupBaseUri)} is required to set the configuration.");
        }

        Validate(BackupBaseUri, nameof(BackupBaseUri));
    }
}
