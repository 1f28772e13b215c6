namespace ObShellSdk;

/// <summary>Why the client did not trust an agent and refused to send a call to it. Nothing secret was sent.</summary>
public enum TrustFailureReason
{
    /// <summary>Unknown; only in exceptions that a test constructs.</summary>
    Unknown,

    /// <summary>The agent's public key is not one of those pinned in <see cref="ObShellClientOptions.PinnedKeyFingerprints"/>.</summary>
    KeyNotPinned,

    /// <summary>The agent's public key is not the one in the known-agents file (<see cref="ObShellClientOptions.KnownAgentsFile"/>).</summary>
    KeyChanged,

    /// <summary>The agent's public key has fewer bits than <see cref="ObShellClientOptions.MinimumKeyBits"/>.</summary>
    KeyTooSmall,

    /// <summary><see cref="ObShellClientOptions.KeyValidation"/> refused the agent's public key.</summary>
    KeyRefused,

    /// <summary>The agent supports no authentication version that this client supports.</summary>
    UnsupportedVersion,

    /// <summary>
    /// The agent describes itself as obshell 4.2.2, which gets bodies in clear text, but its key is not one of that release. Only calls whose body contains a secret are
    /// refused, and only if keys are pinned, validated or saved.
    /// </summary>
    Downgraded,

    /// <summary>
    /// The known-agents file (<see cref="ObShellClientOptions.KnownAgentsFile"/>) cannot be read or written, has a line that cannot be read, or is not a regular file. The
    /// inner exception is the cause.
    /// </summary>
    KnownAgentsFileUnusable,

    /// <summary>Another process held the lock of the known-agents file for too long. The same call can succeed later.</summary>
    KnownAgentsFileLocked,

    /// <summary>
    /// The agent belongs to another cluster than the client's other agents, or has left it. Only clients with several agents check this.
    /// </summary>
    OtherCluster,
}
