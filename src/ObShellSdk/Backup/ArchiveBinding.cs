using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Backup;

/// <summary>How writes wait for the log archive. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ArchiveBinding>))]
public readonly record struct ArchiveBinding(string Value) : IOpenValue<ArchiveBinding>
{
    /// <summary>They do not wait.</summary>
    public static ArchiveBinding Optional { get; } = new("OPTIONAL");

    /// <summary>They wait until the log is archived.</summary>
    public static ArchiveBinding Mandatory { get; } = new("MANDATORY");

    /// <inheritdoc />
    public bool Equals(ArchiveBinding other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static ArchiveBinding IOpenValue<ArchiveBinding>.Create(string value) => new(value);
}
