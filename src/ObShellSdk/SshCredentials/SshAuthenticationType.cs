using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.SshCredentials;

/// <summary>How an SSH login is proven. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<SshAuthenticationType>))]
public readonly record struct SshAuthenticationType(string Value) : IOpenValue<SshAuthenticationType>
{
    /// <summary>By a password. The only one that the agent takes.</summary>
    public static SshAuthenticationType Password { get; } = new("PASSWORD");

    /// <inheritdoc />
    public bool Equals(SshAuthenticationType other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static SshAuthenticationType IOpenValue<SshAuthenticationType>.Create(string value) => new(value);
}
