using System.Text.Json.Serialization;

namespace ObShellSdk.SshCredentials;

/// <summary>A credential to store.</summary>
public sealed record CreateSshCredentialRequest
{
    /// <summary>What it opens. Default: <see cref="CredentialTargetType.Host"/>.</summary>
    public CredentialTargetType TargetType { get; init; } = CredentialTargetType.Host;

    /// <summary>A name that no other credential has.</summary>
    public required string Name { get; init; }

    /// <summary>For people. Default: empty.</summary>
    public string? Description { get; init; }

    /// <summary>The login.</summary>
    [JsonPropertyName("ssh_credential_property")]
    public required SshLoginRequest Ssh { get; init; }

    internal void Validate(string name)
    {
        SshLoginRequest.ThrowIfEmpty(TargetType.Value, nameof(TargetType), name);
        SshLoginRequest.ThrowIfEmpty(Name, nameof(Name), name);
        SshLoginRequest.Validate(Ssh, needsPassphrase: true, name);
    }
}
