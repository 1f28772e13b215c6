using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.SshCredentials;

/// <summary>How a trial login ended. Agents may send other values than the named ones. The comparison ignores case.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<ConnectionResult>))]
public readonly record struct ConnectionResult(string Value) : IOpenValue<ConnectionResult>
{
    /// <summary>Well.</summary>
    public static ConnectionResult Success { get; } = new("SUCCESS");

    /// <summary>Not reached, or refused.</summary>
    public static ConnectionResult ConnectFailed { get; } = new("CONNECT_FAILED");

    /// <inheritdoc />
    public bool Equals(ConnectionResult other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>Returns the word as the agent sends it.</summary>
    /// <returns>The word, or an empty string if there is none.</returns>
    public override string ToString() => Value ?? "";

    static ConnectionResult IOpenValue<ConnectionResult>.Create(string value) => new(value);
}
