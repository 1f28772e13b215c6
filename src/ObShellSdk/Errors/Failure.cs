using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using ObShellSdk.Diagnostics;
using ObShellSdk.Encryption;
using ObShellSdk.Http;
using ObShellSdk.Tasks;

namespace ObShellSdk.Errors;

/// <summary>Makes the exceptions, and with them the sentences that users read: what failed, whose fault it is, what to try.</summary>
internal static class Failure
{
    private const string LookFirst = " The agent may have carried it out all the same (MayHaveRun): look at the state of things before you start it again.";

    private const string NoPassword = "No password was given, or an empty one: see whether the variable or setting that it is taken from is set.";
    private const string SsoToken = "Security.SSO.Token.";

    public static ObShellApiException Refused(CallFacts facts, HttpStatusCode status, ApiError error, string? traceId) => new(
        $"Agent {Name(facts)} refused {facts.Route}: {error.Message} ({Reference(status, error, traceId)}).{Hint(status, error)}{Doubt(facts)}",
        facts, status, error, traceId);

    public static ObShellAuthenticationException NotAuthenticated(
        CallFacts facts, AuthenticationFailure failure, HttpStatusCode status, ApiError error, string? traceId, bool hasNoPassword) => new(
        $"Agent {Name(facts)} refused {facts.Route}: {error.Message} ({Reference(status, error, traceId)}). {(hasNoPassword && failure == AuthenticationFailure.WrongPassword ? NoPassword : Remedy(failure, error))}",
        facts, failure, status, error, traceId);

    /// <summary>For a refusal whose cause is mended already.</summary>
    public static ObShellAuthenticationException Unrepeatable(CallFacts facts, ObShellAuthenticationException refusal) => new(
        $"Agent {Name(facts)} refused {facts.Route}: {refusal.Error.Message} ({Reference(refusal.StatusCode, refusal.Error, refusal.TraceId)}). " +
        "The reason is mended, but the stream of the file cannot go back to its beginning: call again with a new one.",
        facts, refusal.Failure, refusal.StatusCode, refusal.Error, refusal.TraceId);

    public static ObShellAuthenticationException KeyNotPinned(CallFacts facts, string fingerprint) => OwnRefusal(
        facts, AuthenticationFailure.KeyNotPinned,
        $"The public key of agent {Name(facts)} has the fingerprint {fingerprint}, which is not among the pinned ones. Nothing secret was sent. " +
        "Either the agent was set up anew (compare the fingerprint on its host, then change the pin) or somebody else answers at this address.");

    public static ObShellAuthenticationException KeyChanged(CallFacts facts, string file, int line, string known, string shown) => OwnRefusal(
        facts, AuthenticationFailure.KeyChanged,
        $"The public key of agent {Name(facts)} has changed: line {line} of {file} has its fingerprint as {known}, and now it is {shown}. Nothing secret was sent. " +
        $"Either the agent was set up anew or upgraded to obshell 4.4.2 or later (compare the new fingerprint with the SHA-256 of its key on its own host, then write it into line {line} in place of the old one) or somebody else answers at this address.");

    public static ObShellAuthenticationException KeyTooSmall(CallFacts facts, int bits, int least) => OwnRefusal(
        facts, AuthenticationFailure.KeyTooSmall,
        $"The public key of agent {Name(facts)} has {bits} bits, and this client wants {least} at least. Nothing secret was sent. " +
        $"Keys of 512 bits, which agents before 4.4.2 have, can be broken by whoever records the traffic: upgrade the agent, or set {nameof(ObShellClientOptions)}." +
        $"{nameof(ObShellClientOptions.MinimumKeyBits)} to {bits} to take that risk.");

    public static ObShellAuthenticationException KeyRefused(CallFacts facts, string fingerprint) => OwnRefusal(
        facts, AuthenticationFailure.KeyRefused,
        $"The public key of agent {Name(facts)} has the fingerprint {fingerprint}, which the application refused ({nameof(ObShellClientOptions)}." +
        $"{nameof(ObShellClientOptions.KeyValidation)}). Nothing secret was sent.");

    public static ObShellAuthenticationException UnsupportedVersion(CallFacts facts, string version, string supported) => OwnRefusal(
        facts, AuthenticationFailure.UnsupportedVersion,
        $"Agent {Name(facts)} (obshell {version}) supports only authentication {supported}; this client speaks v1 (obshell 4.2.2) and v2 " +
        "(4.2.3 and later). Nothing secret was sent. Use a newer ObShellSdk, or upgrade the agent.");

    public static ObShellAuthenticationException Downgraded(CallFacts facts, int bits) => OwnRefusal(
        facts, AuthenticationFailure.UnsupportedVersion,
        $"Agent {Name(facts)} describes itself as obshell 4.2.2, which knows authentication v1 alone, and shows a key of {bits} bits, which only later ones have. Nothing secret " +
        "was sent: somebody on the way may have changed the description, so that bodies would go in clear. Look at the agent's host, or use https.");

    public static ObShellVersionException TooOld(CallFacts facts, Version needed, string version) => new(
        $"{facts.Route} requires obshell {needed} or later, but agent {Name(facts)} runs {version}.{(facts.MayHaveRun ? "" : " Nothing was done.")} Upgrade the agent, or do without this operation.{Doubt(facts)}",
        facts, needed, version);

    public static ObShellAuthenticationException OtherCluster(CallFacts facts, string expected, string? found) => OwnRefusal(
        facts, AuthenticationFailure.OtherCluster,
        $"{facts.Route} was not sent to agent {Name(facts)}: it belongs to {(found is null ? "no cluster" : $"cluster {found}")}, but the client's other agents belong to cluster {expected}. " +
        $"Remove the address from {nameof(ObShellClientOptions)}.{nameof(ObShellClientOptions.Endpoints)}, or use another client for that cluster.");

    public static ObShellAuthenticationException AgentPasswordNeeded(CallFacts facts) => OwnRefusal(
        facts, AuthenticationFailure.AgentPasswordNeeded,
        $"{facts.Route} is opened by the agent's own password alone, and the credential has none. Nothing was sent. Use ObShellCredential.FromAgentPassword or FromPasswords.");

    /// <summary>For what the transport threw: a broken connection, or an answer that is not even HTTP.</summary>
    public static ObShellException Transport(CallFacts facts, Exception cause)
    {
        if (cause is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded })
        {
            return NoEnvelope(facts, default, null, "the answer is not HTTP as an agent speaks it", Sanitize(cause));
        }

        string? tls = TlsFault(cause);
        string what = cause switch
        {
            _ when tls is not null => $"the TLS connection could not be established: {tls}",
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "its name could not be resolved",
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } when UnixSocket.IsEndpoint(facts.Agent) =>
                "no connection could be made (is obshell running, is this the path of its socket, run/obshell.sock in its home, and may this user open it?)",
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
                "no connection could be made (is obshell running, and are host and port right?)",
            _ => "the connection broke before the whole answer was there",
        };
        bool isTls = tls is not null;
        return new ObShellTransportException($"{facts.Route} at agent {Name(facts)} failed: {what}.{Doubt(facts)}", facts, Sanitize(cause), isTransient: !isTls);
    }

    /// <summary>What TLS, ours or the agent's, says of a connection, and what to try; null where it said nothing.</summary>
    private static string? TlsFault(Exception cause)
    {
        bool isHandshake = false;
        bool isAlert = false;
        for (Exception? inner = cause; inner is not null; inner = inner.InnerException)
        {
            isHandshake |= inner is AuthenticationException or HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError };

            // Since TLS 1.3 a certificate of ours is refused only after the handshake.
            isAlert |= inner is IOException { InnerException: { } refusal } && (refusal is Win32Exception and not SocketException || refusal.InnerException is CryptographicException);
        }

        if (!isHandshake && !isAlert)
        {
            return null;
        }

        string reason = Redaction.Message(cause.GetBaseException().Message.TrimEnd('.'));
        return isAlert || reason.Contains(" alert ", StringComparison.Ordinal)
            ? $"{reason}. The agent broke it off: it may demand a certificate of this client ({nameof(ObShellClientOptions.ClientCertificates)}), or trust another one"
            : $"{reason}. See whether this machine trusts the certificate ({nameof(ObShellClientOptions.TrustedRoots)}, " +
                $"{nameof(ObShellClientOptions.PinnedCertificateFingerprints)}), and whether the agent speaks https at all";
    }

    public static ObShellTimeoutException TimedOut(CallFacts facts, TimeSpan timeout, bool total, Exception? cause) => new(
        $"{facts.Route} at agent {Name(facts)} got no answer within {timeout.TotalSeconds:0.###} s ({(total ? "total time-out of the call" : "time-out of an attempt")})." + Doubt(facts),
        facts, timeout, cause is null ? null : Sanitize(cause));

    public static ObShellTimeoutException Stalled(CallFacts facts, TimeSpan timeout) => new(
        $"{facts.Route} at agent {Name(facts)} was broken off: for {timeout.TotalSeconds:0.###} s the agent took nothing more of the file." + Doubt(facts), facts, timeout, null);

    public static ObShellProtocolException NoEnvelope(CallFacts facts, HttpStatusCode status, string? contentType, string what, Exception? cause = null) => new(
        $"What answered {facts.Route} at {Name(facts)} is not an obshell agent, or something stands between: {what}{Seen(status, contentType)}. Check scheme, host and port (2886 unless changed), and proxies on the way.{Doubt(facts)}",
        facts, status, contentType, cause);

    public static ObShellProtocolException Unreadable(CallFacts facts, HttpStatusCode status, string? contentType, string what, Exception? cause) => new(
        $"The answer of agent {Name(facts)} to {facts.Route} could not be read: {what} (HTTP {(int)status}).{Doubt(facts)}", facts, status, contentType, cause);

    /// <param name="facts">About the call that showed it.</param>
    /// <param name="dag">As it ended.</param>
    /// <param name="outcome">Not a good one.</param>
    /// <param name="record">What the database says of the work; empty for nothing.</param>
    /// <param name="mask">Takes secrets out of what agents wrote.</param>
    public static DagFailedException DagEnded(CallFacts facts, DagDetail dag, DagOutcome outcome, string record, SecretMask mask)
    {
        DagNode? node = dag.Nodes.FirstOrDefault(node => node.State == TaskState.Failed);
        SubTask? task = node?.SubTasks.FirstOrDefault(task => task.State == TaskState.Failed);
        string error = mask.Apply(task is { TaskLogs: [.., { } last] } ? last : "");
        string what = outcome switch
        {
            DagOutcome.RolledBack => "was rolled back: its work is undone",
            DagOutcome.Canceled => "was canceled",
            _ => "failed",
        };
        string where = node is null ? "" : $" at node '{mask.Apply(node.Name)}'{(task is null ? "" : $", sub-task '{mask.Apply(task.Name)}' on agent {mask.Apply($"{task.ExecuteAgent}")}")}";
        string why = error.Length == 0 ? "" : $": {error}";
        string known = record.Length == 0 ? "" : $" The database says: {mask.Apply(record)}.";
        return new DagFailedException($"DAG {TaskId.Shown(dag.Id)} '{mask.Apply(dag.Name)}' {what}{where}{why}.{known}{Held(dag, mask.Apply(MaintenanceLock.Holder(dag)))}", facts, dag, outcome, node, task, error);
    }

    /// <param name="facts">About the call that showed it.</param>
    /// <param name="dag">As it ended; null for work without a DAG.</param>
    /// <param name="record">How the work ended.</param>
    /// <param name="mask">Takes secrets out of what agents wrote.</param>
    public static DagFailedException WorkFailed(CallFacts facts, DagDetail? dag, WorkRecord record, SecretMask mask)
    {
        string text = mask.Apply(record.Text);
        string message = record.State == WorkState.Unknown ? "The database has no record any more of the work that was waited for: look at what is there."
            : dag is null ? $"The work that was waited for did not end well: {text}."
            : $"DAG {TaskId.Shown(dag.Id)} '{mask.Apply(dag.Name)}' ended well, but the work that it waited for did not: {text}.";
        return new DagFailedException(
            message, facts, dag ?? new DagDetail(), record.State == WorkState.Canceled ? DagOutcome.Canceled : DagOutcome.Failed, null, null, text);
    }

    private static string Held(DagDetail dag, string holder) => dag switch
    {
        _ when MaintenanceLock.MayBeHeld(dag) =>
            $" It may keep the maintenance lock of {holder} until it is passed (PassAsync: at once, as if it were done), rolled back (RollBackAsync) " +
            "or retried (RetryAsync); a node may forbid one of them.",
        { State: var state } when state == TaskState.Failed && MaintenanceLock.IsGivenBack(dag) => $" It has given back the maintenance lock of {holder}.",
        _ => "",
    };

    private static ObShellAuthenticationException OwnRefusal(CallFacts facts, AuthenticationFailure failure, string message) =>
        new(message, facts, failure, HttpStatusCode.OK, new ApiError { Message = message }, null);

    private static string Remedy(AuthenticationFailure failure, ApiError error) => failure switch
    {
        AuthenticationFailure.WrongPassword =>
            "Check the root@sys password. While the observer is down the agent knows only the password it saw last, and refuses every other one.",
        AuthenticationFailure.WrongAgentPassword => "Check the password that was set on this agent; it is not the one of root@sys.",
        AuthenticationFailure.AgentPasswordNeeded => "This agent has a password of its own: use ObShellCredential.FromAgentPassword or FromPasswords.",
        AuthenticationFailure.OceanBasePasswordNeeded => "This agent has no password of its own: use ObShellCredential.FromPassword with the one of root@sys.",
        AuthenticationFailure.AgentPasswordNotSet => "This route needs an agent password, and none has been set on the agent yet.",
        AuthenticationFailure.KeyRejected =>
            "The header was encrypted with the key that the agent publishes, and it cannot decrypt it. Several agents may share this address (a virtual IP, a load balancer): " +
            "name the agents themselves in Endpoints. Otherwise a proxy may answer for the agent.",
        AuthenticationFailure.ClockSkew =>
            "The header had expired by the agent's clock although the difference of the clocks was taken into account: compare the clocks of this machine, " +
            "of the agent and of the agents behind it.",
        AuthenticationFailure.HeaderMissing =>
            "The agent wants a header and got none: leave DisableEncryption off for this agent, and see that no proxy on the way takes headers away.",
        AuthenticationFailure.UnsupportedVersion => "The agent does not take this version of the header: use a newer ObShellSdk, or upgrade the agent.",
        AuthenticationFailure.TargetRewritten => "The header is signed for the target that was sent; a proxy on the way seems to rewrite it. Connect directly.",
        AuthenticationFailure.UserNotPermitted => "The socket serves only root and the user that the observer runs as: run this process as one of them, or ask the agent at its address.",
        AuthenticationFailure.SessionEnded => "The session is unknown to this agent or has expired: sign in again.",
        _ when error.ErrCode.StartsWith(SsoToken, StringComparison.Ordinal) =>
            "Ask for a new single sign-on token: each opens one session, within 60 s, at the agent that gave it.",
        _ when ObShellErrorCodes.Contains(error.ErrCode) => "See whether a proxy on the way changes headers; if none does, use a newer ObShellSdk.",
        _ => "The agent does not say why. Key and clock were compared and are not the reason, so check the password first.",
    };

    private static string Hint(HttpStatusCode status, ApiError error) => error.ErrCode switch
    {
        ObShellErrorCodes.AgentIdentifyNotSupportOperation => " Ask an agent of an initialized cluster, or wait until this one has become one.",
        ObShellErrorCodes.CommonNotFound => " Either the thing does not exist, or this agent's version has no such operation.",
        ObShellErrorCodes.TaskNotFound => " There is no such task, or the tenant was never backed up; while the observer is down this is also the answer for what exists.",
        ObShellErrorCodes.RequestForwardHeaderNotExist =>
            " This agent is a follower, and followers cannot forward calls that carry an agent password. Call the master (client.For), or add its address to Endpoints: the client then calls it instead.",
        ObShellErrorCodes.SecurityAuthenticationFileSha256Mismatch => " What arrived is not the file that was announced: it changed while it was sent, or was damaged on the way.",
        ObShellErrorCodes.TenantExisted => " Look what that tenant is: if the same call was made before, its work may have ended meanwhile. Else choose another name.",
        ObShellErrorCodes.TenantSysOperationNotAllowed => " Name a user tenant: this is not for sys.",
        ObShellErrorCodes.BackupArchiveDestEmpty => " Set the backup configuration first (Backup.SetConfigurationAsync).",
        ObShellErrorCodes.TenantNotExist => " Check the tenant's name; names are case-sensitive.",
        ObShellErrorCodes.TenantUnderMaintenance or ObShellErrorCodes.ClusterUnderMaintenance or ObShellErrorCodes.ClusterUnderMaintenanceWithDag =>
            " Another task holds it: wait for that one, or, if it failed, retry, roll back or pass it.",
        _ when (int)status >= 500 => " The agent's own log says more, under the trace id.",
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

    // The texts of the transport are the system's own, but a handler of the user's may have put anything into its exception.
    private static Exception Sanitize(Exception cause) => TransportFailure.Unquoted(cause) ?? cause switch
    {
        HttpRequestException or HttpIOException or IOException or OperationCanceledException or TimeoutException => cause,
        _ => new HttpRequestException(Redaction.Message(cause.Message)),
    };
}
