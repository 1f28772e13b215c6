using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace ObShellSdk;

/// <summary>How a client reaches its agent. Validated and copied once, when the client is made.</summary>
public sealed class ObShellClientOptions
{
    internal const int DefaultMinimumKeyBits = 1024;

    /// <summary>The size of the keys of agents before obshell 4.4.2.</summary>
    internal const int SmallestKeyBits = 512;

    /// <summary>
    /// The agent's address, such as <c>http://10.10.10.1:2886</c>: <c>http</c> or <c>https</c>, host and port; or <c>unix://</c> and the path of the
    /// Unix domain socket of an agent on this machine. Required.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Behind a reverse proxy that serves agents under a path, such as <c>https://ops.example/obshell/east/</c>, give that path too. The proxy must remove the path and
    /// change nothing else: the header is signed for the rest, which is what the agent receives.
    /// </para>
    /// <para>A link-local IPv6 address keeps its zone, as in <c>http://[fe80::1%eth0]:2886</c>.</para>
    /// <para>
    /// The socket, <c>run/obshell.sock</c> in the agent's home, serves root and the user that the observer runs as. It asks for no password and gets none, nothing is
    /// encrypted, and no key is trusted or refused.
    /// </para>
    /// </remarks>
    public Uri? Endpoint { get; set; }

    /// <summary>
    /// Further agents of the same cluster. A call goes to one that serves: reads move on to the next when it does not, other calls only where it is
    /// certain that nothing was carried out. Default: none.
    /// </summary>
    public IList<Uri> Endpoints { get; } = [];

    /// <summary>
    /// Whether the client learns the other agents of the cluster by itself, from its first call on and every few minutes, and then uses them like
    /// <see cref="Endpoints"/>. They are addressed as they know themselves, with the scheme of the first endpoint. Default: false.
    /// </summary>
    /// <remarks>
    /// No call waits for it. Discovered agents that the cluster no longer lists are forgotten. A client with several agents verifies, once for each agent and key, that an
    /// agent belongs to the same cluster before it gets a call (<see cref="TrustFailureReason.OtherCluster"/>).
    /// </remarks>
    public bool DiscoverAgents { get; set; }

    /// <summary>
    /// Whether the client signs in at each agent and shows the session instead of the password with every call (obshell 4.4.0 and later; older agents
    /// get the password). A session that ended is renewed; those that the client opened are closed when it is disposed asynchronously
    /// (<see cref="ObShellClient.DisposeAsync"/>) and otherwise end after half an hour without a call. Default: false.
    /// </summary>
    public bool UseSessions { get; set; }

    /// <summary>
    /// Whether the times of the database's records are corrected: of cluster DAGs, backups, the log archive, restores, compaction and packages. obshell reads the wall clock of
    /// the database and labels it with the time zone of its own host; where the two zones differ, such a time is wrong by the difference (8 h for a host in UTC and the
    /// database's default, +08:00). With this option the client reads the database's time zone once (<see cref="Cluster.ClusterClient.GetClockInfoAsync"/>) and returns the instants
    /// that the times mean. Default: false, times as the agent sends them.
    /// </summary>
    public bool CorrectDatabaseTimes { get; set; }

    /// <summary>What to show to the agent. Default: <see cref="ObShellCredential.None"/>.</summary>
    public ObShellCredential Credential { get; set; } = ObShellCredential.None;

    /// <summary>Attempts, pauses and time-outs.</summary>
    public ObShellRetryOptions Retry { get; set; } = new();

    /// <summary>
    /// The fingerprints of the public keys to trust: SHA-256 of the decoded PKCS#1 bytes in hex, with or without colons. With a pin, a key
    /// that does not match is refused before anything secret is sent. Default: none, any key is trusted.
    /// </summary>
    /// <remarks>
    /// Over plain http, without a pin, <see cref="KnownAgentsFile"/> or <see cref="KeyValidation"/>, whoever can replace the agent's key on the way can read
    /// the password. What is set of the three must agree.
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
    /// Judges an agent's public key when it is learned, for a store of your own: false refuses it before anything secret is sent. Default: null, not asked.
    /// </summary>
    /// <remarks>
    /// The token ends with the attempt time-out. What it throws is the inner exception of an <see cref="ObShellLocalException"/>, and the call is not sent. It is asked
    /// again when an agent shows a new key, and may be asked for several agents at once.
    /// </remarks>
    public Func<AgentKeyInfo, CancellationToken, ValueTask<bool>>? KeyValidation { get; set; }

    /// <summary>
    /// The smallest RSA key of an agent that is accepted, in bits, from 512 to 4096; a smaller one is refused before anything secret is sent. Default: 1024, as agents
    /// have since obshell 4.4.2. Older ones have 512: set it to 512 for them, as <see cref="AgentCompatibility.Before442"/> does, only in a network that you trust,
    /// because an attacker who records the traffic can break such a key.
    /// </summary>
    public int MinimumKeyBits { get; set; } = DefaultMinimumKeyBits;

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

    /// <summary>The largest response that is read, in bytes, from 64 KiB to 1 GiB; a larger one is an <see cref="ObShellProtocolException"/>. Default: 64 MiB.</summary>
    /// <remarks>
    /// It also limits how many elements a response may have, because small elements take much more memory than bytes: one object or list for each 64 bytes
    /// of it (1,048,576 by default, at least 100,000), and one value of any kind for each 12 bytes.
    /// </remarks>
    public int MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// The largest number of connections to one agent, from 1; further calls wait for one. Default: null, no limit. Not used where a transport of your own is given.
    /// </summary>
    public int? MaxConnectionsPerAgent { get; set; }

    /// <summary>Whether the system's proxy is used. Default: false; a proxy that rewrites targets breaks the signature of the header.</summary>
    public bool UseSystemProxy { get; set; }

    /// <summary>
    /// The authorities that agents' certificates on https must come from, instead of those that the system trusts: the root certificates of a private authority, and
    /// intermediate ones that agents do not send. Names and dates are checked as always, revocation is not. Default: none, the system decides.
    /// </summary>
    /// <remarks>A configuration section names a file of PEM certificates. Not used where a transport of your own is given.</remarks>
    public X509Certificate2Collection TrustedRoots { get; } = [];

    /// <summary>
    /// The certificates of agents to trust on https: SHA-256 of the DER bytes in hex, with or without colons. No other certificate is accepted, and of these neither
    /// issuer nor name nor dates are looked at. Default: none. Needs an endpoint with https and the client's own transport.
    /// </summary>
    public IList<string> PinnedCertificateFingerprints { get; } = [];

    /// <summary>
    /// What this client shows to agents that demand a certificate (mutual TLS): one certificate with its private key, and the intermediate ones to send along, as a
    /// PFX file has them. Default: none. Keep them alive as long as the client. Not used where a transport of your own is given.
    /// </summary>
    public X509Certificate2Collection ClientCertificates { get; } = [];

    /// <summary>
    /// Judges the agent's certificate on https instead of the system; it gets the errors that the system, or <see cref="TrustedRoots"/>, found. Default: null, any
    /// error refuses the certificate. Not together with <see cref="PinnedCertificateFingerprints"/>, and not used where a transport of your own is given.
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
