using System.Text.Json.Serialization;

namespace ObShellSdk.SshCredentials;

/// <summary>A credential to try.</summary>
public sealed record ValidateSshCredentialRequest
{
    /// <summary>What it opens. Default: <see cref="CredentialTargetType.Host"/>.</summary>
    public CredentialTargetType TargetType { get; init; } = CredentialTargetType.Host;

    /// <summary>The login.</summary>
    [JsonPropertyName("ssh_credential_property")]
    public required SshLoginRequest Ssh { get; init; }

    internal void Validate(string name)
    {
        SshLoginRequest.ThrowIfEmpty(TargetType.Value, nameof(TargetType), name);
        SshLoginRequest.Validate(Ssh, needsPassphrase: true, name);
    }
}
