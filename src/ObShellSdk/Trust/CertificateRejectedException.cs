using System.Security.Authentication;
using ObShellSdk.Errors;

namespace ObShellSdk.Trust;

/// <summary>Thrown by the validation of a certificate, so that the cause reaches the caller through the transport. The message continues a sentence.</summary>
internal sealed class CertificateRejectedException(ConnectionFailure failure, string message) : AuthenticationException(message)
{
    public ConnectionFailure Failure { get; } = failure;
}
