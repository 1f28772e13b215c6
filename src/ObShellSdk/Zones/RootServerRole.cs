using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Zones;

/// <summary>What the root service on a zone's root server does. Agents may send other values than the named ones. The comparison ignores case.</summary>
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

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static RootServerRole IOpenValue<RootServerRole>.Create(string value) => new(value);
}
