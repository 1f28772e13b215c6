using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.SshCredentials;

/// <summary>What credentials are sorted by. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<SshCredentialSort>))]
public readonly record struct SshCredentialSort(string Value) : IOpenValue<SshCredentialSort>
{
    /// <summary>The id.</summary>
    public static SshCredentialSort Id { get; } = new("id");

    /// <summary>The name.</summary>
    public static SshCredentialSort Name { get; } = new("name");

    /// <summary>What they open.</summary>
    public static SshCredentialSort AccessTarget { get; } = new("access_target");

    /// <summary>The time they were stored.</summary>
    public static SshCredentialSort CreateTime { get; } = new("create_time");

    /// <summary>The time they were changed last.</summary>
    public static SshCredentialSort UpdateTime { get; } = new("update_time");

    /// <inheritdoc />
    public bool Equals(SshCredentialSort other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static SshCredentialSort IOpenValue<SshCredentialSort>.Create(string value) => new(value);
}
