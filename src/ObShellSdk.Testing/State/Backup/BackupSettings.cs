namespace ObShellSdk.Testing.State.Backup;

/// <summary>The validated settings of a backup config; members that are null change nothing.</summary>
internal sealed record BackupSettings
{
    public string? DataUri { get; init; }

    public string? ArchiveUri { get; init; }

    public bool ChangesConcurrency { get; init; }
}

internal sealed record BackupStart(bool IsIncremental, bool IsEncrypted, bool PlusArchive);
