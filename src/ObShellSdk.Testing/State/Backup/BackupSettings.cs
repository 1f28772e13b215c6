namespace ObShellSdk.Testing.State.Backup;

/// <summary>What a backup config asks for, checked; members that are null change nothing.</summary>
internal sealed record BackupSettings
{
    public string? DataUri { get; init; }

    public string? ArchiveUri { get; init; }

    public bool ChangesConcurrency { get; init; }
}

/// <summary>What a start of backups asks for, checked.</summary>
internal sealed record BackupStart(bool IsIncremental, bool IsEncrypted, bool PlusArchive);
