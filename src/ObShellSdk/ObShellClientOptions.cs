using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Security;
using Microsoft.Extensions.Logging;

namespace ObShellSdk;

/// <summary>How a client reaches its agent. Validated and copied once, when the client is made.</summary>
public sealed class ObShellClientOptions
{
    /// <summary>
    /// The agent's address, such as <c>http://10.10.10.1:2886</c>: <c>http</c> or <c>https</c>, host and port, no path. Required.
    /// </summary>
    public Uri? Endpoint { get; set; }

    /// <summary>
    /// Further agents of the same cluster. A call goes to one that serves: reads move on to the next when it does not, other calls only where it is
    /// certain that nothing was carried out. Default: none.
    /// </summary>
    public IList<Uri> Endpoints { get; } = [];

    /// <summary>
    /// Whether the client learns the other agents of the cluster by itself, before its first call and every few minutes, and then uses them like
    /// <see cref="Endpoints"/>. They are addressed as they know themselves, with the scheme of the first endpoint. Default: false.
    /// </summary>
    public bool DiscoverAgents { get; set; }

    /// <summary>
    /// Whether the client signs in at each agent and shows the session instead of the password with every call (obshell 4.4.0 and later; older agents
    /// get the password). A session that ended is renewed; those that the client opened are closed when it is disposed asynchronously
    /// (<see cref="ObShellClient.DisposeAsync"/>) and otherwise end after half an hour without a call. Default: false.
    /// </summary>
    public bool UseSessions { get; set; }

    /// <summary>What to show to the agent. Default: <see cref="ObShellCredential.None"/>.</summary>
    public ObShellCredential Credential { get; set; } = ObShellCredential.None;

    /// <summary>Attempts, pauses and time-outs.</summary>
    public ObShellRetryOptions Retry { get; set; } = new();

    /// <summary>
    /// The fingerprints of the public keys to trust: SHA-256 of the decoded PKCS#1 bytes in hex, with or without colons. With a pin, a key
    /// that does not match is refused before anything secret is sent. Default: none, any key is trusted.
    /// </summary>
    /// <remarks>Without a pin and over plain http, whoever can replace the agent's key on the way can read the password.</remarks>
    public IList<string> PinnedKeyFingerprints { get; } = [];

    /// <summary>
    /// For agents that were built with encryption off: no header is sent, bodies go in clear. Nothing shows this from outside. Default: false.
    /// </summary>
    public bool DisableEncryption { get; set; }

    /// <summary>
    /// How long a request header stays valid by the agent's clock, from 5 s to 1 day. Default: 60 s. Each attempt has a fresh one.
    /// </summary>
    public TimeSpan HeaderLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The language of the agent's messages: <c>en-US</c> or <c>zh-CN</c> (obshell 4.3.1 and later). Default: the agent's, English.</summary>
    public string? Language { get; set; }

    /// <summary>The largest answer that is read, in bytes, from 64 KiB to 1 GiB; a larger one is a protocol error. Default: 64 MiB.</summary>
    public int MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Whether the system's proxy is used. Default: false; a proxy that rewrites targets breaks the signature of the header.</summary>
    public bool UseSystemProxy { get; set; }

    /// <summary>
    /// Judges the agent's certificate on https instead of the system, e.g. against a private authority. Default: the system's validation.
    /// Not used where a transport of your own is given.
    /// </summary>
    public RemoteCertificateValidationCallback? ServerCertificateValidation { get; set; }

    /// <summary>
    /// The innermost handler, in place of the client's own <see cref="SocketsHttpHandler"/>: for in-process transports. It must neither
    /// follow redirects nor repeat requests. The client does not dispose it. Not used with dependency injection, where the
    /// <c>IHttpClientBuilder</c> sets the primary handler.
    /// </summary>
    public HttpMessageHandler? Transport { get; set; }

    /// <summary>Where the client logs. Default: nowhere; with dependency injection the host's.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Makes the meter that the client measures with. Default: one of the process's own; with dependency injection the host's.</summary>
    public IMeterFactory? MeterFactory { get; set; }

    /// <summary>The clock for expiries, time-outs and pauses. Default: the system's.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
