using System.Net;
using ObShellSdk.Errors;

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
    public static AuthenticationFailure? Classify(HttpStatusCode status, ApiError error) => error.ErrCode switch
    {
        ObShellErrorCodes.SecurityAuthenticationHeaderDecryptFailed => AuthenticationFailure.KeyRejected,
        ObShellErrorCodes.SecurityAuthenticationExpired => AuthenticationFailure.ClockSkew,
        ObShellErrorCodes.SecurityAuthenticationIncorrectOceanbasePassword => AuthenticationFailure.WrongPassword,
        ObShellErrorCodes.SecurityAuthenticationIncorrectAgentPassword => AuthenticationFailure.WrongAgentPassword,
        ObShellErrorCodes.SecurityAuthenticationWithAgentPassword => AuthenticationFailure.AgentPasswordNeeded,
        ObShellErrorCodes.SecurityAuthenticationWithOceanBasePassword => AuthenticationFailure.OceanBasePasswordNeeded,
        ObShellErrorCodes.SecurityAuthenticationAgentPasswordNotInitialized => AuthenticationFailure.AgentPasswordNotSet,
        ObShellErrorCodes.SecurityAuthenticationHeaderUriMismatch => AuthenticationFailure.TargetRewritten,
        ObShellErrorCodes.SecurityAuthenticationSessionInvalid or ObShellErrorCodes.SecurityAuthenticationSessionExpired => AuthenticationFailure.SessionEnded,
        ObShellErrorCodes.RequestHeaderNotFound => AuthenticationFailure.HeaderMissing,
        ObShellErrorCodes.SecurityUserPermissionDenied => AuthenticationFailure.UserNotPermitted,

        // Says nothing of who asks.
        ObShellErrorCodes.SecurityAuthenticationFileSha256Mismatch => null,
        "" => error.Code switch
        {
            LegacyDecryptFailed => AuthenticationFailure.KeyRejected,
            LegacyVersionMismatch => AuthenticationFailure.UnsupportedVersion,
            LegacyUnauthorized => AuthenticationFailure.Unknown,
            LegacyUserNotPermitted => AuthenticationFailure.UserNotPermitted,
            _ => status == HttpStatusCode.Unauthorized ? AuthenticationFailure.Unknown : null,
        },
        _ => status == HttpStatusCode.Unauthorized ? AuthenticationFailure.Unknown : null,
    };
}
