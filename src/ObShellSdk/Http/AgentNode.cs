namespace ObShellSdk.Http;

/// <summary>One agent of the cluster: its address, all that is known of it, and whether it serves at present.</summary>
internal sealed class AgentNode
{
    private readonly object _gate = new();
    private Task<ClusterReport>? _asking;
    private long _observedOffsetTicks = long.MinValue;

    public AgentNode(Uri endpoint, ClientSettings settings, IOpenExchange exchange)
    {
        Endpoint = endpoint;
        Name = AgentName.Of(endpoint);
        Access = AgentAccess.To(endpoint, settings.DisableEncryption);
        Learner = new AgentLearner(this, settings, exchange);
        Recovery = new RefusalRecovery(this, settings, exchange);
        Health = new AgentHealth(settings.TimeProvider);
    }

    public Uri Endpoint { get; }

    /// <summary>What logs call it.</summary>
    public string Name { get; }

    /// <summary>How requests reach it.</summary>
    public AgentAccess Access { get; }

    public AgentLearner Learner { get; }

    public RefusalRecovery Recovery { get; }

    public AgentHealth Health { get; }

    public AgentSession Session { get; } = new();

    /// <summary>Whether the user gave the address. An agent whose address another agent told is verified before it gets a command.</summary>
    public bool IsAddressed { get; set; }

    /// <summary>The key that the agent had when it was found to belong to the client's cluster; null if that is not known, or if it failed since.</summary>
    public string? VerifiedKey { get; set; }

    /// <summary>Asks the agent for its cluster, once for all calls that start together.</summary>
    /// <param name="ask">Sends the question; ends by itself.</param>
    /// <param name="cancellationToken">Ends this caller's waiting, not the question.</param>
    public Task<ClusterReport> GetClusterAsync(Func<Task<ClusterReport>> ask, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_asking is null or { IsCompleted: true })
            {
                _asking = SharedTask.Observed(Task.Run(ask, CancellationToken.None));
            }

            return _asking.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Whether the agent has an operation, as far as its version is known; null if it is not.</summary>
    public bool? Has(ApiOperation operation) => Learner.Agent.Profile?.Release is not { } release ? null
        : operation.IsMissingFrom(release) ? false
        : operation.IsNewerThan(release) ? null
        : true;

    /// <summary>The agent's clock less ours, as its last good answer showed it; null before that.</summary>
    public TimeSpan? ObservedOffset
    {
        get => Interlocked.Read(ref _observedOffsetTicks) is var ticks && ticks != long.MinValue ? new TimeSpan(ticks) : null;
        set => Interlocked.Exchange(ref _observedOffsetTicks, value is { } offset ? offset.Ticks : long.MinValue);
    }

    /// <summary>What is given here is what goes on the request line and what is signed: escaped by <see cref="ApiPath"/>, not changed by Uri.</summary>
    public Uri Locate(string target) => new(Access.Origin + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
