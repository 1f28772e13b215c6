namespace ObShellSdk.Http;

/// <summary>How requests reach an agent, and so what they must know of it and what they show to it. Chosen once for each agent.</summary>
internal abstract class AgentAccess
{
    /// <summary>Scheme and host of every request, with the path that a reverse proxy removes.</summary>
    public abstract string Origin { get; }

    /// <summary>The path before every target, which a reverse proxy removes: the header is signed for what comes after it.</summary>
    public virtual string PathPrefix => "";

    /// <summary><c>server.address</c> of OpenTelemetry: a host, or the path of a socket.</summary>
    public abstract string ServerAddress { get; }

    /// <summary><c>server.port</c> of OpenTelemetry; null for a socket.</summary>
    public virtual int? ServerPort => null;

    /// <summary>How the transport must connect, because clear text must not go elsewhere; null if any transport will do.</summary>
    public virtual Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? Connect => null;

    /// <summary>Whether the agent's key is judged before it is used.</summary>
    public virtual bool JudgesKey => true;

    /// <summary>Whether requests for the operation carry a credential or a session.</summary>
    public abstract bool ShowsCredential(ApiOperation operation);

    /// <summary>Whether version and key must be known before the operation is sent.</summary>
    public abstract bool NeedsProfile(ApiOperation operation);

    /// <summary>Whether requests for the operation are sealed with the agent's key.</summary>
    public abstract bool NeedsSeal(ApiOperation operation);

    public static AgentAccess To(Uri endpoint, bool disableEncryption) =>
        UnixSocketAddress.IsEndpoint(endpoint) ? new Socket(endpoint, !disableEncryption)
        : disableEncryption ? new ClearText(endpoint)
        : new Sealed(endpoint);

    /// <summary>Over the network.</summary>
    private abstract class Tcp : AgentAccess
    {
        protected Tcp(Uri endpoint)
        {
            PathPrefix = AgentName.PathPrefix(endpoint);
            Origin = AgentName.Origin(endpoint) + PathPrefix;
            ServerAddress = AgentName.PlainHost(endpoint);
            ServerPort = endpoint.Port;
        }

        public override string Origin { get; }

        public override string PathPrefix { get; }

        public override string ServerAddress { get; }

        public override int? ServerPort { get; }
    }

    /// <summary>Encrypted for the agent, except for open routes.</summary>
    private sealed class Sealed(Uri endpoint) : Tcp(endpoint)
    {
        public override bool ShowsCredential(ApiOperation operation) => !operation.IsOpen;

        public override bool NeedsProfile(ApiOperation operation) => !operation.IsOpen;

        public override bool NeedsSeal(ApiOperation operation) => !operation.IsOpen;
    }

    /// <summary>In clear text and without a credential, for agents whose encryption is off.</summary>
    private sealed class ClearText(Uri endpoint) : Tcp(endpoint)
    {
        public override bool ShowsCredential(ApiOperation operation) => false;

        public override bool NeedsProfile(ApiOperation operation) => false;

        public override bool NeedsSeal(ApiOperation operation) => false;
    }

    /// <summary>Through the agent's Unix domain socket, where agents ask for no password.</summary>
    private sealed class Socket(Uri endpoint, bool canSeal) : AgentAccess
    {
        public override string Origin { get; } = UnixSocket.OriginOf(endpoint);

        public override string ServerAddress { get; } = UnixSocketAddress.PathOf(endpoint);

        public override Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? Connect => UnixSocket.ConnectAsync;

        public override bool JudgesKey => false;

        public override bool ShowsCredential(ApiOperation operation) => false;

        /// <summary>The key, for what is encrypted even here; the version, for a path that depends on it.</summary>
        public override bool NeedsProfile(ApiOperation operation) => canSeal && !operation.IsOpen && (NeedsSeal(operation) || operation.Earlier is not null);

        /// <summary>Agents want two things encrypted even here: the digest of a file, and the keys for an encrypted response.</summary>
        public override bool NeedsSeal(ApiOperation operation) => canSeal && (operation.IsSignedByDigest || operation.HasSealedAnswer);
    }
}
