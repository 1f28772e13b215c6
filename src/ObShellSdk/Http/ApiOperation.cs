namespace ObShellSdk.Http;

/// <summary>The description of one call, made by a facet: which route, and whether it may be repeated.</summary>
internal sealed record ApiOperation(HttpMethod Method, string Target, string Template)
{
    /// <summary>Reads may be sent again; commands only where it is certain that the agent did not carry them out. The verb does not tell.</summary>
    public bool IsCommand { get; init; }

    /// <summary>The first release that has the operation, or null if every agent has it.</summary>
    public Version? Since { get; init; }

    /// <summary>What agents before a release have in its place.</summary>
    public (Version Until, ApiOperation Operation)? Earlier { get; init; }

    /// <summary>Open routes need no header, and a header would have to be decryptable: none is sent.</summary>
    public bool IsOpen { get; init; }

    /// <summary>
    /// Success without data (204, or no <c>data</c>) is a response too: there was nothing to do, or it is done already. All other operations return at least an
    /// envelope: only the handlers that call SendNoContentResponse return 204 (obshell 4.5.0: ob/agent/api/common/handler_common.go:61).
    /// </summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>Only the agent's own password opens it, whatever else the credential has.</summary>
    public bool UsesAgentPassword { get; init; }

    /// <summary>It is about sessions itself: a password opens it, and no session.</summary>
    public bool RefusesSession { get; init; }

    /// <summary>A session of the client's own is not shown, since the agent would then act on that session.</summary>
    public bool PrefersPassword { get; init; }

    /// <summary>Its data are encrypted with the keys of the request, which then has some even without a body.</summary>
    public bool HasSealedAnswer { get; init; }

    /// <summary>The members of its data have the names of the server's own fields, such as <c>PkgId</c>, for what other routes call <c>pkg_id</c>.</summary>
    public bool HasUntaggedAnswer { get; init; }

    /// <summary>What the header shows in place of a password.</summary>
    public Secret? SsoToken { get; init; }

    /// <summary>
    /// The least time that an attempt gets, for operations that agents work on longer than <see cref="ObShellRetryOptions.AttemptTimeout"/>; null for the others. Such
    /// an operation is not sent again after a timeout, since the agent still works on it, and a timeout says nothing about the agent that was asked.
    /// </summary>
    public TimeSpan? LeastAttemptTimeout { get; init; }

    /// <summary>It takes as long as the bytes take.</summary>
    public bool IsUpload { get; init; }

    /// <summary>An upload in clear, vouched for by the encrypted digest of the file in place of a header.</summary>
    public bool IsSignedByDigest { get; init; }

    /// <summary>Its template is a path as the user wrote it, of which there is no end.</summary>
    public bool IsRaw { get; init; }

    public string Route => $"{Method.Method} {Template}";

    /// <summary>The route for logs and spans, which show no path with its values.</summary>
    public string ObservedRoute => IsRaw ? Method.Method : Route;

    public static ApiOperation Query(Version since, HttpMethod method, ApiPath path) => Create(since, method, path);

    public static ApiOperation Command(Version since, HttpMethod method, ApiPath path)
    {
        ApiOperation operation = Create(since, method, path) with { IsCommand = true };
        return operation.Earlier is not { } earlier ? operation : operation with { Earlier = earlier with { Operation = earlier.Operation with { IsCommand = true } } };
    }

    public static ApiOperation Upload(Version since, ApiPath path) => Create(since, HttpMethod.Post, path) with { IsCommand = true, IsUpload = true };

    public static ApiOperation OpenQuery(ApiPath path) => Create(null, HttpMethod.Get, path) with { IsOpen = true };

    public static ApiOperation LogIn() => Command(Http.Since.V4_4_0, HttpMethod.Post, $"/api/v1/login") with { RefusesSession = true, HasSealedAnswer = true };

    public static ApiOperation LogOut() => Command(Http.Since.V4_4_0, HttpMethod.Post, $"/api/v1/logout");

    /// <summary>A route that no facet knows, as the user wrote it.</summary>
    /// <exception cref="ArgumentException">It is no target that agents take.</exception>
    public static ApiOperation Raw(HttpMethod method, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string template = path.Split('?')[0];
        bool isPlain = path.All(c => c is > ' ' and < '\x7f' and not '#' and not '\\') && !template.Split('/').Any(segment => Uri.UnescapeDataString(segment) is "." or "..");
        if (!isPlain || !path.StartsWith("/api/v1/", StringComparison.Ordinal))
        {
            throw new ArgumentException("A path begins with /api/v1/, is escaped as it shall be sent, and has no fragment and no segments '.' or '..'.", nameof(path));
        }

        return new ApiOperation(method, path, template) { IsCommand = method != HttpMethod.Get && method != HttpMethod.Head, MayBeEmpty = true, IsRaw = true };
    }

    /// <summary>The operation as an agent of a release has it, or as the newest have it if the release is not known.</summary>
    public ApiOperation For(Version? release) => Earlier is { } earlier && release is not null && release < earlier.Until ? earlier.Operation : this;

    /// <summary>
    /// Whether an agent of a release lacks the operation in every form. False if the release is not known. The operations of 4.2.3 are not counted as missing from
    /// 4.2.2: what that one has is not known.
    /// </summary>
    public bool IsNewerThan(Version? release) => For(release).Since is { } since && since > Http.Since.V4_2_3 && release is not null && release < since;

    /// <summary>
    /// Whether it is certain before anything is sent that an agent of a release lacks the operation. What agents before 4.2.3 have is not recorded: they are asked, and
    /// their answer counts.
    /// </summary>
    public bool IsMissingFrom(Version? release) => IsNewerThan(release) && release >= Http.Since.V4_2_3;

    private static ApiOperation Create(Version? since, HttpMethod method, ApiPath path)
    {
        (string target, string template) = path.Complete();
        return new ApiOperation(method, target, template)
        {
            Since = since,
            Earlier = path.Earlier is { } earlier ? (earlier.Until, new ApiOperation(method, earlier.Target, earlier.Template) { Since = since }) : null,
        };
    }
}
