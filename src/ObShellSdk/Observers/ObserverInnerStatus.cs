using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Observers;

/// <summary>What the database itself says of an observer. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ObserverInnerStatus>))]
public readonly record struct ObserverInnerStatus(string Value) : IOpenValue<ObserverInnerStatus>
{
    /// <summary>It is in touch with the others.</summary>
    public static ObserverInnerStatus Active { get; } = new("ACTIVE");

    /// <summary>It is not.</summary>
    public static ObserverInnerStatus Inactive { get; } = new("INACTIVE");

    /// <summary>It is being removed.</summary>
    public static ObserverInnerStatus Deleting { get; } = new("DELETING");

    /// <summary>It was stopped (<c>ALTER SYSTEM STOP SERVER</c>). Only <see cref="Cluster.ServerConfig.Status"/> has this value.</summary>
    public static ObserverInnerStatus Stopped { get; } = new("STOPPED");

    /// <inheritdoc />
    public bool Equals(ObserverInnerStatus other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static ObserverInnerStatus IOpenValue<ObserverInnerStatus>.Create(string value) => new(value);
}
