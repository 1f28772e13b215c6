using ObShellSdk.Errors;

namespace ObShellSdk;

/// <summary>
/// The client refused to send a call, because it does not trust the agent: its key, its description, or its cluster. The agent had no part in it; nothing secret was
/// sent, and nothing was executed.
/// </summary>
public sealed class ObShellTrustException : ObShellException
{
    /// <summary>Makes an exception for a test; an initializer sets what it says.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null for none.</param>
    public ObShellTrustException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal ObShellTrustException(string message, CallFacts facts, TrustFailureReason reason, Exception? innerException = null)
        : base(message, facts, innerException) => Reason = reason;

    /// <summary>Why the agent is not trusted.</summary>
    public TrustFailureReason Reason { get; init; }

    /// <summary>
    /// The fingerprint of the key that the agent showed (SHA-256, lower-case hex), or null if the key is not the reason. Compare it with the key on the agent's own host
    /// before you trust it.
    /// </summary>
    public string? KeyFingerprint { get; init; }

    /// <summary>False, except for <see cref="TrustFailureReason.KnownAgentsFileLocked"/>.</summary>
    public override bool IsTransient => Reason == TrustFailureReason.KnownAgentsFileLocked;
}
