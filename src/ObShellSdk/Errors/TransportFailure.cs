namespace ObShellSdk.Errors;

/// <summary>
/// What the transport throws where it could not read an answer: its text quotes the answer, which may repeat what was sealed, and of a proxy it names the
/// password. Events and handlers of the host see these exceptions before any caller does.
/// </summary>
internal static class TransportFailure
{
    /// <summary>The same failure without what it quotes; null where it quotes nothing.</summary>
    public static Exception? Unquoted(Exception failure) => failure switch
    {
        HttpRequestException
        {
            HttpRequestError: var error and (HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.ProxyTunnelError),
        } => new HttpRequestException(error, BeforeQuote(failure.Message)),
        HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } => new HttpIOException(HttpRequestError.InvalidResponse, BeforeQuote(failure.Message)),
        _ => null,
    };

    private static string BeforeQuote(string message) =>
        message.IndexOfAny(['\'', '"', ':', '(']) is >= 0 and var quote ? message[..quote].TrimEnd(' ', '.') + "." : message;
}
