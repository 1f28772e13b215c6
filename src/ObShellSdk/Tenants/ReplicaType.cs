using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tenants;

/// <summary>What a tenant's replica in a zone can do. Servers may send others than the named ones; case does not count.</summary>
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

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static ReplicaType IOpenValue<ReplicaType>.Create(string value) => new(value);
}
