using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Backup;

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
