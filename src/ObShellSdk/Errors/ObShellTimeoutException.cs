using ObShellSdk.Errors;

namespace ObShellSdk;

/// <summary>No answer came within the attempt time-out or the total time-out of the call.</summary>
public sealed class ObShellTimeoutException : ObShellTransportException
{
    /// <summary>Initializes an exception for a test; an initializer sets its members.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null for none.</param>
    public ObShellTimeoutException(string message, Exception? innerException = null)
        : base(message, innerException) => Reason = ConnectionFailureReason.Timeout;

    internal ObShellTimeoutException(string message, CallFacts facts, ConnectionFailureReason failure, TimeSpan timeout, Exception? innerException)
        : base(message, facts, failure, innerException) => Timeout = timeout;

    /// <summary>The limit that was reached.</summary>
    public TimeSpan Timeout { get; init; }
}
