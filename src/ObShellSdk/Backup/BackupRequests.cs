using System.Text.Json.Serialization;
using ObShellSdk.Diagnostics;

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

/// <summary>What the configurations of a tenant and of the cluster have in common.</summary>
public abstract record BackupSettings
{
    private protected BackupSettings()
    {
    }

    /// <summary>How writes wait for the archive. Only together with the place of the archive. Default at the server: <see cref="ArchiveBinding.Optional"/>.</summary>
    public ArchiveBinding? Binding { get; init; }

    /// <summary>How long one archive piece lasts, from 1 to 7 days. Only together with the place of the archive.</summary>
    public ObInterval? PieceSwitchInterval { get; init; }

    /// <summary>Threads that archive, from 0 (chosen by the server) to 100.</summary>
    public int? LogArchiveConcurrency { get; init; }

    /// <summary>How far the archive may lag behind, up to 2 hours; on S3 at least 1 minute.</summary>
    public ObInterval? ArchiveLagTarget { get; init; }

    /// <summary>The priority of background work, from 0 to 100.</summary>
    public int? HaLowThreadScore { get; init; }

    /// <summary>How long backups are kept.</summary>
    public BackupDeletePolicy? DeletePolicy { get; init; }

    private protected static bool IsMissing(StorageUri? uri) => string.IsNullOrEmpty(uri?.Reveal());

    private protected static ArgumentException Invalid(string message, string parameter = "configuration") => new(message, parameter);

    private protected static void ValidatePlace(StorageUri? uri, string member)
    {
        if (!IsMissing(uri))
        {
            uri!.Validate(member, "configuration");
        }
    }

    private protected void Validate(StorageUri? archive, string archiveName)
    {
        ValidatePlace(archive, archiveName);
        if (IsMissing(archive) && (Binding is not null || PieceSwitchInterval is not null))
        {
            throw Invalid($"{nameof(Binding)} and {nameof(PieceSwitchInterval)} can be set only together with {archiveName}.");
        }

        if (Binding is { } binding && binding != ArchiveBinding.Optional && binding != ArchiveBinding.Mandatory)
        {
            throw Invalid($"{nameof(Binding)} is {ArchiveBinding.Optional} or {ArchiveBinding.Mandatory}.");
        }

        if (DeletePolicy is { } policy && policy.RecoveryWindow.ToTimeSpan() == TimeSpan.Zero)
        {
            throw Invalid($"{nameof(BackupDeletePolicy.RecoveryWindow)} is more than 0, such as 7d.");
        }

        if (PieceSwitchInterval is { } piece && (piece.ToTimeSpan() < TimeSpan.FromDays(1) || piece.ToTimeSpan() > TimeSpan.FromDays(7)))
        {
            throw Invalid($"{nameof(PieceSwitchInterval)} lies between 1d and 7d.");
        }

        if (ArchiveLagTarget is { } lag && lag.ToTimeSpan() > TimeSpan.FromHours(2))
        {
            throw Invalid($"{nameof(ArchiveLagTarget)} is at most 2h.");
        }

        if (!IsMissing(archive) && ArchiveLagTarget is { } withPlace && withPlace.ToTimeSpan() == TimeSpan.Zero)
        {
            throw Invalid($"{nameof(ArchiveLagTarget)} is more than 0 together with {archiveName}.");
        }

        if (ArchiveLagTarget is { } onS3 && archive?.Scheme == "s3" && onS3.ToTimeSpan() < TimeSpan.FromMinutes(1))
        {
            throw Invalid($"{nameof(ArchiveLagTarget)} is at least 1m on S3.");
        }

        if (LogArchiveConcurrency is < 0 or > 100)
        {
            throw Invalid($"{nameof(LogArchiveConcurrency)} lies between 0 and 100.");
        }

        if (HaLowThreadScore is < 0 or > 100)
        {
            throw Invalid($"{nameof(HaLowThreadScore)} lies between 0 and 100.");
        }
    }
}

/// <summary>How long backups are kept.</summary>
public sealed record BackupDeletePolicy
{
    /// <summary>Backups that are not needed to restore to a moment within this time are deleted, such as <c>7d</c>.</summary>
    public required ObInterval RecoveryWindow { get; init; }

    /// <summary>The name of the only policy that the server has.</summary>
    [JsonInclude]
    internal string Policy { get; } = "default";
}

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
            throw new ArgumentException($"{nameof(Mode)} is {BackupMode.Full} or {BackupMode.Incremental}.", name);
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

/// <summary>Which backup jobs to list. Members that are null do not filter.</summary>
public sealed record BackupTaskFilter
{
    /// <summary>Started at or after.</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Started at or before.</summary>
    public DateTimeOffset? StartedUntil { get; init; }

    /// <summary>In one of these states. Default: all.</summary>
    public IReadOnlyList<BackupTaskStatus> Statuses { get; init => field = value ?? []; } = [];

    /// <summary>Whether the oldest come first. Default: false.</summary>
    public bool OldestFirst { get; init; }

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(BackupTaskFilter), PrintMembers);
}

internal sealed record BackupStatusRequest
{
    public string Status { get; } = "canceled";
}

internal sealed record ArchiveLogStatusRequest
{
    public required string Status { get; init; }
}
