using ObShellSdk.Encryption;

namespace ObShellSdk.Http;

/// <summary>An HTTP client without handlers in front of <see cref="SealingHandler"/>.</summary>
internal sealed class DirectHttpClient(SealingHandler handler, bool ownsTransport) : HttpClient(handler, disposeHandler: ownsTransport)
{
    /// <summary>Whether the transport is the client's own, which stops when a request is canceled; one of the application may ignore the token.</summary>
    public bool HonorsCancellation { get; } = ownsTransport;
}
