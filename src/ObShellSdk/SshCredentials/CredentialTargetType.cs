using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.SshCredentials;

/// <summary>What a credential opens. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<CredentialTargetType>))]
public readonly record struct CredentialTargetType(string Value) : IOpenValue<CredentialTargetType>
{
    /// <summary>The hosts of servers. The only one that the agent takes.</summary>
    public static CredentialTargetType Host { get; } = new("HOST");

    /// <inheritdoc />
    public bool Equals(CredentialTargetType other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static CredentialTargetType IOpenValue<CredentialTargetType>.Create(string value) => new(value);
}
