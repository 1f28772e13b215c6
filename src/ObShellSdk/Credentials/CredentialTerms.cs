using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Credentials;

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

/// <summary>How an SSH login is proven. Servers may send others than the named ones; case does not count.</summary>
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

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static SshAuthenticationType IOpenValue<SshAuthenticationType>.Create(string value) => new(value);
}

/// <summary>How a trial login ended. Servers may send others than the named ones; case does not count.</summary>
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

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static ConnectionResult IOpenValue<ConnectionResult>.Create(string value) => new(value);
}

/// <summary>What credentials are sorted by. Servers may send others than the named ones; case does not count.</summary>
/// <param name="Value">The word as the agent sends it.</param>
[JsonConverter(typeof(OpenValueConverter<CredentialSort>))]
public readonly record struct CredentialSort(string Value) : IOpenValue<CredentialSort>
{
    /// <summary>The id.</summary>
    public static CredentialSort Id { get; } = new("id");

    /// <summary>The name.</summary>
    public static CredentialSort Name { get; } = new("name");

    /// <summary>What they open.</summary>
    public static CredentialSort AccessTarget { get; } = new("access_target");

    /// <summary>When they were stored.</summary>
    public static CredentialSort CreateTime { get; } = new("create_time");

    /// <summary>When they were changed last.</summary>
    public static CredentialSort UpdateTime { get; } = new("update_time");

    /// <inheritdoc />
    public bool Equals(CredentialSort other) => OpenValue.Equal(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => OpenValue.Hash(Value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value ?? "";

    static CredentialSort IOpenValue<CredentialSort>.Create(string value) => new(value);
}
