
namespace ObShellSdk.Restore;

/// <summary>Where a backup lies.</summary>
public sealed record RestoreSource
{
    /// <summary>The place of the data backup, with access keys.</summary>
    public required StorageUri DataBackupUri { get; init; }

    /// <summary>The place of the log archive, with access keys. Default: that of the data backup.</summary>
    public StorageUri? ArchiveLogUri { get; init; }

    internal void Validate(string name)
    {
        if (string.IsNullOrEmpty(DataBackupUri?.Reveal()))
        {
            throw new ArgumentException($"{nameof(DataBackupUri)} must be set.", name);
        }

        DataBackupUri.Validate(nameof(DataBackupUri), name);
        ArchiveLogUri?.Validate(nameof(ArchiveLogUri), name);
    }

    /// <summary>The agent breaks when the place of the logs is missing, although it calls it optional.</summary>
    internal RestoreSource Complete() => ArchiveLogUri is null ? this with { ArchiveLogUri = DataBackupUri } : this;

    /// <summary>
    /// To ask for the source tenant: the agent appends <c>/format.obbak</c> to the location of the data, which in cloud storage ends with a query (ob/agent/lib/system/admin.go:300). An option that
    /// obshell does not know, and so drops (storage.go:430), takes the text in place of the access key or region.
    /// </summary>
    internal RestoreSource CompleteForSourceTenant() =>
        Complete() is var complete && DataBackupUri.Reveal().Contains('?', StringComparison.Ordinal)
            ? complete with { DataBackupUri = new StorageUri($"{DataBackupUri.Reveal()}&object=") }
            : complete;
}
