using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Compaction;

/// <summary>What the compaction of a tenant is doing. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<CompactionStatus>))]
public readonly record struct CompactionStatus(string Value) : IOpenValue<CompactionStatus>
{
    /// <summary>Nothing.</summary>
    public static CompactionStatus Idle { get; } = new("IDLE");

    /// <summary>Compacting.</summary>
    public static CompactionStatus Compacting { get; } = new("COMPACTING");

    /// <summary>Comparing checksums.</summary>
    public static CompactionStatus Verifying { get; } = new("VERIFYING");

    /// <inheritdoc />
    public bool Equals(CompactionStatus other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static CompactionStatus IOpenValue<CompactionStatus>.Create(string value) => new(value);
}
