using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Zones;

/// <summary>What a zone is doing, by its observers, the database and the work under way. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ZoneStatus>))]
public readonly record struct ZoneStatus(string Value) : IOpenValue<ZoneStatus>
{
    /// <summary>Serving.</summary>
    public static ZoneStatus Running { get; } = new("RUNNING");

    /// <summary>Not available, although it was not stopped.</summary>
    public static ZoneStatus Unavailable { get; } = new("UNAVAILABLE");

    /// <summary>Stopped.</summary>
    public static ZoneStatus Stopped { get; } = new("STOPPED");

    /// <summary>Being created.</summary>
    public static ZoneStatus Creating { get; } = new("CREATING");

    /// <summary>Deleted.</summary>
    public static ZoneStatus Deleted { get; } = new("DELETED");

    /// <summary>Being stopped.</summary>
    public static ZoneStatus Stopping { get; } = new("STOPPING");

    /// <summary>Being started.</summary>
    public static ZoneStatus Starting { get; } = new("STARTING");

    /// <summary>Being restarted.</summary>
    public static ZoneStatus Restarting { get; } = new("RESTARTING");

    /// <summary>Being deleted.</summary>
    public static ZoneStatus Deleting { get; } = new("DELETING");

    /// <summary>Not known.</summary>
    public static ZoneStatus Unknown { get; } = new("UNKNOWN");

    /// <inheritdoc />
    public bool Equals(ZoneStatus other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static ZoneStatus IOpenValue<ZoneStatus>.Create(string value) => new(value);
}
