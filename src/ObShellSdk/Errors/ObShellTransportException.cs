using ObShellSdk.Errors;

namespace ObShellSdk;

/// <summary>The agent could not be reached, or the connection broke before its answer was whole.</summary>
public class ObShellTransportException : ObShellException
{
    private int _attempts = 1;

    /// <summary>Initializes an exception for a test; an initializer sets its members.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null for none.</param>
    /// <param name="isTransient">The value of <see cref="IsTransient"/>. Default: true.</param>
    public ObShellTransportException(string message, Exception? innerException = null, bool isTransient = true)
        : base(message, innerException) => IsTransient = isTransient;

    internal ObShellTransportException(string message, CallFacts facts, ConnectionFailureReason failure, Exception? innerException, bool isTransient = true)
        : base(message, facts, innerException)
    {
        Reason = failure;
        _attempts = facts.Attempts;
        IsTransient = isTransient;
    }

    /// <summary>How many times the call was tried, the first included.</summary>
    public int Attempts { get => _attempts; init => _attempts = value; }

    /// <summary>Why no usable response came.</summary>
    public ConnectionFailureReason Reason { get; init; }

    /// <summary>
    /// True, except for the TLS failures (<see cref="ConnectionFailureReason.CertificateAuthority"/> and all that follow it): a certificate that is not trusted now is not trusted a minute later.
    /// </summary>
    public override bool IsTransient { get; }

    /// <summary>The loop of attempts knows their number, and the exception comes from one of them.</summary>
    internal void Count(int attempts) => _attempts = attempts;
}
