using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Backup;

/// <summary>What a backup task is doing. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<BackupTaskStatus>))]
public readonly record struct BackupTaskStatus(string Value) : IOpenValue<BackupTaskStatus>
{
    /// <summary>Not begun.</summary>
    public static BackupTaskStatus Init { get; } = new("INIT");

    /// <summary>Running.</summary>
    public static BackupTaskStatus Doing { get; } = new("DOING");

    /// <summary>Ended well.</summary>
    public static BackupTaskStatus Completed { get; } = new("COMPLETED");

    /// <summary>Ended with an error.</summary>
    public static BackupTaskStatus Failed { get; } = new("FAILED");

    /// <summary>Being canceled.</summary>
    public static BackupTaskStatus Canceling { get; } = new("CANCELING");

    /// <summary>Canceled.</summary>
    public static BackupTaskStatus Canceled { get; } = new("CANCELED");

    /// <inheritdoc />
    public bool Equals(BackupTaskStatus other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static BackupTaskStatus IOpenValue<BackupTaskStatus>.Create(string value) => new(value);
}

/// <summary>How a backup set is encrypted. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<BackupEncryptionMode>))]
public readonly record struct BackupEncryptionMode(string Value) : IOpenValue<BackupEncryptionMode>
{
    /// <summary>Not encrypted.</summary>
    public static BackupEncryptionMode None { get; } = new("NONE");

    /// <summary>By a password that a restore needs.</summary>
    public static BackupEncryptionMode Password { get; } = new("PASSWORD");

    /// <summary>By the tenant's transparent encryption.</summary>
    public static BackupEncryptionMode TransparentEncryption { get; } = new("TRANSPARENT_ENCRYPTION");

    /// <inheritdoc />
    public bool Equals(BackupEncryptionMode other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static BackupEncryptionMode IOpenValue<BackupEncryptionMode>.Create(string value) => new(value);
}

/// <summary>How much to back up. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<BackupMode>))]
public readonly record struct BackupMode(string Value) : IOpenValue<BackupMode>
{
    /// <summary>Everything.</summary>
    public static BackupMode Full { get; } = new("full");

    /// <summary>What changed since the last backup; full where there is none.</summary>
    public static BackupMode Incremental { get; } = new("incremental");

    /// <inheritdoc />
    public bool Equals(BackupMode other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static BackupMode IOpenValue<BackupMode>.Create(string value) => new(value);
}

/// <summary>How writes wait for the log archive. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ArchiveBinding>))]
public readonly record struct ArchiveBinding(string Value) : IOpenValue<ArchiveBinding>
{
    /// <summary>They do not wait.</summary>
    public static ArchiveBinding Optional { get; } = new("OPTIONAL");

    /// <summary>They wait until the log is archived.</summary>
    public static ArchiveBinding Mandatory { get; } = new("MANDATORY");

    /// <inheritdoc />
    public bool Equals(ArchiveBinding other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static ArchiveBinding IOpenValue<ArchiveBinding>.Create(string value) => new(value);
}

/// <summary>What a log archive is doing. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ArchiveLogStatus>))]
public readonly record struct ArchiveLogStatus(string Value) : IOpenValue<ArchiveLogStatus>
{
    /// <summary>Being set up.</summary>
    public static ArchiveLogStatus Prepare { get; } = new("PREPARE");

    /// <summary>Beginning.</summary>
    public static ArchiveLogStatus Beginning { get; } = new("BEGINNING");

    /// <summary>Archiving.</summary>
    public static ArchiveLogStatus Doing { get; } = new("DOING");

    /// <summary>Stopped by an error.</summary>
    public static ArchiveLogStatus Interrupted { get; } = new("INTERRUPTED");

    /// <summary>Being stopped.</summary>
    public static ArchiveLogStatus Stopping { get; } = new("STOPPING");

    /// <summary>Stopped.</summary>
    public static ArchiveLogStatus Stop { get; } = new("STOP");

    /// <summary>Being suspended.</summary>
    public static ArchiveLogStatus Suspending { get; } = new("SUSPENDING");

    /// <summary>Suspended: it can go on without a gap.</summary>
    public static ArchiveLogStatus Suspend { get; } = new("SUSPEND");

    /// <inheritdoc />
    public bool Equals(ArchiveLogStatus other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static ArchiveLogStatus IOpenValue<ArchiveLogStatus>.Create(string value) => new(value);
}
