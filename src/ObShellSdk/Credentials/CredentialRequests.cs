using System.Text.Json.Serialization;

namespace ObShellSdk.Credentials;

/// <summary>A credential to store.</summary>
public sealed record CreateCredentialRequest
{
    /// <summary>What it opens. Default: <see cref="CredentialTargetType.Host"/>.</summary>
    public CredentialTargetType TargetType { get; init; } = CredentialTargetType.Host;

    /// <summary>A name that no other credential has.</summary>
    public required string Name { get; init; }

    /// <summary>For people. Default: empty.</summary>
    public string? Description { get; init; }

    /// <summary>The login.</summary>
    [JsonPropertyName("ssh_credential_property")]
    public required SshCredential Ssh { get; init; }

    internal void Validate(string name)
    {
        SshCredential.ThrowIfEmpty(TargetType.Value, nameof(TargetType), name);
        SshCredential.ThrowIfEmpty(Name, nameof(Name), name);
        SshCredential.Validate(Ssh, needsPassphrase: true, name);
    }
}

/// <summary>A stored credential as it shall be. It is replaced as a whole, but for its password.</summary>
public sealed record ChangeCredentialRequest
{
    /// <summary>A name that no other credential has.</summary>
    public required string Name { get; init; }

    /// <summary>For people. Default: empty, also where there was one.</summary>
    public string? Description { get; init; }

    /// <summary>The login; without <see cref="SshCredential.Passphrase"/> it keeps the stored password.</summary>
    [JsonPropertyName("ssh_credential_property")]
    public required SshCredential Ssh { get; init; }

    internal void Validate(string name)
    {
        SshCredential.ThrowIfEmpty(Name, nameof(Name), name);
        SshCredential.Validate(Ssh, needsPassphrase: false, name);
    }
}

/// <summary>A credential to try.</summary>
public sealed record ValidateCredentialRequest
{
    /// <summary>What it opens. Default: <see cref="CredentialTargetType.Host"/>.</summary>
    public CredentialTargetType TargetType { get; init; } = CredentialTargetType.Host;

    /// <summary>The login.</summary>
    [JsonPropertyName("ssh_credential_property")]
    public required SshCredential Ssh { get; init; }

    internal void Validate(string name)
    {
        SshCredential.ThrowIfEmpty(TargetType.Value, nameof(TargetType), name);
        SshCredential.Validate(Ssh, needsPassphrase: true, name);
    }
}

/// <summary>A login by SSH.</summary>
public sealed record SshCredential
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

    internal static void Validate(SshCredential? login, bool needsPassphrase, string name)
    {
        if (login is null)
        {
            throw new ArgumentException("Ssh is required.", name);
        }

        ThrowIfEmpty(login.Username, nameof(Username), name);
        ThrowIfEmpty(login.Type.Value, nameof(Type), name);
        if (login.Targets.Count == 0 || login.Targets.Any(target => string.IsNullOrEmpty(target?.Ip) || target.Port is < 0 or > 65535))
        {
            throw new ArgumentException($"{nameof(Targets)} has at least one, and each an IP and a port up to 65535.", name);
        }

        if (needsPassphrase && login.Passphrase is null)
        {
            throw new ArgumentException($"{nameof(Passphrase)} is required; it may be empty.", name);
        }
    }

    internal static void ThrowIfEmpty(string? value, string member, string name)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new ArgumentException($"{member} is not empty.", name);
        }
    }
}

/// <summary>Which credentials to list. Members that are null do not filter.</summary>
public sealed record CredentialFilter
{
    /// <summary>The one with this id.</summary>
    public long? CredentialId { get; init; }

    /// <summary>That open this.</summary>
    public CredentialTargetType? TargetType { get; init; }

    /// <summary>With this in their name, user name or addresses; <c>%</c> and <c>_</c> stand for any text and any letter.</summary>
    public string? Keyword { get; init; }

    /// <summary>What to sort by. Default: <see cref="CredentialSort.Id"/>.</summary>
    public CredentialSort? SortBy { get; init; }

    /// <summary>Whether the last come first. Default: false.</summary>
    public bool Descending { get; init; }
}

/// <summary>A key to encrypt stored passwords with.</summary>
public sealed record CredentialEncryptionKey
{
    private const int Length = 32;

    /// <summary>Base64 of 32 random bytes.</summary>
    public required Secret AesKey { get; init; }

    internal void Validate(string name)
    {
        // A buffer of the right size and nothing beside it: longer keys do not fit either.
        Span<byte> bytes = stackalloc byte[Length];
        bool fits = AesKey is not null && Convert.TryFromBase64String(AesKey.Reveal(), bytes, out int length) && length == Length;
        bytes.Clear();
        if (!fits)
        {
            throw new ArgumentException($"{nameof(AesKey)} is Base64 of {Length} bytes.", name);
        }
    }
}

/// <summary>Several credentials.</summary>
internal sealed record CredentialIds
{
    public required IReadOnlyList<long> CredentialIdList { get; init; }

    public static CredentialIds Of(IReadOnlyList<long> ids, string name)
    {
        ArgumentNullException.ThrowIfNull(ids, name);
        return ids.Count > 0 ? new CredentialIds { CredentialIdList = ids } : throw new ArgumentException("At least one.", name);
    }
}
