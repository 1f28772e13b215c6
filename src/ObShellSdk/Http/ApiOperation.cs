namespace ObShellSdk.Http;

/// <summary>The description of one call, made by a facet: which route, and whether it may be repeated.</summary>
internal sealed record ApiOperation(HttpMethod Method, string Target, string Template)
{
    /// <summary>Reads may be sent again; commands only where it is certain that the agent did not carry them out. The verb does not tell.</summary>
    public bool IsCommand { get; init; }

    /// <summary>The release that brought the operation, to explain why an older agent does not know it; null: every agent has it.</summary>
    public Version? Since { get; init; }

    /// <summary>Open routes need no header, and a header would have to be decryptable: none is sent.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Success without data (204, or no <c>data</c>) is an answer too: there was nothing to do, or it is done already.</summary>
    public bool MayBeEmpty { get; init; }

    public string Route => $"{Method.Method} {Template}";

    public static ApiOperation Query(Version since, HttpMethod method, ApiPath path)
    {
        (string target, string template) = path.Complete();
        return new ApiOperation(method, target, template) { Since = since };
    }

    public static ApiOperation Command(Version since, HttpMethod method, ApiPath path)
    {
        (string target, string template) = path.Complete();
        return new ApiOperation(method, target, template) { Since = since, IsCommand = true, MayBeEmpty = true };
    }

    public static ApiOperation OpenQuery(ApiPath path)
    {
        (string target, string template) = path.Complete();
        return new ApiOperation(HttpMethod.Get, target, template) { IsOpen = true };
    }
}
