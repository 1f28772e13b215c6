using System.Net;

namespace ObShellSdk.Errors;

/// <summary>No connection could be made to the proxy that the request goes through. The message continues a sentence.</summary>
internal sealed class ProxyUnreachableException(DnsEndPoint proxy, Exception cause)
    : IOException(FormattableString.Invariant($"the proxy at {proxy.Host}:{proxy.Port} could not be reached"), cause);
