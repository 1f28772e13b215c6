using System.Net;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ObShellSdk.Serialization;

namespace ObShellSdk.Http;

/// <summary>The view that facets have of the client's <see cref="ClusterConnection"/>: calls to any agent or to one, with one credential.</summary>
internal sealed class ObShellConnection(ClusterConnection cluster, AgentNode? only, CredentialSource credentials)
{
    /// <summary>The agent that every call goes to; null for one of the cluster's that serves.</summary>
    public AgentNode? Only { get; } = only;

    public CredentialSource Credentials { get; } = credentials;

    public Uri Endpoint => Only?.Endpoint ?? Settings.Endpoint;

    public ClientSettings Settings => cluster.Settings;

    /// <inheritdoc cref="ClusterConnection.DatabaseClock" />
    public DatabaseClock DatabaseClock => cluster.DatabaseClock;

    /// <summary>The agent's clock less ours, as its last good response showed it; that of seals is kept apart, because it changes only when asked for.</summary>
    public TimeSpan ObservedOffset => (Only ?? cluster.LastSeen)?.ObservedOffset ?? TimeSpan.Zero;

    /// <summary>Now, by the agent's clock as far as it is known.</summary>
    public DateTimeOffset AgentNow => Settings.TimeProvider.GetUtcNow() + ObservedOffset;

    /// <summary>The same for calls that mean one agent alone: the first that the user named, unless this is for one agent already.</summary>
    public ObShellConnection OfOneAgent => Only is null ? At(Endpoint) : this;

    /// <summary>The same with another credential, and without sessions.</summary>
    public ObShellConnection WithCredential(ObShellCredential credential) =>
        new(cluster, Only, credential == cluster.Credentials.Credential ? cluster.Credentials : new CredentialSource(credential));

    /// <summary>The same with another root password; a password of the agent itself stays.</summary>
    public ObShellConnection WithRootPassword(Secret password) => WithCredential(ObShellCredential.FromProvider(async cancellationToken =>
    {
        ObShellCredential own = await Credentials.Credential.ResolveAsync(cancellationToken).ConfigureAwait(false);
        return own.AgentPassword is { } agent ? ObShellCredential.FromPasswords(password.Reveal(), agent.Reveal()) : ObShellCredential.FromPassword(password.Reveal());
    }));

    /// <summary>The connection as one facet uses it, with the JSON of its folder.</summary>
    public FacetConnection ForFacet<TContext>()
        where TContext : JsonSerializerContext, new() => new(this, WireJson<TContext>.Options);

    /// <inheritdoc cref="ClusterConnection.DiscoverAsync" />
    public Task<IReadOnlyList<Uri>> DiscoverAsync(ObShellCallOptions? options, CancellationToken cancellationToken) =>
        cluster.DiscoverAsync(options, cancellationToken);

    /// <summary>The agent at an address that the user gave, to be asked by itself.</summary>
    public ObShellConnection At(Uri endpoint)
    {
        AgentNode node = cluster.Agents.Get(ClientSettings.CheckEndpoint(endpoint));
        node.IsAddressed = true;
        return new(cluster, node, Credentials);
    }

    /// <summary>
    /// The agent that listens at an address, to be asked by itself. If only one agent is known it is that one, whatever address it is reached at. The
    /// address may come from an agent's response: one that the user did not name gets a header only if agents are discovered.
    /// </summary>
    public ObShellConnection Owning(IPEndPoint address)
    {
        if (Only is not null || cluster.Agents.Cluster is [_])
        {
            return this;
        }

        Uri? known = cluster.Agents.Cluster.Select(node => node.Endpoint).FirstOrDefault(
            endpoint => endpoint.Port == address.Port && IPAddress.TryParse(endpoint.DnsSafeHost, out IPAddress? ip) && ip.Equals(address.Address));
        return known is null && !Settings.DiscoverAgents ? this : new(cluster, cluster.Agents.Get(known ?? new Uri($"{Settings.Scheme}://{address}")), Credentials);
    }

    /// <summary>Trusts other keys from now on. An agent whose key is not among them is asked for its key again, and refused.</summary>
    public void Pin(IReadOnlyCollection<string> fingerprints)
    {
        Settings.KeyTrust.Pin(fingerprints);
        foreach (AgentNode node in cluster.Agents.All)
        {
            if (node.Learner.Agent.Profile is { } profile && !fingerprints.Contains(profile.Key.Fingerprint))
            {
                node.Learner.Agent.Forget();
            }
        }
    }

    /// <summary>Chooses among other agents from now on; the first stays.</summary>
    public void Name(IReadOnlyList<Uri> endpoints) => cluster.Agents.Name(endpoints);

    /// <summary>One call, from its description to a value.</summary>
    public Task<T> SendAsync<T>(Call call, JsonTypeInfo<T>? type) => cluster.SendAsync(call, type);
}
