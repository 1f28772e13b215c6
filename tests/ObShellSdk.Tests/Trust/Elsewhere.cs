namespace ObShellSdk.Tests.Trust;

/// <summary>A transport that finds one agent at every address: for addresses that nobody listens at.</summary>
internal sealed class Elsewhere(Uri endpoint) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _sockets = new(new SocketsHttpHandler());

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = new Uri(endpoint, request.RequestUri!.PathAndQuery);
        return _sockets.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        _sockets.Dispose();
        base.Dispose(disposing);
    }
}
