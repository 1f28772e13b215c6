namespace ObShellSdk.Tests.Docs;

/// <summary>
/// The promises of docs/guide/reliability.md and docs/guide/security.md, in the order of the pages. A test that shows one has <see cref="ShowsAttribute"/>;
/// the page docs/contributors/promises-and-tests.md is generated from both.
/// </summary>
public enum Promise
{
    [Wording("reliability", "A command runs at most once, whatever goes wrong with the connection and whatever HTTP handlers the host adds.")]
    AtMostOnce,

    [Wording("reliability", "A command that succeeds was executed. A command that fails was not, unless its exception has `MayHaveRun`.")]
    SuccessMeansDone,

    [Wording("reliability", "`MayHaveRun` is true if the outcome cannot be known, and false otherwise.")]
    MayHaveRunIsExact,

    [Wording("reliability", "After a start with an unknown outcome, the operation can be found, and `StartOrAttachAsync` does not start it twice.")]
    LostStartsAreFound,

    [Wording("reliability", "A call that was refused before it ran is resent at most once per recoverable cause, twice in total. The last response is the result.")]
    OneResendForEachCause,

    [Wording("reliability", "If the agent's key cannot be fetched, nothing secret is sent and the call does not run.")]
    KeyFaultsLeaveTheCallUndone,

    [Wording("reliability", "A read succeeds in spite of a temporary connection failure.")]
    ReadsOutliveFaults,

    [Wording("reliability", "No read fails while one agent of the cluster serves. An agent that is down is avoided.")]
    NoReadFailsWhileOneAgentServes,

    [Wording("reliability", "Every call ends, by its timeouts or by your token. A disposed client ends all its calls.")]
    EveryCallEnds,

    [Wording("reliability", "A failure is always an `ObShellException`, never an exception of the transport, of a handler or of a callback.")]
    FailuresAreTyped,

    [Wording("reliability", "An interrupted upload stores nothing.")]
    BrokenUploadsLeaveNothing,

    [Wording("reliability", "Waiting for long-running work continues through restarts, new keys and upgrades of the agents.")]
    WaitsOutliveRestarts,

    [Wording("reliability", "A client keeps as many connections as its calls need at the same time, and none after it is disposed.")]
    ConnectionsAreKept,

    [Wording("reliability", "The memory of clients for many agents does not grow with the number of calls.")]
    FleetsWeighTheSame,

    [Wording("reliability", "Many threads may use, cancel and dispose a client at the same time. No connection, timer or unobserved exception remains.")]
    ClientsAreThreadSafe,

    [Wording("reliability", "A call ends even if the thread that waits for it is blocked, such as a UI thread.")]
    BlockedThreadsAreNotNeeded,

    [Wording("mistakes", "Writes are sent again after any error.")]
    NoWriteTwice,

    [Wording("mistakes", "The response to a successful resend is discarded, or the call is sent again.")]
    ResendsAnswer,

    [Wording("mistakes", "An error page that is not JSON crashes the client, or hides the status.")]
    ErrorPagesAreErrors,

    [Wording("mistakes", "A credential object carries its cached key from one cluster to another.")]
    NoKeyAcrossClusters,

    [Wording("mistakes", "An unknown identity, state or authentication version stops the client before its first call.")]
    StrangersAreAsked,

    [Wording("mistakes", "Parameters with `/` or `..` change the route.")]
    NamesStayInTheirSegment,

    [Wording("mistakes", "A header that agents 4.3.1 to 4.4.1 cannot decrypt is not recognized.")]
    RefusedHeadersAreRecognised,

    [Wording("mistakes", "There is no timeout.")]
    TimeOuts,

    [Wording("mistakes", "There is no cancellation.")]
    Cancellation,

    [Wording("mistakes", "Each call opens a connection.")]
    OneConnection,

    [Wording("mistakes", "The operator `PASS` does not work.")]
    PassWorks,

    [Wording("mistakes", "Paging does not work.")]
    PagingWorks,

    [Wording("listener", "Passwords, sessions and tokens are encrypted with the agent's key, again for each attempt.")]
    SecretsAreEncrypted,

    [Wording("listener", "Each request body is encrypted with its own key.")]
    BodiesHaveKeysOfTheirOwn,

    [Wording("listener", "A key smaller than `MinimumKeyBits` is refused before anything is sent. If you allow small keys, the client logs one warning.")]
    SmallKeysGetNothing,

    [Wording("middle", "An agent whose key is not pinned receives nothing secret, in the first call or later.")]
    PinsHold,

    [Wording("middle", "An agent whose key differs from the saved one receives nothing secret.")]
    KnownKeysHold,

    [Wording("middle", "Processes that share the known-agents file lose no line and never read half a file. Only the owner can read it.")]
    KnownAgentsAreShared,

    [Wording("middle", "If a line of the file cannot be read, no agent is trusted.")]
    BrokenKnownAgentsTrustNobody,

    [Wording("middle", "An agent whose key `KeyValidation` refuses receives nothing secret.")]
    OwnJudgementHolds,

    [Wording("middle", "The client logs one warning if it trusts a key over plain http that nothing verifies.")]
    TrustIsWarnedOf,

    [Wording("middle", "A forged agent description cannot make the client send a body with a secret unencrypted to an agent whose key is trusted.")]
    NoDowngrade,

    [Wording("middle", "A certificate that is not trusted, not pinned or issued for another name receives no request, and the call is not retried.")]
    CertificatesHold,

    [Wording("middle", "Options with a pin that would not be checked are refused.")]
    PinsAreLookedAt,

    [Wording("middle", "Redirects are not followed, so no other server receives the header.")]
    NoRedirect,

    [Wording("middle", "A primary handler that follows redirects is refused.")]
    NoHandlerThatRedirects,

    [Wording("middle", "An agent that requires a client certificate receives yours. Without one, it executes nothing.")]
    ClientCertificates,

    [Wording("middle", "A request for a Unix socket is sent nowhere else, and not through a proxy.")]
    SocketsStayLocal,

    [Wording("logs", "No secret appears in log messages, spans, metrics, exceptions, `ToString()` or the debugger, whatever happens to a call.")]
    NoSecretComesOut,

    [Wording("logs", "No secret appears in the description of failed long-running work.")]
    NoSecretInLongWork,

    [Wording("logs", "Records print no secrets, and storage locations print no access keys.")]
    NoSecretIsPrinted,

    [Wording("logs", "An endpoint that contains a password is refused, and the message does not repeat it.")]
    NoPasswordInEndpoints,

    [Wording("logs", "Your HTTP handlers see requests without credential header and body.")]
    HandlersSeeNoSecrets,

    [Wording("agent", "Keys and credentials are never used for another agent or cluster.")]
    NothingIsMixed,

    [Wording("agent", "An agent cannot keep a call running by refusing it again and again.")]
    RefusalsEnd,

    [Wording("agent", "Whatever the agent answers, a call ends with a result or with an exception of this library.")]
    AnyAnswerEndsTheCall,

    [Wording("agent", "A response cannot exhaust the memory or hold a call longer than its timeout.")]
    MemoryAndTimeAreBounded,

    [Wording("agent", "A public key that is invalid or too expensive to use is refused.")]
    KeysAreKeys,

    [Wording("agent", "An encrypted response that cannot be decrypted is an error, not a result.")]
    SealedAnswersAreOpenedOrNone,

    [Wording("storage", "Secrets in text from the agent are masked.")]
    TextsAreMasked,

    [Wording("storage", "A name cannot lead a call to another route. A name with a slash is refused, because agents choose the route by the unescaped path.")]
    NamesLeadNowhereElse,

    [Wording("storage", "A part of a storage location cannot change the rest of it.")]
    PartsStayInLocations,

    [Wording("memory", "Keys, unencrypted bodies and unencrypted headers are wiped when the call ends.")]
    PlainIsWiped,

    [Wording("memory", "A credential provider is asked for each attempt, and the client keeps nothing that it returns.")]
    CredentialsAreNotKept,

    [Wording("memory", "No credential is requested or sent for a Unix socket.")]
    SocketsNeedNoCredential,

    [Wording("packages", "The packages depend only on packages whose content was reviewed.")]
    ContentIsKnown,

    [Wording("packages", "The packages that build and test the library were reviewed too.")]
    ToolsAreKnown,

    [Wording("packages", "A known vulnerability in any direct or indirect dependency fails the build.")]
    VulnerabilitiesAreErrors,

    [Wording("packages", "The licences of all dependencies permit redistribution.")]
    LicencesAllow,
}
