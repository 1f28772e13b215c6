using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace ObShellSdk;

/// <summary>Options for a client. The client validates and copies them when it is created.</summary>
public sealed class ObShellClientOptions
{
    internal const int DefaultMinimumKeyBits = 1024;

    /// <summary>The size of the keys of agents before obshell 4.4.2.</summary>
    internal const int SmallestKeyBits = 512;

    /// <summary>
    /// The address of the agent, such as <c>http://10.10.10.1:2886</c>: <c>http</c> or <c>https</c>, host and port; or <c>unix://</c> and the path of the
    /// Unix domain socket of an agent on this machine. Required.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Behind a reverse proxy that publishes agents under a path, such as <c>https://ops.example/obshell/east/</c>, include that path. The proxy must remove the path and
    /// change nothing else: the request header is signed for the remaining path, which is what the agent receives.
    /// </para>
    /// <para>A link-local IPv6 address keeps its zone, as in <c>http://[fe80::1%eth0]:2886</c>.</para>
    /// <para>
    /// The socket, <c>run/obshell.sock</c> in the agent's home directory, accepts root and the user of the observer. No password is sent, nothing is
    /// encrypted, and no key is checked.
    /// </para>
    /// </remarks>
    public Uri? Endpoint { get; set; }

    /// <summary>
    /// Further agents of the same cluster. A call goes to an available agent: reads fail over to the next agent, other calls only if it is
    /// certain that nothing was executed. Default: none.
    /// </summary>
    public IList<Uri> Endpoints { get; } = [];

    /// <summary>
    /// Whether the client discovers the other agents of the cluster, from its first call on and every few minutes, and then uses them like
    /// <see cref="Endpoints"/>. It uses the addresses that the cluster reports, with the scheme of the first endpoint. Default: false.
    /// </summary>
    /// <remarks>
    /// No call waits for discovery. Discovered agents that the cluster no longer lists are removed. A client with several agents verifies, once for each agent and key, that an
    /// agent belongs to the same cluster before it gets a call (<see cref="TrustFailureReason.OtherCluster"/>).
    /// </remarks>
    public bool DiscoverAgents { get; set; }

    /// <summary>
    /// Whether the client signs in at each agent and sends the session instead of the password with every call (obshell 4.4.0 and later; older agents
    /// get the password). An expired session is renewed. Sessions that the client opened are closed when it is disposed asynchronously
    /// (<see cref="ObShellClient.DisposeAsync"/>), and otherwise expire after half an hour without a call. Default: false.
    /// </summary>
    public bool UseSessions { get; set; }

    /// <summary>
    /// Whether the times of the database's records are corrected: of cluster DAGs, backups, the log archive, restores, compaction and packages. obshell reads the wall clock of
    /// the database and labels it with the time zone of its own host; where the two zones differ, such a time is wrong by the difference (8 h for a host in UTC and the
    /// database's default, +08:00). With this option the client reads the database's time zone once (<see cref="Cluster.ClusterClient.GetClockInfoAsync"/>) and returns the instants
    /// that the times mean. Default: false, times as the agent sends them.
    /// </summary>
    public bool CorrectDatabaseTimes { get; set; }

    /// <summary>The credential. Default: <see cref="ObShellCredential.None"/>.</summary>
    public ObShellCredential Credential { get; set; } = ObShellCredential.None;

    /// <summary>The limits for attempts, delays and timeouts.</summary>
    public ObShellRetryOptions Retry { get; set; } = new();

    /// <summary>
    /// The fingerprints of the public keys to trust: SHA-256 of the decoded PKCS#1 bytes in hex, with or without colons. If there are any, a key
    /// that does not match is rejected before anything secret is sent. Default: none, any key is trusted.
    /// </summary>
    /// <remarks>
    /// Over plain http, without a pinned key, <see cref="KnownAgentsFile"/> or <see cref="KeyValidation"/>, an attacker who can replace the agent's key on the network can read
    /// the password. If several of the three are set, all must accept the key.
    /// </remarks>
    public IList<string> PinnedKeyFingerprints { get; } = [];

    /// <summary>
    /// A file that keeps the fingerprint of each agent's public key, by host and port, like <c>known_hosts</c> of SSH: the key of a new agent is saved and trusted,
    /// a different key at the same address is refused before anything secret is sent. Default: null, no file.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A line holds <c>host:port</c>, a space and the SHA-256 in hex; empty lines and <c>#</c> comments are skipped, and an agent may have several lines.
    /// Processes may share the file: it is replaced as a whole under a lock (a file next to it, <c>.lock</c>), and on Unix only its owner may read it.
    /// Missing folders are created. A device such as <c>/dev/null</c>, a pipe or a socket is refused and never replaced; null saves no keys.
    /// </para>
    /// <para>
    /// If a line cannot be read, or the file system refuses access, calls throw an <see cref="ObShellAuthenticationException"/> with
    /// <see cref="TrustFailureReason.KnownAgentsFileUnusable"/>. If another process holds the lock for 10 s (or a third of
    /// <see cref="ObShellRetryOptions.AttemptTimeout"/>, if that is shorter), they throw one with <see cref="TrustFailureReason.KnownAgentsFileLocked"/>.
    /// Nothing secret is sent in either case.
    /// </para>
    /// </remarks>
    public string? KnownAgentsFile { get; set; }

    /// <summary>
    /// A callback that accepts or rejects an agent's public key, for your own key store: false rejects it before anything secret is sent. Default: null.
    /// </summary>
    /// <remarks>
    /// The token is canceled after the attempt timeout. An exception from the callback becomes the inner exception of an <see cref="ObShellLocalException"/>, and the call is not sent. The
    /// callback is called again when an agent presents a new key, and may be called for several agents at once.
    /// </remarks>
    public Func<AgentKeyInfo, CancellationToken, ValueTask<bool>>? KeyValidation { get; set; }

    /// <summary>
    /// The smallest RSA key of an agent that is accepted, in bits, from 512 to 4096; a smaller one is refused before anything secret is sent. Default: 1024, as agents
    /// have since obshell 4.4.2. Older ones have 512: set it to 512 for them, as <see cref="AgentCompatibility.Before442"/> does, only in a network that you trust,
    /// because an attacker who records the traffic can break such a key.
    /// </summary>
    public int MinimumKeyBits { get; set; } = DefaultMinimumKeyBits;

    /// <summary>
    /// Whether encryption is disabled, for agents that were built without it: no header is sent, and bodies are sent in clear text. The agent does not announce this. Default: false.
    /// </summary>
    public bool DisableEncryption { get; set; }

    /// <summary>
    /// How long a request header is valid by the agent's clock, from 5 s to 1 day. Each attempt has a new header. Default: 60 s.
    /// </summary>
    public TimeSpan HeaderLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The language of the agent's messages: <c>en-US</c> or <c>zh-CN</c> (obshell 4.3.1 and later), or null for the agent's default, English. Default: null.</summary>
    public string? Language { get; set; }

    /// <summary>The largest accepted response in bytes, from 64 KiB to 1 GiB; a larger one causes an <see cref="ObShellProtocolException"/>. Default: 64 MiB.</summary>
    /// <remarks>
    /// It also limits how many elements a response may have, because small elements take much more memory than bytes: one object or list for each 64 bytes
    /// of it (1,048,576 by default, at least 100,000), and one value of any kind for each 12 bytes.
    /// </remarks>
    public int MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// The largest number of connections to one agent, from 1; further calls wait. Null for no limit. Ignored if you provide your own transport. Default: null.
    /// </summary>
    public int? MaxConnectionsPerAgent { get; set; }

    /// <summary>Whether the client uses the system's proxy. A proxy that rewrites the request target breaks the signature of the header. Default: false.</summary>
    public bool UseSystemProxy { get; set; }

    /// <summary>
    /// The certificate authorities to trust on https, instead of those that the system trusts: the root certificates of a private authority, and
    /// intermediate certificates that agents do not send. Names and dates are checked, revocation is not. Default: none, the system decides.
    /// </summary>
    /// <remarks>In configuration, the value is the path of a file with PEM certificates. Ignored if you provide your own transport.</remarks>
    public X509Certificate2Collection TrustedRoots { get; } = [];

    /// <summary>
    /// The certificates of agents to trust on https: SHA-256 of the DER bytes in hex, with or without colons. No other certificate is accepted, and
    /// issuer, name and dates are not checked. Default: none. Requires an https endpoint and the client's own transport.
    /// </summary>
    public IList<string> PinnedCertificateFingerprints { get; } = [];

    /// <summary>
    /// The certificate for agents that require mutual TLS: one certificate with its private key, and the intermediate certificates to send, as in a
    /// PFX file. Default: none. Do not dispose them before the client. Ignored if you provide your own transport.
    /// </summary>
    public X509Certificate2Collection ClientCertificates { get; } = [];

    /// <summary>
    /// A callback that validates the agent's certificate on https; it gets the errors that the system, or <see cref="TrustedRoots"/>, found. Null rejects a certificate with any
    /// error. Cannot be combined with <see cref="PinnedCertificateFingerprints"/>; ignored if you provide your own transport. Default: null.
    /// </summary>
    public RemoteCertificateValidationCallback? ServerCertificateValidation { get; set; }

    /// <summary>
    /// The innermost handler, which replaces the client's own <see cref="SocketsHttpHandler"/>, for in-process transports. It must not
    /// follow redirects or retry requests. The client does not dispose it. Not used with dependency injection, where the
    /// <c>IHttpClientBuilder</c> sets the primary handler.
    /// </summary>
    public HttpMessageHandler? Transport { get; set; }

    /// <summary>The logger factory, or null for no logs. Default: null; with dependency injection, the host's.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The factory for the client's meter. Default: null, a meter of the process; with dependency injection, the host's.</summary>
    public IMeterFactory? MeterFactory { get; set; }

    /// <summary>The clock for expiry, timeouts and delays. Default: the system clock.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
