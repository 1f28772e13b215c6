using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Zones;

/// <summary>What the database itself says of a zone. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ZoneInnerStatus>))]
public readonly record struct ZoneInnerStatus(string Value) : IOpenValue<ZoneInnerStatus>
{
    /// <summary>Started.</summary>
    public static ZoneInnerStatus Active { get; } = new("ACTIVE");

    /// <summary>Stopped.</summary>
    public static ZoneInnerStatus Inactive { get; } = new("INACTIVE");

    /// <inheritdoc />
    public bool Equals(ZoneInnerStatus other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static ZoneInnerStatus IOpenValue<ZoneInnerStatus>.Create(string value) => new(value);
}
