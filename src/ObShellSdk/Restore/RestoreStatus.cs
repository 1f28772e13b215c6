using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Restore;

/// <summary>What a restore is doing. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<RestoreStatus>))]
public readonly record struct RestoreStatus(string Value) : IOpenValue<RestoreStatus>
{
    /// <summary>Restoring.</summary>
    public static RestoreStatus Restoring { get; } = new("RESTORING");

    /// <summary>Ended well.</summary>
    public static RestoreStatus Success { get; } = new("SUCCESS");

    /// <summary>Ended with an error.</summary>
    public static RestoreStatus Fail { get; } = new("FAIL");

    /// <inheritdoc />
    public bool Equals(RestoreStatus other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static RestoreStatus IOpenValue<RestoreStatus>.Create(string value) => new(value);
}
