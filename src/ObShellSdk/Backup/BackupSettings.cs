
namespace ObShellSdk.Backup;

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
            throw Invalid($"{nameof(Binding)} must be {ArchiveBinding.Optional} or {ArchiveBinding.Mandatory}, but was {binding}.");
        }

        if (DeletePolicy is { } policy && policy.RecoveryWindow.ToTimeSpan() == TimeSpan.Zero)
        {
            throw Invalid($"{nameof(BackupDeletePolicy.RecoveryWindow)} must be more than 0, such as 7d, but was {policy.RecoveryWindow}.");
        }

        if (PieceSwitchInterval is { } piece && (piece.ToTimeSpan() < TimeSpan.FromDays(1) || piece.ToTimeSpan() > TimeSpan.FromDays(7)))
        {
            throw Invalid($"{nameof(PieceSwitchInterval)} must be between 1d and 7d, but was {piece}.");
        }

        if (ArchiveLagTarget is { } lag && lag.ToTimeSpan() > TimeSpan.FromHours(2))
        {
            throw Invalid($"{nameof(ArchiveLagTarget)} must be at most 2h, but was {lag}.");
        }

        if (!IsMissing(archive) && ArchiveLagTarget is { } withPlace && withPlace.ToTimeSpan() == TimeSpan.Zero)
        {
            throw Invalid($"{nameof(ArchiveLagTarget)} must be more than 0 together with {archiveName}, but was {withPlace}.");
        }

        if (ArchiveLagTarget is { } onS3 && archive?.Scheme == "s3" && onS3.ToTimeSpan() < TimeSpan.FromMinutes(1))
        {
            throw Invalid($"{nameof(ArchiveLagTarget)} must be at least 1m on S3, but was {onS3}.");
        }

        if (LogArchiveConcurrency is < 0 or > 100)
        {
            throw Invalid($"{nameof(LogArchiveConcurrency)} must be between 0 and 100, but was {LogArchiveConcurrency}.");
        }

        if (HaLowThreadScore is < 0 or > 100)
        {
            throw Invalid($"{nameof(HaLowThreadScore)} must be between 0 and 100, but was {HaLowThreadScore}.");
        }
    }
}
