
namespace ObShellSdk.Backup;

/// <summary>What to back up.</summary>
public sealed record StartBackupRequest
{
    /// <summary>Default: <see cref="BackupMode.Full"/>.</summary>
    public BackupMode? Mode { get; init; }

    /// <summary>
    /// The password that encrypts the backup set; a restore needs it. Null (the default) does not encrypt. It must not contain <c>'</c>, end with a backslash, or have one before a <c>"</c>:
    /// obshell quotes a password differently when it backs up and when it restores, so it could not restore such a backup.
    /// </summary>
    public Secret? Encryption { get; init; }

    /// <summary>Whether the log that a restore needs goes into the backup set too. Default: false.</summary>
    public bool? PlusArchive { get; init; }

    internal void Validate(string name)
    {
        if (Mode is { } mode && mode != BackupMode.Full && mode != BackupMode.Incremental)
        {
            throw new ArgumentException($"{nameof(Mode)} must be {BackupMode.Full} or {BackupMode.Incremental}, but was {mode}.", name);
        }

        if (Encryption is { } encryption && encryption.Reveal().Length == 0)
        {
            throw new ArgumentException($"{nameof(Encryption)} must not be empty: the agent would not encrypt. Use null for no encryption.", name);
        }

        if (Encryption is not null)
        {
            BackupPassword.Validate(Encryption, nameof(Encryption), name);
        }
    }
}
