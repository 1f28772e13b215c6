using System.Net;

namespace ObShellSdk.Http;

/// <summary>Tells connections to a proxy from those to an agent.</summary>
internal static class ProxyConnection
{
    /// <summary>Whether a connection is meant for something else than the host of its request.</summary>
    public static bool IsProxy(SocketsHttpConnectionContext context) =>
        context.InitialRequestMessage is { RequestUri: { } target } request
        && (request.Method == HttpMethod.Connect || target.Port != context.DnsEndPoint.Port || !IsSameHost(target.IdnHost, context.DnsEndPoint.Host));

    private static bool IsSameHost(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(one, out IPAddress? address) && IPAddress.TryParse(other, out IPAddress? otherAddress) && address.GetAddressBytes().AsSpan().SequenceEqual(otherAddress.GetAddressBytes()));
}
