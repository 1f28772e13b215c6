using System.Net;
using ObShellSdk.Diagnostics;

namespace ObShellSdk.Http;

/// <summary>Tells from an answer whether, and why, authentication failed. These refusals are made before any handler runs.</summary>
internal static class Authentication
{
    /// <summary>Every authentication failure of agents before 4.3.1.</summary>
    private const string LegacyUnauthorized = "10008";

    /// <summary>The socket is not for this user; agents before 4.3.1.</summary>
    private const string LegacyUserNotPermitted = "10000";

    /// <summary>The header could not be decrypted; beside the text since 4.4.2.</summary>
    private const string LegacyDecryptFailed = "1";

    /// <summary>The authentication version does not fit; known to the official SDKs only.</summary>
    private const string LegacyVersionMismatch = "2";

    /// <summary>Null for any other refusal.</summary>
    public static AuthenticationFailureReason? Classify(HttpStatusCode status, ApiError error) => error.ErrCode switch
    {
        ObShellErrorCodes.SecurityAuthenticationHeaderDecryptFailed => AuthenticationFailureReason.KeyRejected,
        ObShellErrorCodes.SecurityAuthenticationExpired => AuthenticationFailureReason.ClockSkew,
        ObShellErrorCodes.SecurityAuthenticationIncorrectOceanbasePassword => AuthenticationFailureReason.WrongPassword,
        ObShellErrorCodes.SecurityAuthenticationIncorrectAgentPassword => AuthenticationFailureReason.WrongAgentPassword,
        ObShellErrorCodes.SecurityAuthenticationWithAgentPassword => AuthenticationFailureReason.AgentPasswordNeeded,
        ObShellErrorCodes.SecurityAuthenticationWithOceanBasePassword => AuthenticationFailureReason.OceanBasePasswordNeeded,
        ObShellErrorCodes.SecurityAuthenticationAgentPasswordNotInitialized => AuthenticationFailureReason.AgentPasswordNotSet,
        ObShellErrorCodes.SecurityAuthenticationHeaderUriMismatch => AuthenticationFailureReason.TargetRewritten,
        ObShellErrorCodes.SecurityAuthenticationSessionInvalid or ObShellErrorCodes.SecurityAuthenticationSessionExpired => AuthenticationFailureReason.SessionEnded,
        ObShellErrorCodes.RequestHeaderNotFound => AuthenticationFailureReason.HeaderMissing,
        ObShellErrorCodes.SecurityUserPermissionDenied => AuthenticationFailureReason.UserNotPermitted,

        // Says nothing of who asks.
        ObShellErrorCodes.SecurityAuthenticationFileSha256Mismatch => null,
        "" => error.Code switch
        {
            LegacyDecryptFailed => AuthenticationFailureReason.KeyRejected,
            LegacyVersionMismatch => AuthenticationFailureReason.UnsupportedVersion,
            LegacyUnauthorized => AuthenticationFailureReason.Unknown,
            LegacyUserNotPermitted => AuthenticationFailureReason.UserNotPermitted,
            _ => status == HttpStatusCode.Unauthorized ? AuthenticationFailureReason.Unknown : null,
        },
        _ => status == HttpStatusCode.Unauthorized ? AuthenticationFailureReason.Unknown : null,
    };

    /// <summary>What may be wrong with the password that the agent refused; nothing if the call intentionally showed none.</summary>
    /// <param name="mask">The secrets that the call was made with.</param>
    /// <param name="reason">Says which of the two passwords it was.</param>
    public static PasswordDoubt DoubtOf(SecretMask mask, AuthenticationFailureReason reason) =>
        mask.Credential is not { Session: null } credential || mask.Session is not null ? PasswordDoubt.None
        : PasswordDoubts.Of(reason == AuthenticationFailureReason.WrongAgentPassword ? credential.AgentPassword : credential.Password ?? credential.AgentPassword);
}
