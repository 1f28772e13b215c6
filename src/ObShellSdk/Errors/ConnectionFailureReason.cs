
namespace ObShellSdk;

/// <summary>Why no usable response came; each value has its own remedy.</summary>
public enum ConnectionFailureReason
{
    /// <summary>The connection broke before the response was complete.</summary>
    Broken,

    /// <summary>The host name of the agent could not be resolved.</summary>
    NameResolution,

    /// <summary>No connection to the agent could be made: it was refused, or not established in time.</summary>
    NotConnected,

    /// <summary>No response came in time (<see cref="ObShellTimeoutException"/>).</summary>
    Timeout,

    /// <summary>This process or machine is the cause: too many open files, no free local port, no memory for buffers, no network, or a local firewall.</summary>
    LocalResources,

    /// <summary>The system's proxy (<see cref="ObShellClientOptions.UseSystemProxy"/>) could not be reached, or refused to connect to the agent.</summary>
    Proxy,

    /// <summary>No trusted authority issued the agent's certificate (<see cref="ObShellClientOptions.TrustedRoots"/>).</summary>
    CertificateAuthority,

    /// <summary>The agent's certificate is not valid for the host of the endpoint.</summary>
    CertificateName,

    /// <summary>The agent's certificate, or one of its chain, has expired or is not valid yet.</summary>
    CertificateDate,

    /// <summary>The agent's certificate is not one of <see cref="ObShellClientOptions.PinnedCertificateFingerprints"/>.</summary>
    CertificateNotPinned,

    /// <summary>The agent's certificate was rejected for another reason, or by <see cref="ObShellClientOptions.ServerCertificateValidation"/>.</summary>
    CertificateRejected,

    /// <summary>The agent requires a certificate of this client, or rejects the one that it got (<see cref="ObShellClientOptions.ClientCertificates"/>).</summary>
    ClientCertificate,

    /// <summary>The endpoint says https, and the response is not TLS: the agent speaks http there.</summary>
    NotTls,

    /// <summary>Client and agent have no TLS version or cipher suite in common, or the TLS handshake failed for another reason.</summary>
    TlsProtocol,
}
