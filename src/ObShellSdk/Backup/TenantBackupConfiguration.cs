
namespace ObShellSdk.Backup;

/// <summary>What is set of the backup of one tenant. Members that are null are not sent, and keep what is set at the server.</summary>
public sealed record TenantBackupConfiguration : BackupSettings
{
    /// <summary>Where data backups go; access keys in its query. Required to set the configuration, optional to change it.</summary>
    public StorageUri? DataBaseUri { get; init; }

    /// <summary>Where archive logs go; access keys in its query. Required to set the configuration, optional to change it.</summary>
    public StorageUri? ArchiveBaseUri { get; init; }

    internal void Validate(bool isNew)
    {
        if (isNew && (IsMissing(DataBaseUri) || IsMissing(ArchiveBaseUri)))
        {
            throw Invalid($"{nameof(DataBaseUri)} and {nameof(ArchiveBaseUri)} are required to set the configuration.");
        }

        ValidatePlace(DataBaseUri, nameof(DataBaseUri));
        Validate(ArchiveBaseUri, nameof(ArchiveBaseUri));
    }
}
