using System.Text.Json.Serialization;

namespace ObShellSdk.SshCredentials;

/// <summary>The new content of a stored credential. It replaces everything except, if it is not given, the password.</summary>
public sealed record UpdateSshCredentialRequest
{
    /// <summary>A name that no other credential has.</summary>
    public required string Name { get; init; }

    /// <summary>For people. Default: empty, also where there was one.</summary>
    public string? Description { get; init; }

    /// <summary>The login; without <see cref="SshLoginRequest.Passphrase"/> it keeps the stored password.</summary>
    [JsonPropertyName("ssh_credential_property")]
    public required SshLoginRequest Ssh { get; init; }

    internal void Validate(string name)
    {
        SshLoginRequest.ThrowIfEmpty(Name, nameof(Name), name);
        SshLoginRequest.Validate(Ssh, needsPassphrase: false, name);
    }
}
