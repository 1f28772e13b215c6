using System.Net;
using ObShellSdk.Diagnostics;

namespace ObShellSdk.Errors;

/// <summary>Makes the exceptions, and with them the sentences that users read: what failed, whose fault it is, what to try.</summary>
internal static class Failure
{
    private const string LookFirst = " The agent may have carried it out all the same (MayHaveRun): look at the state of things before you start it again.";

    private const string SsoToken = "Security.SSO.Token.";

    public static ObShellApiException Refused(CallFacts facts, HttpStatusCode status, ApiError error, string? traceId) => new(
        IsWithoutReason(error)
            ? $"{facts.Route} failed at agent {Name(facts)}, which gave no reason (HTTP {(int)status}{(string.IsNullOrEmpty(traceId) ? "" : $", trace {traceId}")}).{Hint(status, error)}{Doubt(facts)}"
            : $"Agent {Name(facts)} refused {facts.Route}: {error.Message} ({Reference(status, error, traceId)}).{Hint(status, error)}{Doubt(facts)}",
        facts, status, error, traceId);

    public static ObShellAuthenticationException NotAuthenticated(
        CallFacts facts, AuthenticationFailureReason failure, HttpStatusCode status, ApiError error, string? traceId, PasswordDoubt doubt) => new(
        $"Agent {Name(facts)} refused {facts.Route}: {error.Message} ({Reference(status, error, traceId)}). {Hint(failure, doubt)}{Remedy(failure, error)}",
        facts, failure, status, error, traceId);

    /// <summary>For a refusal whose cause is already corrected.</summary>
    public static ObShellAuthenticationException Unrepeatable(CallFacts facts, ObShellAuthenticationException refusal) => new(
        $"Agent {Name(facts)} refused {facts.Route}: {refusal.Error.Message} ({Reference(refusal.StatusCode, refusal.Error, refusal.TraceId)}). " +
        "The cause is corrected, but the stream of the file cannot be read again from its beginning: call again with a new stream.",
        facts, refusal.Reason, refusal.StatusCode, refusal.Error, refusal.TraceId);

    public static ObShellTrustException KeyNotPinned(CallFacts facts, string fingerprint) => new(
        $"The public key of agent {Name(facts)} has the fingerprint {fingerprint}, which is not among the pinned ones. Nothing secret was sent. " +
        "Either the agent was set up again (compare the fingerprint on its host, then change the pin), or another program answers at this address.",
        facts, TrustFailureReason.KeyNotPinned) { KeyFingerprint = fingerprint };

    public static ObShellTrustException KeyChanged(CallFacts facts, string file, int line, string known, string shown) => new(
        $"The public key of agent {Name(facts)} has changed: line {line} of {file} has the fingerprint {known}, but it is now {shown}. Nothing secret was sent. " +
        "Either the agent was set up again or upgraded to obshell 4.4.2 or later (compare the new fingerprint with the SHA-256 of its key on its own host, then write it into line " +
        $"{line} in place of the old one), or another program answers at this address.",
        facts, TrustFailureReason.KeyChanged) { KeyFingerprint = shown };

    /// <summary>For what the file system, or a line of the file, says.</summary>
    public static ObShellTrustException KnownAgentsUnusable(CallFacts facts, string file, Exception cause) => cause is KnownAgentsLockedException
        ? new(
            $"{cause.Message} The key of agent {Name(facts)} could not be saved, and nothing secret was sent. Call again, or look for the process that holds the lock.",
            facts, TrustFailureReason.KnownAgentsFileLocked, cause)
        : new(
            $"The key of agent {Name(facts)} could not be compared with the known-agents file {file}, and nothing secret was sent: {cause.Message}",
            facts, TrustFailureReason.KnownAgentsFileUnusable, cause);

    public static ObShellTrustException KeyTooSmall(CallFacts facts, int bits, int least, string fingerprint) => new(
        $"The public key of agent {Name(facts)} must have at least {least} bits, but has {bits} bits. Nothing secret was sent. {KeyRemedy(bits)}",
        facts, TrustFailureReason.KeyTooSmall) { KeyFingerprint = fingerprint };

    public static ObShellTrustException KeyRefused(CallFacts facts, string fingerprint) => new(
        $"The public key of agent {Name(facts)} has the fingerprint {fingerprint}, which the application refused ({nameof(ObShellClientOptions)}." +
        $"{nameof(ObShellClientOptions.KeyValidation)}). Nothing secret was sent.",
        facts, TrustFailureReason.KeyRefused) { KeyFingerprint = fingerprint };

    public static ObShellTrustException UnsupportedVersion(CallFacts facts, string version, string supported) => new(
        $"Agent {Name(facts)} (obshell {version}) supports only authentication {supported}; this client supports v1 (obshell 4.2.2) and v2 " +
        "(4.2.3 and later). Nothing secret was sent. Use a newer ObShellSdk, or upgrade the agent.",
        facts, TrustFailureReason.UnsupportedVersion);

    public static ObShellTrustException Downgraded(CallFacts facts, int bits, string fingerprint) => new(
        $"{facts.Route} was not sent to agent {Name(facts)}: the agent describes itself as obshell 4.2.2, whose authentication v1 sends bodies in clear text, and this body contains a secret. " +
        $"The key ({bits} bits) is trusted, but the description may have been changed on the way. Check the agent's version on its host, and use https.",
        facts, TrustFailureReason.Downgraded) { KeyFingerprint = fingerprint };

    public static ObShellVersionException TooOld(CallFacts facts, Version needed, string version) => new(
        $"{facts.Route} requires obshell {needed} or later, but agent {Name(facts)} runs {version}.{(facts.MayHaveRun ? "" : " Nothing was done.")} Upgrade the agent, or do without this operation.{Doubt(facts)}",
        facts, needed, version);

    public static ObShellTrustException OtherCluster(CallFacts facts, string expected, string? found) => new(
        $"{facts.Route} was not sent to agent {Name(facts)}: it belongs to {(found is null ? "no cluster" : $"cluster {found}")}, but the client's other agents belong to cluster {expected}. " +
        $"Remove the address from {nameof(ObShellClientOptions)}.{nameof(ObShellClientOptions.Endpoints)}, or use another client for that cluster.",
        facts, TrustFailureReason.OtherCluster);

    /// <summary>What the agent would answer to a request without its password, which is not sent.</summary>
    public static ObShellAuthenticationException AgentPasswordNeeded(CallFacts facts)
    {
        string message = $"{facts.Route} requires the agent's own password, but the credential has none. Nothing was sent. Use ObShellCredential.FromAgentPassword or FromPasswords.";
        var error = new ApiError { ErrCode = ObShellErrorCodes.SecurityAuthenticationWithAgentPassword, Message = message };
        return new(message, facts, AuthenticationFailureReason.AgentPasswordNeeded, HttpStatusCode.Unauthorized, error, null);
    }

    /// <summary>For code and files of this program on which a call depends.</summary>
    /// <param name="facts">About the call.</param>
    /// <param name="what">What failed, as part of a sentence.</param>
    /// <param name="cause">What it threw.</param>
    /// <param name="isTransient">Whether it may succeed later without any change.</param>
    public static ObShellLocalException Local(CallFacts facts, string what, Exception cause, bool isTransient = false)
    {
        string reason = Redaction.Message(cause.Message);
        string told = what.Contains(cause.Message, StringComparison.Ordinal) ? what.TrimEnd('.') : $"{what}: {reason.TrimEnd('.')}";
        return new ObShellLocalException($"{facts.Route} at agent {Name(facts)} failed in this program: {told}. See the inner exception.{Doubt(facts)}", facts, cause, isTransient);
    }

    /// <summary>A handler of this program dropped the response to a command and sent it again, which was refused.</summary>
    public static ObShellTransportException Repeated(CallFacts facts, Exception cause) => new(
        $"{facts.Route} at agent {Name(facts)} was answered, but an HTTP handler of this program dropped the response and tried to send the command again, which was refused. " +
        $"Remove retry and hedging handlers from this client; it retries by itself.{Doubt(facts)}",
        facts, ConnectionFailureReason.Broken, cause, isTransient: false);

    /// <summary>For what the transport or a handler in front of it threw: a broken connection, or an answer that is not even HTTP.</summary>
    public static ObShellException Transport(CallFacts facts, Exception cause)
    {
        if (cause is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded })
        {
            return NoEnvelope(facts, default, null, "the answer is not HTTP as an agent speaks it", Sanitize(cause));
        }

        TransportDiagnosis diagnosis = TransportDiagnosis.Of(facts.Agent, cause);
        return new ObShellTransportException(
            $"{facts.Route} at agent {Name(facts)} failed: {diagnosis.What}.{Doubt(facts)}", facts, diagnosis.Failure, Sanitize(cause), diagnosis.IsTransient);
    }

    public static ObShellTimeoutException TimedOut(CallFacts facts, TimeSpan timeout, bool total, Exception? cause) => new(
        FormattableString.Invariant($"{facts.Route} at agent {Name(facts)} got no {(facts.IsConnected ? "response" : "connection")} within {timeout.TotalSeconds:0.###} s ({(total ? "total time-out of the call" : "time-out of an attempt")}).") + Doubt(facts),
        facts, facts.IsConnected ? ConnectionFailureReason.Timeout : ConnectionFailureReason.NotConnected, timeout, cause is null ? null : Sanitize(cause));

    public static ObShellTimeoutException Stalled(CallFacts facts, TimeSpan timeout) => new(
        FormattableString.Invariant($"{facts.Route} at agent {Name(facts)} was stopped: for {timeout.TotalSeconds:0.###} s the agent took nothing more of the file.") + Doubt(facts),
        facts, ConnectionFailureReason.Timeout, timeout, null);

    /// <summary>For a limit that agents do not have.</summary>
    public static ObShellProtocolException ProxyLimit(CallFacts facts, HttpStatusCode status, string? contentType, string limit) => new(
        $"A proxy in front of agent {Name(facts)} rejected {facts.Route}: {limit} (HTTP {(int)status}). Raise its limit, or connect to the agent directly.{Doubt(facts)}",
        facts, status, contentType, null);

    public static ObShellProtocolException NoEnvelope(CallFacts facts, HttpStatusCode status, string? contentType, string what, Exception? cause = null) => new(
        $"What answered {facts.Route} at {Name(facts)} is not an obshell agent, or something stands between: {what}{Seen(status, contentType)}. Check scheme, host and port (2886 unless changed), and proxies on the way.{Doubt(facts)}",
        facts, status, contentType, cause);

    public static ObShellProtocolException Unreadable(CallFacts facts, HttpStatusCode status, string? contentType, string what, Exception? cause) => new(
        $"The answer of agent {Name(facts)} to {facts.Route} could not be read: {what} (HTTP {(int)status}).{Doubt(facts)}", facts, status, contentType, cause);

    /// <summary>What the password itself shows; it is never quoted.</summary>
    private static string Hint(AuthenticationFailureReason failure, PasswordDoubt doubt) =>
        failure is not (AuthenticationFailureReason.WrongPassword or AuthenticationFailureReason.WrongAgentPassword or AuthenticationFailureReason.Unknown) ? "" : doubt switch
        {
            PasswordDoubt.Empty => "No password was given, or an empty one: check whether the variable or setting that it comes from is set. ",
            PasswordDoubt.LineBreak => "The password that was given ends with a line break, as text read from a file does: remove it, for example with TrimEnd. ",
            PasswordDoubt.Whitespace => "The password that was given begins or ends with a space or an invisible character: check the file or variable that it comes from. ",
            PasswordDoubt.Quotes => "The password that was given is enclosed in quotation marks: check whether they are part of it. ",
            _ => "",
        };

    private static string Remedy(AuthenticationFailureReason failure, ApiError error) => failure switch
    {
        AuthenticationFailureReason.WrongPassword =>
            "Check the root@sys password. While the observer is down the agent knows only the password it saw last, and refuses every other one.",
        AuthenticationFailureReason.WrongAgentPassword => "Check the password that was set on this agent; it is not the one of root@sys.",
        AuthenticationFailureReason.AgentPasswordNeeded => "This agent has a password of its own: use ObShellCredential.FromAgentPassword or FromPasswords.",
        AuthenticationFailureReason.OceanBasePasswordNeeded => "This agent has no password of its own: use ObShellCredential.FromPassword with the one of root@sys.",
        AuthenticationFailureReason.AgentPasswordNotSet => "This route needs an agent password, and none has been set on the agent yet.",
        AuthenticationFailureReason.KeyRejected =>
            "The header was encrypted with the key that the agent publishes, and it cannot decrypt it. Several agents may share this address (a virtual IP, a load balancer): " +
            "name the agents themselves in Endpoints. Otherwise a proxy may answer for the agent.",
        AuthenticationFailureReason.ClockSkew =>
            "The header had expired by the agent's clock although the difference of the clocks was taken into account: compare the clocks of this machine, " +
            "of the agent and of the agents behind it.",
        AuthenticationFailureReason.HeaderMissing =>
            "The agent wants a header and got none: leave DisableEncryption off for this agent, and see that no proxy on the way takes headers away.",
        AuthenticationFailureReason.UnsupportedVersion => "The agent does not take this version of the header: use a newer ObShellSdk, or upgrade the agent.",
        AuthenticationFailureReason.TargetRewritten => "The header is signed for the target that was sent; a proxy on the way seems to rewrite it. Connect directly.",
        AuthenticationFailureReason.UserNotPermitted => "The socket serves only root and the user that the observer runs as: run this process as one of them, or ask the agent at its address.",
        AuthenticationFailureReason.SessionEnded => "The session is unknown to this agent or has expired: sign in again.",
        _ when error.ErrCode.StartsWith(SsoToken, StringComparison.Ordinal) =>
            "Ask for a new single sign-on token: each opens one session, within 60 s, at the agent that gave it.",
        _ when ObShellErrorCodes.Contains(error.ErrCode) => "See whether a proxy on the way changes headers; if none does, use a newer ObShellSdk.",
        _ => "The agent does not say why. Key and clock were compared and are not the reason, so check the password first.",
    };

    private static string KeyRemedy(int bits) => bits switch
    {
        < ObShellClientOptions.SmallestKeyBits => "No agent has such a key: check the address and any proxy in between.",
        < ObShellClientOptions.DefaultMinimumKeyBits =>
            "Agents before 4.4.2 have keys of 512 bits; an attacker who records the traffic can break such a key and read the password. Upgrade the agent. " +
            $"If you cannot, and you trust the network, use `new {nameof(ObShellClient)}(endpoint, credential, {nameof(AgentCompatibility)}.{nameof(AgentCompatibility.Before442)})`, " +
            $"or `{nameof(ObShellClientOptions.MinimumKeyBits)} = {ObShellClientOptions.SmallestKeyBits}` in the options.",
        _ => $"To accept this key, set `{nameof(ObShellClientOptions.MinimumKeyBits)} = {bits}` in the options.",
    };

    private static bool IsWithoutReason(ApiError error) => error is { ErrCode.Length: 0, Code: "0", Message.Length: 0 };

    private static string Hint(HttpStatusCode status, ApiError error) => error.ErrCode switch
    {
        ObShellErrorCodes.AgentIdentifyNotSupportOperation => " Ask an agent of an initialized cluster, or wait until this one has become one.",
        ObShellErrorCodes.CommonNotFound => " Either the thing does not exist, or this agent's version has no such operation.",
        ObShellErrorCodes.TaskNotFound => " There is no such task, or the tenant was never backed up; while the observer is down this is also the answer for what exists.",
        ObShellErrorCodes.RequestForwardHeaderNotExist =>
            " This agent is a follower, and followers cannot forward calls that carry an agent password. Call the master (client.For), or add its address to Endpoints: the client then calls it instead.",
        ObShellErrorCodes.SecurityAuthenticationFileSha256Mismatch => " What arrived is not the file that was announced: it changed while it was sent, or was damaged on the way.",
        ObShellErrorCodes.EnvironmentWithoutObAdmin => " bin/ob_admin is missing on the agent's host: install the observer package that has it, in the agent's home.",
        ObShellErrorCodes.TenantExisted => " Look what that tenant is: if the same call was made before, its work may have ended meanwhile. Else choose another name.",
        ObShellErrorCodes.TenantSysOperationNotAllowed => " Name a user tenant: this is not for sys.",
        ObShellErrorCodes.BackupArchiveDestEmpty => " Set the backup configuration first (Backup.SetConfigurationAsync).",
        ObShellErrorCodes.TenantNotExist => " Check the tenant's name; names are case-sensitive.",
        ObShellErrorCodes.TenantUnderMaintenance or ObShellErrorCodes.ClusterUnderMaintenance or ObShellErrorCodes.ClusterUnderMaintenanceWithDag =>
            " Another task holds it: wait for that one, or, if it failed, retry, roll back or pass it.",
        _ when (int)status >= 500 || IsWithoutReason(error) => " The agent's own log says more, under the trace id.",
        _ => " Check the arguments of the call against the message.",
    };

    private static string Reference(HttpStatusCode status, ApiError error, string? traceId)
    {
        string code = error.ErrCode.Length > 0 ? error.ErrCode : $"code {error.Code}";
        return string.IsNullOrEmpty(traceId) ? $"{code}, HTTP {(int)status}" : $"{code}, HTTP {(int)status}, trace {traceId}";
    }

    private static string Seen(HttpStatusCode status, string? contentType) =>
        status == 0 ? "" : string.IsNullOrEmpty(contentType) ? $" (HTTP {(int)status})" : $" (HTTP {(int)status}, {contentType})";

    private static string Name(CallFacts facts) => AgentName.Of(facts.Agent);

    private static string Doubt(CallFacts facts) => facts.MayHaveRun ? LookFirst : "";

    // Handlers and callbacks of the application see no secret that the client seals, so what they throw can be shown.
    private static Exception Sanitize(Exception cause) => TransportFailure.Unquoted(cause) ?? cause;
}
