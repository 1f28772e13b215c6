using System.Diagnostics.CodeAnalysis;
using System.Net;
using ObShellSdk.Encryption;
using ObShellSdk.Trust;

namespace ObShellSdk.Http;

/// <summary>The innermost part of the pipeline: sockets, set up for an agent.</summary>
internal static class HttpTransport
{
    /// <summary>The pipeline of a client that is made without dependency injection.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The HttpClient owns the chain.")]
    public static HttpClient CreateClient(ObShellClientOptions options)
    {
        var sealing = new SealingHandler(options.TimeProvider) { InnerHandler = options.Transport ?? CreateHandler(options) };
        return new DirectHttpClient(sealing, ownsTransport: options.Transport is null);
    }

    public static SocketsHttpHandler CreateHandler(ObShellClientOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            // The header is signed for one target, and would be sent to wherever a redirect points.
            AllowAutoRedirect = false,
            UseProxy = options.UseSystemProxy,
            Proxy = options.UseSystemProxy ? new ProxyOfAddresses(HttpClient.DefaultProxy) : null,
            ConnectCallback = UnixSocket.ConnectAsync,
            UseCookies = false,

            // Agents read no trace context, and the baggage of the host is not for them. The runtime's own spans, which this ends as well, would quote
            // answers that cannot be read; the client has spans of its own.
            ActivityHeadersPropagator = null,
            ConnectTimeout = ConnectTimeout(options.Retry),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            MaxConnectionsPerServer = options.MaxConnectionsPerAgent ?? int.MaxValue,
        };
        CertificateTrust.Apply(options, handler.SslOptions);
        return handler;
    }

    /// <summary>
    /// A host that drops packets must leave time for another agent or another attempt. Systems repeat the first packet after 1, 3 and 7 s.
    /// </summary>
    private static TimeSpan ConnectTimeout(ObShellRetryOptions retry)
    {
        var max = TimeSpan.FromSeconds(8);
        return retry.AttemptTimeout > TimeSpan.Zero && retry.AttemptTimeout / 2 < max ? retry.AttemptTimeout / 2 : max;
    }

    /// <summary>The system's proxy, but for sockets of this machine.</summary>
    internal sealed class ProxyOfAddresses(IWebProxy system) : IWebProxy
    {
        public ICredentials? Credentials
        {
            get => system.Credentials;
            set => system.Credentials = value;
        }

        public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : system.GetProxy(destination);

        public bool IsBypassed(Uri host) => UnixSocket.IsRequest(host) || system.IsBypassed(host);
    }
}
