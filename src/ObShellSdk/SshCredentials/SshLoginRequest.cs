using System.Text.Json.Serialization;

namespace ObShellSdk.SshCredentials;

/// <summary>A login by SSH.</summary>
public sealed record SshLoginRequest
{
    /// <summary>The hosts that it opens; at least one, and each one of the cluster.</summary>
    public required IReadOnlyList<SshTarget> Targets { get; init => field = value ?? []; }

    /// <summary>The user.</summary>
    public required string Username { get; init; }

    /// <summary>How the login is proven. Default: <see cref="SshAuthenticationType.Password"/>.</summary>
    public SshAuthenticationType Type { get; init; } = SshAuthenticationType.Password;

    /// <summary>The user's password. Required to store or try a login, and may be the empty one; a change without it, or with the empty one, keeps the stored password.</summary>
    [JsonIgnore]
    public Secret? Passphrase { get; init; }

    /// <summary>The agent wants it in any case.</summary>
    [JsonInclude]
    [JsonPropertyName("passphrase")]
    internal Secret SentPassphrase => Passphrase ?? new Secret("");

    internal static void Validate(SshLoginRequest? login, bool needsPassphrase, string name)
    {
        if (login is null)
        {
            throw new ArgumentException("The SSH login must not be null.", name);
        }

        ThrowIfEmpty(login.Username, nameof(Username), name);
        ThrowIfEmpty(login.Type.Value, nameof(Type), name);
        if (login.Targets.Count == 0 || login.Targets.Any(target => string.IsNullOrEmpty(target?.Ip) || target.Port is < 0 or > 65535))
        {
            throw new ArgumentException($"{nameof(Targets)} must contain at least one target, each with an IP address and a port up to 65535.", name);
        }

        if (needsPassphrase && login.Passphrase is null)
        {
            throw new ArgumentException($"{nameof(Passphrase)} must not be null; it may be empty.", name);
        }
    }

    internal static void ThrowIfEmpty(string? value, string member, string name)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new ArgumentException($"{member} must not be empty.", name);
        }
    }
}
