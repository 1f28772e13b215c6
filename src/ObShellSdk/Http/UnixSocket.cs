using System.Net.Sockets;
using System.Text;
using ObShellSdk.Errors;

namespace ObShellSdk.Http;

/// <summary>
/// Agents that are asked through their Unix domain socket, <c>unix:///path</c>. HTTP wants a host, and connections are kept apart by it: the path goes into a name that
/// no resolver knows, and is taken out of it again when a connection is made.
/// </summary>
internal static class UnixSocket
{
    // Reserved (RFC 2606): whatever does not know the socket cannot send elsewhere what goes there in clear.
    private const string Suffix = ".socket.invalid";

    private const int MaxLabelLength = 62;

    /// <summary>Whether a request is for a socket.</summary>
    public static bool IsRequest(Uri? request) => request?.Host.EndsWith(Suffix, StringComparison.Ordinal) == true;

    /// <summary>Scheme and host for the requests to a socket.</summary>
    public static string OriginOf(Uri endpoint)
    {
        string digits = Convert.ToHexString(Encoding.UTF8.GetBytes(UnixSocketAddress.PathOf(endpoint))).ToLowerInvariant();
        return $"http://{string.Join('.', digits.Chunk(MaxLabelLength).Select(label => new string(label)))}{Suffix}";
    }

    /// <summary>Connects to the socket or the host of a request.</summary>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        string host = context.DnsEndPoint.Host;
        if (!host.EndsWith(Suffix, StringComparison.Ordinal))
        {
            try
            {
                return await HappyEyeballs.ConnectAsync(host, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException exception) when (ProxyConnection.IsProxy(context))
            {
                throw new ProxyUnreachableException(context.DnsEndPoint, exception);
            }
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            var target = new UnixDomainSocketEndPoint(Encoding.UTF8.GetString(Convert.FromHexString(host[..^Suffix.Length].Replace(".", "", StringComparison.Ordinal))));
            await socket.ConnectAsync(target, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
