namespace ObShellSdk.ExternalSystems;

/// <summary>Where a system beside the cluster is, and how to log in there.</summary>
public sealed record ExternalSystem : ObShellRecord
{
    /// <summary>Such as <c>http://10.10.10.1:9090</c>, as the agents reach it: <c>http</c> or <c>https</c>, without a login, query or fragment.</summary>
    public required Uri Address { get; init; }

    /// <summary>How to log in. Default: not at all.</summary>
    public ExternalSystemLogin? Auth { get; init; }

    internal void Validate(string name)
    {
        if (Address is not { IsAbsoluteUri: true } || (Address.Scheme != Uri.UriSchemeHttp && Address.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException($"{nameof(Address)} must begin with http:// or https://.", name);
        }

        // The agent returns the address to every caller.
        if (Address.UserInfo.Length > 0 || Address.Query.Length > 0 || Address.Fragment.Length > 0)
        {
            throw new ArgumentException($"{nameof(Address)} must not contain a login, query or fragment. Put the login into {nameof(Auth)}.", name);
        }

        if (Auth is { Username.Length: 0 })
        {
            throw new ArgumentException($"{nameof(Auth)} must have a user name: without one the agent does not log in.", name);
        }
    }
}
