namespace ObShellSdk.Http;

/// <summary>One agent of the cluster: its address, all that is known of it, and whether it serves at present.</summary>
internal sealed class AgentNode
{
    private readonly string _origin;

    public AgentNode(Uri endpoint, ClientSettings settings, IOpenExchange exchange)
    {
        Endpoint = endpoint;
        _origin = endpoint.GetLeftPart(UriPartial.Authority);
        Learner = new AgentLearner(this, settings, exchange);
        Health = new AgentHealth(settings.TimeProvider);
    }

    public Uri Endpoint { get; }

    public AgentLearner Learner { get; }

    public AgentHealth Health { get; }

    public AgentSession Session { get; } = new();

    /// <summary>What is given here is what goes on the request line and what is signed: escaped by <see cref="ApiPath"/>, not changed by Uri.</summary>
    public Uri Locate(string target) => new(_origin + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
