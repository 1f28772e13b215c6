namespace ObShellSdk.Testing.Routes;

/// <summary>The authentication that a route requires.</summary>
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
/// What an error response contains as data after the handler has called the service. Go passes the result on untyped, so a nil pointer
/// or list counts as data: ob/agent/api/common/handler_common.go:51, ob/agent/lib/http/response.go:41.
/// </summary>
internal enum FailureData
{
    None,
    Null,
    List,
}

/// <summary>An operation of the contract.</summary>
internal sealed record RouteEntry(string Method, PathPattern Pattern, RouteProtection Protection, Version Since, FailureData FailureData)
{
    /// <summary>Whether the route reports a wrong tenant as an illegal argument up to 4.3.0, as backups and restores do (agent/api/backup_route.go:200); others report a bad request.</summary>
    public bool TakesTenantAsArgument => Pattern.Text.Contains("/backup", StringComparison.Ordinal) || Pattern.Text.Contains("/restore", StringComparison.Ordinal);

    public string Key => $"{Method} {Pattern.Text}";

    public bool NamesTask => Protection is RouteProtection.Task && Pattern.Text.Contains("{id}", StringComparison.Ordinal);
}
