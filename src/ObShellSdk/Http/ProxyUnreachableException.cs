using System.Net;

namespace ObShellSdk.Http;

/// <summary>No connection could be made to the proxy that the request goes through. The message continues a sentence.</summary>
internal sealed class ProxyUnreachableException(DnsEndPoint proxy, Exception cause)
    : IOException(FormattableString.Invariant($"the proxy at {proxy.Host}:{proxy.Port} could not be reached"), cause)
{
    /// <summary>Whether a connection is meant for something else than the host of its request.</summary>
    public static bool IsProxy(SocketsHttpConnectionContext context) =>
        context.InitialRequestMessage is { RequestUri: { } target } request
        && (request.Method == HttpMethod.Connect || target.Port != context.DnsEndPoint.Port || !IsSameHost(target.IdnHost, context.DnsEndPoint.Host));

    private static bool IsSameHost(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(one, out IPAddress? address) && IPAddress.TryParse(other, out IPAddress? otherAddress) && address.GetAddressBytes().AsSpan().SequenceEqual(otherAddress.GetAddressBytes()));
}
