using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Backup;

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
