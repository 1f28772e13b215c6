namespace ObShellSdk.Http;

/// <summary>The description of one call, made by a facet: which route, and whether it may be repeated.</summary>
internal sealed record ApiOperation(HttpMethod Method, string Target, string Template)
{
    public OperationTraits Traits { get; init; }

    public bool IsCommand => Has(OperationTraits.Command);

    public bool IsOpen => Has(OperationTraits.Open);

    public bool MayBeEmpty => Has(OperationTraits.MayBeEmpty);

    public bool UsesAgentPassword => Has(OperationTraits.UsesAgentPassword);

    public bool RefusesSession => Has(OperationTraits.RefusesSession);

    public bool PrefersPassword => Has(OperationTraits.PrefersPassword);

    public bool HasSealedAnswer => Has(OperationTraits.SealedAnswer);

    public bool HasUntaggedAnswer => Has(OperationTraits.UntaggedAnswer);

    public bool IsSlow => Has(OperationTraits.Slow);

    public bool IsUpload => Has(OperationTraits.Upload);

    public bool IsSignedByDigest => Has(OperationTraits.SignedByDigest);

    public bool IsRaw => Has(OperationTraits.Raw);

    /// <summary>The first release that has the operation, or null if every agent has it.</summary>
    public Version? Since { get; init; }

    /// <summary>What agents before a release have in its place.</summary>
    public (Version Until, ApiOperation Operation)? Earlier { get; init; }

    /// <summary>What the header shows in place of a password.</summary>
    public Secret? SsoToken { get; init; }

    public string Route => $"{Method.Method} {Template}";

    /// <summary>The route for logs and spans, which show no path with its values.</summary>
    public string ObservedRoute => IsRaw ? Method.Method : Route;

    public static ApiOperation Query(Version since, HttpMethod method, ApiPath path) => Create(since, method, path);

    public static ApiOperation Command(Version since, HttpMethod method, ApiPath path) => Create(since, method, path).With(OperationTraits.Command);

    public static ApiOperation Upload(Version since, ApiPath path) => Create(since, HttpMethod.Post, path).With(OperationTraits.Command | OperationTraits.Upload);

    public static ApiOperation OpenQuery(ApiPath path) => Create(null, HttpMethod.Get, path).With(OperationTraits.Open);

    public static ApiOperation LogIn() => Command(Http.Since.V4_4_0, HttpMethod.Post, $"/api/v1/login").With(OperationTraits.RefusesSession | OperationTraits.SealedAnswer);

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
            throw new ArgumentException("The path must begin with /api/v1/, must be escaped, and cannot have a fragment or a segment '.' or '..'.", nameof(path));
        }

        bool isRead = method == HttpMethod.Get || method == HttpMethod.Head;
        return new ApiOperation(method, path, template) { Traits = OperationTraits.MayBeEmpty | OperationTraits.Raw | (isRead ? OperationTraits.None : OperationTraits.Command) };
    }

    /// <summary>The same operation with more traits, for older agents too.</summary>
    public ApiOperation With(OperationTraits traits) => traits == OperationTraits.None ? this : this with
    {
        Traits = Traits | traits,
        Earlier = Earlier is { } earlier ? earlier with { Operation = earlier.Operation.With(traits) } : null,
    };

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

    private bool Has(OperationTraits trait) => (Traits & trait) != 0;
}
