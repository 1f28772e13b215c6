using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.SshCredentials;

/// <summary>What a credential opens. Servers may send others than the named ones; case does not count.</summary>
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

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static CredentialTargetType IOpenValue<CredentialTargetType>.Create(string value) => new(value);
}
