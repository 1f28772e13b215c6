using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Zones;

/// <summary>What the database itself says of a zone. Servers may send others than the named ones; case does not count.</summary>
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

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static ZoneInnerStatus IOpenValue<ZoneInnerStatus>.Create(string value) => new(value);
}
