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

/// <summary>One operation of the contract.</summary>
internal sealed record RouteEntry(string Method, PathPattern Pattern, RouteProtection Protection, Version Since)
{
    public string Key => $"{Method} {Pattern.Text}";

    public bool NamesTask => Protection is RouteProtection.Task && Pattern.Text.Contains("{id}", StringComparison.Ordinal);
}
