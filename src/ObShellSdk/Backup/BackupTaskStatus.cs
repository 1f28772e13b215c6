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
