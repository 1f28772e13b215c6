using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tenants;

/// <summary>What a tenant's replica in a zone can do. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ReplicaType>))]
public readonly record struct ReplicaType(string Value) : IOpenValue<ReplicaType>
{
    /// <summary>Votes, and can lead.</summary>
    public static ReplicaType Full { get; } = new("FULL");

    /// <summary>Does not vote and only serves weak reads.</summary>
    public static ReplicaType ReadOnly { get; } = new("READONLY");

    /// <inheritdoc />
    public bool Equals(ReplicaType other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static ReplicaType IOpenValue<ReplicaType>.Create(string value) => new(value);
}
