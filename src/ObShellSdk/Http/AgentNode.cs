namespace ObShellSdk.Http;

/// <summary>One agent of the cluster: its address, all that is known of it, and whether it serves at present.</summary>
internal sealed class AgentNode
{
    private readonly string _origin;
    private long _observedOffsetTicks = long.MinValue;

    public AgentNode(Uri endpoint, ClientSettings settings, IOpenExchange exchange)
    {
        Endpoint = endpoint;
        IsLocal = UnixSocket.IsEndpoint(endpoint);
        Name = AgentName.Of(endpoint);
        _origin = IsLocal ? UnixSocket.OriginOf(endpoint) : endpoint.GetLeftPart(UriPartial.Authority);
        Learner = new AgentLearner(this, settings, exchange);
        Health = new AgentHealth(settings.TimeProvider);
    }

    public Uri Endpoint { get; }

    /// <summary>What logs call it.</summary>
    public string Name { get; }

    /// <summary>It is asked through its socket: in clear, and without a credential.</summary>
    public bool IsLocal { get; }

    /// <summary><c>server.address</c> of OpenTelemetry: a host, or the path of a socket.</summary>
    public string ServerAddress => IsLocal ? UnixSocket.PathOf(Endpoint) : Endpoint.IdnHost;

    /// <summary><c>server.port</c> of OpenTelemetry; a socket has none.</summary>
    public int? ServerPort => IsLocal ? null : Endpoint.Port;

    public AgentLearner Learner { get; }

    public AgentHealth Health { get; }

    public AgentSession Session { get; } = new();

    /// <summary>Whether the agent has an operation, as far as its version is known; null if it is not.</summary>
    public bool? Has(ApiOperation operation) => Learner.Agent.Profile?.Release is { } release ? !operation.IsNewerThan(release) : null;

    /// <summary>The agent's clock less ours, as its last good answer showed it; null before that.</summary>
    public TimeSpan? ObservedOffset
    {
        get => Interlocked.Read(ref _observedOffsetTicks) is var ticks && ticks != long.MinValue ? new TimeSpan(ticks) : null;
        set => Interlocked.Exchange(ref _observedOffsetTicks, value is { } offset ? offset.Ticks : long.MinValue);
    }

    /// <summary>What is given here is what goes on the request line and what is signed: escaped by <see cref="ApiPath"/>, not changed by Uri.</summary>
    public Uri Locate(string target) => new(_origin + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
