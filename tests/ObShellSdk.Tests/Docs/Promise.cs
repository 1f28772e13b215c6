namespace ObShellSdk.Tests.Docs;

/// <summary>
/// What docs/reliability.md and docs/security.md promise, in the order and in the words of their tables. A test that shows one says so by <see cref="ShowsAttribute"/>;
/// the tables are made of both.
/// </summary>
public enum Promise
{
    [Wording("reliability", "One call of a command is carried out at most once, whatever happens on the way, and whatever HTTP handlers the host puts in front.")]
    AtMostOnce,

    [Wording("reliability", "A command that succeeds was carried out. One that fails was not, unless its exception says `MayHaveRun`.")]
    SuccessMeansDone,

    [Wording("reliability", "`MayHaveRun` is true whenever you cannot know, and false where you can.")]
    MayHaveRunIsExact,

    [Wording("reliability", "What a lost start began can be found, and starting again does not begin it twice.")]
    LostStartsAreFound,

    [Wording("reliability", "A call that was refused before it ran is resent at most once per cause that the client can correct, twice in total, and the last response counts.")]
    OneResendForEachCause,

    [Wording("reliability", "What goes wrong while the key is asked for sends nothing secret and leaves the call undone.")]
    KeyFaultsLeaveTheCallUndone,

    [Wording("reliability", "A read outlives a fault of the way that passes.")]
    ReadsOutliveFaults,

    [Wording("reliability", "No read fails while one agent of the cluster serves, and a dead one is left alone.")]
    NoReadFailsWhileOneAgentServes,

    [Wording("reliability", "Every call ends, by its time-outs or by your token, and a disposed client ends all of its own.")]
    EveryCallEnds,

    [Wording("reliability", "A failure is an `ObShellException` of a kind, never what the transport, a handler or a callback threw.")]
    FailuresAreTyped,

    [Wording("reliability", "An upload that breaks off leaves nothing behind.")]
    BrokenUploadsLeaveNothing,

    [Wording("reliability", "Waiting for long work outlives restarts, new keys and upgrades of its agents.")]
    WaitsOutliveRestarts,

    [Wording("reliability", "A client keeps the connections that its calls need at once, and none when it is disposed.")]
    ConnectionsAreKept,

    [Wording("reliability", "Clients for a fleet of agents weigh the same after many rounds as after the first.")]
    FleetsWeighTheSame,

    [Wording("reliability", "A client may be used, cancelled and disposed of by many threads at once, and leaves no connection, timer or unobserved exception.")]
    ClientsAreThreadSafe,

    [Wording("reliability", "A thread that blocks on a call, such as that of a window, is not needed to end it.")]
    BlockedThreadsAreNotNeeded,

    [Wording("mistakes", "Writes are sent again after any error.")]
    NoWriteTwice,

    [Wording("mistakes", "The answer to a successful resend is thrown away, or the call is made once more.")]
    ResendsAnswer,

    [Wording("mistakes", "An error page that is no JSON crashes the client, or hides the status.")]
    ErrorPagesAreErrors,

    [Wording("mistakes", "One credential object carries its cached key from one cluster to another.")]
    NoKeyAcrossClusters,

    [Wording("mistakes", "An unknown identity, state or authentication version stops the client before its first call.")]
    StrangersAreAsked,

    [Wording("mistakes", "Parameters with `/` or `..` change the route.")]
    NamesStayInTheirSegment,

    [Wording("mistakes", "A header that agents 4.3.1 to 4.4.1 cannot open is not recognised.")]
    RefusedHeadersAreRecognised,

    [Wording("mistakes", "No time-out.")]
    TimeOuts,

    [Wording("mistakes", "No cancellation.")]
    Cancellation,

    [Wording("mistakes", "A connection for each call.")]
    OneConnection,

    [Wording("mistakes", "`PASS` never worked.")]
    PassWorks,

    [Wording("mistakes", "Paging never worked.")]
    PagingWorks,

    [Wording("listener", "Passwords, sessions and tokens are encrypted for the agent's key, anew for each attempt")]
    SecretsAreEncrypted,

    [Wording("listener", "Bodies are encrypted with keys that no other request has")]
    BodiesHaveKeysOfTheirOwn,

    [Wording("listener", "A key that is too small to protect them gets nothing unless you allow it, and then one warning")]
    SmallKeysGetNothing,

    [Wording("middle", "A key that is not pinned gets nothing, neither at first nor later")]
    PinsHold,

    [Wording("middle", "A key other than the one that was met first gets nothing")]
    KnownKeysHold,

    [Wording("middle", "Processes that share the file lose no line and see no half of it; only its owner may read it")]
    KnownAgentsAreShared,

    [Wording("middle", "A file that cannot be understood trusts nobody")]
    BrokenKnownAgentsTrustNobody,

    [Wording("middle", "A key that the application refuses gets nothing")]
    OwnJudgementHolds,

    [Wording("middle", "A key on trust over plain http is warned of, once")]
    TrustIsWarnedOf,

    [Wording("middle", "A changed description of an agent with a trusted key does not make the client send a secret in a body in clear")]
    NoDowngrade,

    [Wording("middle", "A certificate that is not trusted, not pinned or for another name gets no request, and is not tried again")]
    CertificatesHold,

    [Wording("middle", "A pin that would not be looked at is refused beforehand")]
    PinsAreLookedAt,

    [Wording("middle", "A redirect is not followed, and nobody else gets the header")]
    NoRedirect,

    [Wording("middle", "A handler of yours that would follow one is not used")]
    NoHandlerThatRedirects,

    [Wording("middle", "An agent that demands a certificate of the client is shown yours, and nobody without one gets anything done")]
    ClientCertificates,

    [Wording("middle", "What is meant for a socket of this machine goes nowhere else, not to a proxy either")]
    SocketsStayLocal,

    [Wording("logs", "No secret stands in log messages, spans, measurements, exceptions or texts of the client, nor in what a debugger shows of it, whatever happens to a call")]
    NoSecretComesOut,

    [Wording("logs", "Nor in what is told of long work that failed")]
    NoSecretInLongWork,

    [Wording("logs", "Records print no secret, and storage locations no access key")]
    NoSecretIsPrinted,

    [Wording("logs", "An endpoint that holds a password is refused, and not repeated")]
    NoPasswordInEndpoints,

    [Wording("logs", "Handlers of yours see requests without header and body")]
    HandlersSeeNoSecrets,

    [Wording("agent", "It gets only what is meant for it: keys and credentials are never mixed between agents")]
    NothingIsMixed,

    [Wording("agent", "It cannot keep a call going by refusals")]
    RefusalsEnd,

    [Wording("agent", "Whatever it answers, a call ends with a result or an exception of the client")]
    AnyAnswerEndsTheCall,

    [Wording("agent", "It cannot fill the memory or hold a call past its time-out")]
    MemoryAndTimeAreBounded,

    [Wording("agent", "What it shows as a key is a key, and not a task for this machine")]
    KeysAreKeys,

    [Wording("agent", "An answer that was to be encrypted and cannot be opened is none")]
    SealedAnswersAreOpenedOrNone,

    [Wording("storage", "Texts of agents are shown with secrets masked")]
    TextsAreMasked,

    [Wording("storage", "A name cannot lead a call to another route; one with a slash is refused, since agents choose the route by the unescaped path")]
    NamesLeadNowhereElse,

    [Wording("storage", "A part cannot break out of a storage location")]
    PartsStayInLocations,

    [Wording("memory", "Keys, plain bodies and plain headers of a call are wiped when it is over, however it ends, if it ever began")]
    PlainIsWiped,

    [Wording("memory", "A provider is asked for each attempt, and the client keeps nothing of what it gave")]
    CredentialsAreNotKept,

    [Wording("memory", "At a socket no credential is asked for, shown or sent")]
    SocketsNeedNoCredential,

    [Wording("packages", "What is shipped has the content that was looked at, and nothing more")]
    ContentIsKnown,

    [Wording("packages", "So has what builds and tests it")]
    ToolsAreKnown,

    [Wording("packages", "A known vulnerability of any package, direct or not, is an error of the build")]
    VulnerabilitiesAreErrors,

    [Wording("packages", "Its licences allow it")]
    LicencesAllow,
}
