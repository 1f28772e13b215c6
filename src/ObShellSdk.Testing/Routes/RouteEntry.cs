namespace ObShellSdk.Testing.Routes;

/// <summary>What a route wants of its caller.</summary>
internal enum RouteProtection
{
    Open,
    Password,
    Task,
    ObProxy,
    Login,
    Sso,
    Digest,
}

/// <summary>
/// What an answer has as data beside the error of the work that its handler called. Go passes the result on untyped, so a pointer or a list that is
/// null counts as data that is there: ob/agent/api/common/handler_common.go:51, ob/agent/lib/http/response.go:41.
/// </summary>
internal enum FailureData
{
    None,
    Null,
    List,
}

/// <summary>One operation of the contract.</summary>
internal sealed record RouteEntry(string Method, PathPattern Pattern, RouteProtection Protection, Version Since, FailureData FailureData)
{
    /// <summary>True for backups and restores, which up to 4.3.0 call a wrong tenant an illegal argument (agent/api/backup_route.go:200); all others say "bad request".</summary>
    public bool TakesTenantAsArgument => Pattern.Text.Contains("/backup", StringComparison.Ordinal) || Pattern.Text.Contains("/restore", StringComparison.Ordinal);

    public string Key => $"{Method} {Pattern.Text}";

    public bool NamesTask => Protection is RouteProtection.Task && Pattern.Text.Contains("{id}", StringComparison.Ordinal);
}
