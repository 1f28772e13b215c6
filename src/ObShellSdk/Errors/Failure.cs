using System.Net;
using ObShellSdk.Diagnostics;
using ObShellSdk.Encryption;
using ObShellSdk.Http;
using ObShellSdk.Tasks;
using ObShellSdk.Trust;

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
        CallFacts facts, AuthenticationFailure failure, HttpStatusCode status, ApiError error, string? traceId, PasswordDoubt doubt) => new(
        $"Agent {Name(facts)} refused {facts.Route}: {error.Message} ({Reference(status, error, traceId)}). {Hint(failure, doubt)}{Remedy(failure, error)}",
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

    /// <summary>For what the file system, or a line of the file, says.</summary>
    public static ObShellAuthenticationException KnownAgentsUnusable(CallFacts facts, string file, Exception cause) => cause is KnownAgentsLockedException
        ? OwnRefusal(
            facts, AuthenticationFailure.KnownAgentsFileLocked,
            $"{cause.Message} The key of agent {Name(facts)} could not be saved, and nothing secret was sent. Call again, or look for the process that holds the lock.", cause)
        : OwnRefusal(
            facts, AuthenticationFailure.KnownAgentsFileUnusable,
            $"The key of agent {Name(facts)} could not be compared with the known-agents file {file}, and nothing secret was sent: {cause.Message}", cause);

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
        $"{facts.Route} was not sent to agent {Name(facts)}: the agent describes itself as obshell 4.2.2, whose authentication v1 sends bodies in clear, and this body holds a secret. " +
        $"The key ({bits} bits) is trusted, but the description may have been changed on the way. Check the agent's version on its host, and use https.");

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
        facts, ConnectionFailure.Broken, cause, isTransient: false);

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
        facts, facts.IsConnected ? ConnectionFailure.Timeout : ConnectionFailure.NotConnected, timeout, cause is null ? null : Sanitize(cause));

    public static ObShellTimeoutException Stalled(CallFacts facts, TimeSpan timeout) => new(
        FormattableString.Invariant($"{facts.Route} at agent {Name(facts)} was stopped: for {timeout.TotalSeconds:0.###} s the agent took nothing more of the file.") + Doubt(facts),
        facts, ConnectionFailure.Timeout, timeout, null);

    /// <summary>For a limit that agents do not have.</summary>
    public static ObShellProtocolException ProxyLimit(CallFacts facts, HttpStatusCode status, string? contentType, string limit) => new(
        $"A proxy in front of agent {Name(facts)} rejected {facts.Route}: {limit} (HTTP {(int)status}). Raise its limit, or connect to the agent directly.{Doubt(facts)}",
        facts, status, contentType, null);

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
        return new DagFailedException($"DAG {TaskId.Shown(dag.Id)} '{mask.Apply(dag.Name)}' {what}{where}{why}.{known}{Held(dag, mask)}", facts, dag, outcome, node, task, error);
    }

    /// <summary>The database's work did not end well, whatever its DAG says.</summary>
    /// <param name="facts">About the call that showed it.</param>
    /// <param name="dag">As it was read last; null for work without a DAG.</param>
    /// <param name="record">How the work ended.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="mask">Takes secrets out of what agents wrote.</param>
    public static DagFailedException WorkFailed(CallFacts facts, DagDetail? dag, WorkRecord record, DagOutcome outcome, SecretMask mask)
    {
        string text = mask.Apply(record.Text);
        string why = text.Length == 0 ? "the database has no record of it" : text;
        string message = dag is null ? $"The work did not end well: {why}."
            : $"DAG {TaskId.Shown(dag.Id)} '{mask.Apply(dag.Name)}' is {mask.Apply($"{dag.State} ({dag.Operator})")}, but the work that it started did not end well: {why}.";
        return new DagFailedException(message, facts, dag ?? new DagDetail(), outcome, null, null, text);
    }

    /// <summary>A DAG does not move, since the agent that executes it does not answer the others.</summary>
    public static ObShellTransportException Stalled(CallFacts facts, string dag, string agent) => new(
        $"{dag} does not advance: agent {agent}, which executes it, does not answer the other agents. It continues when that agent is back.", facts, ConnectionFailure.Timeout, null);

    private static string Held(DagDetail dag, SecretMask mask)
    {
        string holder = dag.MaintenanceType switch
        {
            MaintenanceType.Tenant => $"tenant {mask.Apply(dag.MaintenanceKey ?? "")}",
            MaintenanceType.ObProxy => "the OBProxy",
            null => "its kind",
            _ => "the cluster",
        };
        return dag switch
        {
            _ when DagKind.MayHoldLock(dag) =>
                $" It may keep the maintenance lock of {holder} until it is passed (PassAsync: at once, as if it were done), rolled back (RollBackAsync) " +
                "or retried (RetryAsync); a node may forbid one of them.",
            { State: var state } when state == TaskState.Failed && DagKind.GivesLockBack(dag) => $" It has given back the maintenance lock of {holder}.",
            _ => "",
        };
    }

    private static ObShellAuthenticationException OwnRefusal(CallFacts facts, AuthenticationFailure failure, string message, Exception? cause = null) =>
        new(message, facts, failure, HttpStatusCode.OK, new ApiError { Message = message }, null, cause);

    /// <summary>What the password itself shows; it is never quoted.</summary>
    private static string Hint(AuthenticationFailure failure, PasswordDoubt doubt) =>
        failure is not (AuthenticationFailure.WrongPassword or AuthenticationFailure.WrongAgentPassword or AuthenticationFailure.Unknown) ? "" : doubt switch
        {
            PasswordDoubt.Empty => "No password was given, or an empty one: check whether the variable or setting that it comes from is set. ",
            PasswordDoubt.LineBreak => "The password that was given ends with a line break, as text read from a file does: remove it, for example with TrimEnd. ",
            PasswordDoubt.Whitespace => "The password that was given begins or ends with a space or an invisible character: check the file or variable that it comes from. ",
            PasswordDoubt.Quotes => "The password that was given is enclosed in quotation marks: check whether they are part of it. ",
            _ => "",
        };

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
