using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Zones;

/// <summary>What a zone is doing, by its observers, the database and the work under way. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ZoneStatus>))]
public readonly record struct ZoneStatus(string Value) : IOpenValue<ZoneStatus>
{
    /// <summary>Serving.</summary>
    public static ZoneStatus Running { get; } = new("RUNNING");

    /// <summary>Cannot be used, though nobody stopped it.</summary>
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

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static ZoneStatus IOpenValue<ZoneStatus>.Create(string value) => new(value);
}

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

/// <summary>What the root service on a zone's root server does. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<RootServerRole>))]
public readonly record struct RootServerRole(string Value) : IOpenValue<RootServerRole>
{
    /// <summary>It decides for the cluster.</summary>
    public static RootServerRole Leader { get; } = new("LEADER");

    /// <summary>It stands by.</summary>
    public static RootServerRole Follower { get; } = new("FOLLOWER");

    /// <inheritdoc />
    public bool Equals(RootServerRole other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static RootServerRole IOpenValue<RootServerRole>.Create(string value) => new(value);
}
