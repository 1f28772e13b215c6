namespace ObShellSdk.Http;

/// <summary>What a route demands of the calls to it, and what agents do with them.</summary>
[Flags]
internal enum OperationTraits
{
    None = 0,

    /// <summary>Reads may be sent again; commands only if it is certain that the agent did not carry them out. The verb does not tell.</summary>
    Command = 1,

    /// <summary>Open routes need no header, and a header would have to be decryptable: none is sent.</summary>
    Open = 1 << 1,

    /// <summary>
    /// Success without data (204, or no <c>data</c>) is a response too: there was nothing to do, or it is done already. All other operations return at least an
    /// envelope: only the handlers that call SendNoContentResponse return 204 (obshell 4.5.0: ob/agent/api/common/handler_common.go:61).
    /// </summary>
    MayBeEmpty = 1 << 2,

    /// <summary>Only the agent's own password opens it, whatever else the credential has.</summary>
    UsesAgentPassword = 1 << 3,

    /// <summary>It is about sessions itself: a password opens it, not a session.</summary>
    RefusesSession = 1 << 4,

    /// <summary>A session that the client opened is not shown, because the agent would act on that session.</summary>
    PrefersPassword = 1 << 5,

    /// <summary>Its data are encrypted with the keys of the request, which has some even without a body.</summary>
    SealedAnswer = 1 << 6,

    /// <summary>The members of its data have the names of the server's own fields, such as <c>PkgId</c>, for what other routes call <c>pkg_id</c>.</summary>
    UntaggedAnswer = 1 << 7,

    /// <summary>
    /// Agents work on it longer than on an ordinary attempt: they ask every agent in turn (30 s for each unreachable one; 60 s for statistics), run ob_admin, log in to
    /// hosts, or wait for the database. It is not sent again after a timeout, because the agent still works on it, and a timeout says nothing about the agent.
    /// </summary>
    Slow = 1 << 8,

    /// <summary>It takes as long as the bytes take.</summary>
    Upload = 1 << 9,

    /// <summary>An upload in clear text, proved by the encrypted digest of the file in place of a header.</summary>
    SignedByDigest = 1 << 10,

    /// <summary>Its template is a path as the user wrote it; there is no limit to their number.</summary>
    Raw = 1 << 11,
}
