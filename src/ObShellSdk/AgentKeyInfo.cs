namespace ObShellSdk;

/// <summary>The public key of an agent, for <see cref="ObShellClientOptions.KeyValidation"/> to accept or reject before anything secret is sent.</summary>
public sealed record AgentKeyInfo
{
    /// <summary>The address of the agent from which the key was fetched.</summary>
    public required Uri Agent { get; init; }

    /// <summary>SHA-256 of the decoded PKCS#1 bytes: 64 hex digits in lower case, as <c>sha256sum</c> prints them.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The key size in bits: 1024 since obshell 4.4.2, 512 in older versions.</summary>
    public required int Bits { get; init; }
}
