using System.Net;
using ObShellSdk.Errors;

namespace ObShellSdk;

/// <summary>The call could not be authenticated; <see cref="Reason"/> says why. Nothing was executed.</summary>
public sealed class ObShellAuthenticationException : ObShellApiException
{
    /// <summary>Initializes an exception for a test; an initializer sets its members.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null for none.</param>
    public ObShellAuthenticationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal ObShellAuthenticationException(
        string message, CallFacts facts, AuthenticationFailureReason failure, HttpStatusCode statusCode, ApiError error, string? traceId, Exception? innerException = null)
        : base(message, facts, statusCode, error, traceId, innerException) => Reason = failure;

    /// <summary>What was wrong.</summary>
    public AuthenticationFailureReason Reason { get; init; }

    /// <summary>Always false: credential, clock or key must change first.</summary>
    public override bool IsTransient => false;
}
