using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Backup;

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
