
namespace ObShellSdk.Backup;

/// <summary>Where the backups of a tenant go.</summary>
public sealed record BackupDestinations : ObShellRecord
{
    /// <summary>The tenant.</summary>
    public long TenantId { get; init; }

    /// <summary>Where archive logs go, without access keys; empty when unset.</summary>
    public StorageUri ArchiveBaseUri { get; init => field = value ?? new StorageUri(""); } = new("");

    /// <summary>Where data backups go, without access keys; empty when unset.</summary>
    public StorageUri DataBaseUri { get; init => field = value ?? new StorageUri(""); } = new("");
}
