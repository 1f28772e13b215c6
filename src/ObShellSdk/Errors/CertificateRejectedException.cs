using System.Security.Authentication;

namespace ObShellSdk.Errors;

/// <summary>Thrown by the validation of a certificate, so that the cause reaches the caller through the transport. The message continues a sentence.</summary>
internal sealed class CertificateRejectedException(ConnectionFailureReason failure, string message) : AuthenticationException(message)
{
    public ConnectionFailureReason Failure { get; } = failure;
}
