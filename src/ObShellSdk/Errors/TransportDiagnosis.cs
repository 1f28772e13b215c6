using System.ComponentModel;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using ObShellSdk.Diagnostics;
using ObShellSdk.Http;
using ObShellSdk.Trust;

namespace ObShellSdk.Errors;

/// <summary>What an exception of the transport means: the cause, a sentence with the remedy, and whether the same call can succeed later.</summary>
internal readonly record struct TransportDiagnosis(ConnectionFailureReason Failure, string What, bool IsTransient)
{
    private const int TooManyOpenFiles = 24;

    // What the TLS library says of the alert that the agent sent. Go answers a missing certificate with "bad certificate" before TLS 1.3.
    private static readonly string[] _clientCertificateAlerts =
        ["certificate required", "alert bad certificate", "alert unknown ca", "alert certificate", "alert unsupported certificate", "alert access denied", "alert no certificate"];

    private static readonly string[] _notTls = ["frame size", "corrupted frame", "wrong version number", "http request", "packet length too long"];

    private static readonly string[] _noCommonProtocol =
        ["protocol version", "unsupported protocol", "no protocols available", "no shared cipher", "no ciphers available", "insufficient security", "handshake failure"];

    public static TransportDiagnosis Of(Uri agent, Exception cause)
    {
        Exception[] chain = [.. Chain(cause)];
        if (chain.OfType<CertificateRejectedException>().FirstOrDefault() is { } rejected)
        {
            return new(rejected.Failure, rejected.Message, IsTransient: false);
        }

        if (chain.Any(inner => inner is AuthenticationException) || IsLateAlert(chain))
        {
            return OfTls(chain);
        }

        if (chain.OfType<ProxyUnreachableException>().FirstOrDefault() is { } proxy)
        {
            return new(ConnectionFailureReason.Proxy, $"{proxy.Message}. Check the proxy and the variables that name it, or leave {nameof(ObShellClientOptions.UseSystemProxy)} off", IsTransient: true);
        }

        if (LocalCause(agent, chain) is { } local)
        {
            return new(ConnectionFailureReason.LocalResources, $"{local}. The agent is not the cause", IsTransient: true);
        }

        return (cause as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.ProxyTunnelError => new(
                ConnectionFailureReason.Proxy, $"the proxy refused to connect to the agent. Allow the agent's host and port there, or leave {nameof(ObShellClientOptions.UseSystemProxy)} off", true),
            HttpRequestError.NameResolutionError => new(ConnectionFailureReason.NameResolution, "its name could not be resolved", true),
            HttpRequestError.ConnectionError when UnixSocketAddress.IsEndpoint(agent) => new(
                ConnectionFailureReason.NotConnected,
                "no connection could be made (is obshell running, is this the path of its socket, run/obshell.sock in its home, and may this user open it?)", true),
            HttpRequestError.ConnectionError => new(
                ConnectionFailureReason.NotConnected, "no connection could be made (is obshell running, and are host and port right?)", true),
            HttpRequestError.SecureConnectionError => new(
                ConnectionFailureReason.Broken,
                $"the connection broke during the TLS handshake (is obshell restarting, or does it require {nameof(ObShellClientOptions.ClientCertificates)}?)", true),
            _ when cause is not (HttpRequestException or IOException or SocketException) => new(
                ConnectionFailureReason.Broken, $"the HTTP transport or a handler in front of it threw {cause.GetType().Name} (see the inner exception)", true),
            _ => new(ConnectionFailureReason.Broken, "the connection broke before the response was complete", true),
        };
    }

    /// <summary>Whether the agent had no part in the failure, so that it must not count against it.</summary>
    public static bool IsLocal(ObShellException failure) =>
        failure is ObShellTransportException { Reason: ConnectionFailureReason.LocalResources or ConnectionFailureReason.Proxy };

    private static TransportDiagnosis OfTls(Exception[] chain)
    {
        string reason = Redaction.Message(chain[^1].Message.TrimEnd('.'));
        string all = string.Join(' ', chain.Select(inner => inner.Message));
        bool Says(string[] texts) => texts.Any(text => all.Contains(text, StringComparison.OrdinalIgnoreCase));
        if (Says(_clientCertificateAlerts) || IsLateAlert(chain))
        {
            return new(
                ConnectionFailureReason.ClientCertificate,
                $"the TLS connection could not be established: the agent requires a certificate of this client, or does not trust the one that it got; set {nameof(ObShellClientOptions.ClientCertificates)} ({reason})",
                false);
        }

        if (Says(_notTls))
        {
            return new(
                ConnectionFailureReason.NotTls,
                $"the TLS connection could not be established: the response is not TLS, so the agent probably speaks http at this port; use http:// in the endpoint ({reason})", false);
        }

        if (Says(_noCommonProtocol))
        {
            return new(
                ConnectionFailureReason.TlsProtocol,
                $"the TLS connection could not be established: client and agent have no TLS version or cipher suite in common, for example because the other side knows only TLS 1.0 ({reason})", false);
        }

        // Of a transport of the user's own, whose validation is not ours.
        return all.Contains("remote certificate", StringComparison.OrdinalIgnoreCase)
            ? new(ConnectionFailureReason.CertificateRejected, $"the TLS connection could not be established: the agent's certificate was rejected ({reason})", false)
            : new(ConnectionFailureReason.TlsProtocol, $"the TLS connection could not be established: {reason}", false);
    }

    /// <summary>Since TLS 1.3 the agent refuses a certificate of ours only after the handshake.</summary>
    private static bool IsLateAlert(Exception[] chain) => chain.Any(inner => inner is IOException { InnerException: { } refusal }
        && (refusal is Win32Exception and not SocketException || refusal.InnerException is CryptographicException));

    private static string? LocalCause(Uri agent, Exception[] chain)
    {
        if (chain.Any(inner => inner is IOException { HResult: TooManyOpenFiles } || inner is SocketException { SocketErrorCode: SocketError.TooManyOpenSockets }))
        {
            return "this process has too many open files and cannot open a connection: raise its limit (ulimit -n), or find what it does not close";
        }

        // Of a socket of this machine these mean that its path is wrong or closed to this user.
        return UnixSocketAddress.IsEndpoint(agent) ? null : chain.OfType<SocketException>().FirstOrDefault()?.SocketErrorCode switch
        {
            SocketError.NoBufferSpaceAvailable => "this machine has no memory left for the buffers of a connection",
            SocketError.AddressNotAvailable => "this machine has no free local port, or no address of the agent's network",
            SocketError.NetworkDown or SocketError.NetworkUnreachable => "this machine has no network, or no route to the agent's network",
            SocketError.AccessDenied => "this machine forbids the connection (a local firewall or sandbox)",
            _ => null,
        };
    }

    private static IEnumerable<Exception> Chain(Exception cause)
    {
        for (Exception? inner = cause; inner is not null; inner = inner.InnerException)
        {
            yield return inner;
        }
    }
}
