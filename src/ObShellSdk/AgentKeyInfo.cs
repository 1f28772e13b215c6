namespace ObShellSdk;

/// <summary>The public key that an agent shows, to be judged by <see cref="ObShellClientOptions.KeyValidation"/> before anything secret is sent.</summary>
public sealed record AgentKeyInfo
{
    /// <summary>The address at which the agent was asked for it.</summary>
    public required Uri Agent { get; init; }

    /// <summary>SHA-256 of the decoded PKCS#1 bytes: 64 hex digits in lower case, as <c>sha256sum</c> prints them.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The size in bits: 1024 since obshell 4.4.2, 512 before.</summary>
    public required int Bits { get; init; }
}
