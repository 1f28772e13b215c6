
namespace ObShellSdk.Backup;

internal sealed record BackupStatusRequest
{
    public string Status { get; } = "canceled";
}

internal sealed record ArchiveLogStatusRequest
{
    public required string Status { get; init; }
}
