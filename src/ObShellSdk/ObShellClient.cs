using System.Text.Json.Serialization.Metadata;
using System.Text.Json.Serialization;
using System.Text.Json;
using ObShellSdk.Agents;
using ObShellSdk.Alarms;
using ObShellSdk.Backup;
using ObShellSdk.Cluster;
using ObShellSdk.Compaction;
using ObShellSdk.SshCredentials;
using ObShellSdk.Databases;
using ObShellSdk.ExternalSystems;
using ObShellSdk.Http;
using ObShellSdk.Inspections;
using ObShellSdk.Metrics;
using ObShellSdk.ObProxy;
using ObShellSdk.Observers;
using ObShellSdk.Packages;
using ObShellSdk.RecycleBin;
using ObShellSdk.Resources;
using ObShellSdk.Restore;
using ObShellSdk.Roles;
using ObShellSdk.Serialization;
using ObShellSdk.TenantSessions;
using ObShellSdk.SharedStorage;
using ObShellSdk.SignIn;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;
using ObShellSdk.Upgrades;
using ObShellSdk.Users;
using ObShellSdk.Workflows;
using ObShellSdk.Zones;

namespace ObShellSdk;

/// <summary>
/// A client for the obshell agents of an OceanBase cluster, with one facet for each resource area.
/// </summary>
/// <remarks>
/// Safe for concurrent use; make one for a cluster and keep it, since it holds the connections and the agents' keys. Nothing is sent before
/// the first call. Calls under way when the client is disposed end with <see cref="ObjectDisposedException"/>.
/// </remarks>
public class ObShellClient : IDisposable, IAsyncDisposable
{
    private readonly ObShellConnection _connection;
    private readonly ClusterConnection? _owned;

    /// <summary>Creates a client for one agent, with default options except for what is given here.</summary>
    /// <param name="endpoint">Such as <c>http://10.10.10.1:2886</c>; see <see cref="ObShellClientOptions.Endpoint"/>.</param>
    /// <param name="credential">What to show to the agent, or null for <see cref="ObShellCredential.None"/>.</param>
    /// <param name="compatibility">
    /// How old the agents may be. Default: <see cref="AgentCompatibility.Current"/>. With <see cref="AgentCompatibility.Before442"/>,
    /// <see cref="ObShellClientOptions.MinimumKeyBits"/> is 512 instead of 1024, and the client logs one warning for each agent with such a key.
    /// </param>
    /// <exception cref="ArgumentException">
    /// <paramref name="endpoint"/> is null, relative, or more than scheme, host, port and path; or <paramref name="compatibility"/> is not a defined value.
    /// </exception>
    public ObShellClient(Uri endpoint, ObShellCredential? credential = null, AgentCompatibility compatibility = AgentCompatibility.Current)
        : this(new ObShellClientOptions
        {
            Endpoint = endpoint,
            Credential = credential ?? ObShellCredential.None,
            MinimumKeyBits = compatibility switch
            {
                AgentCompatibility.Current => ObShellClientOptions.DefaultMinimumKeyBits,
                AgentCompatibility.Before442 => ObShellClientOptions.SmallestKeyBits,
                _ => throw new ArgumentOutOfRangeException(
                    nameof(compatibility), compatibility, $"`{nameof(compatibility)}` must be a defined {nameof(AgentCompatibility)}, but was {compatibility:D}."),
            },
        })
    {
    }

    /// <summary>A client with options of its own. Later changes of <paramref name="options"/> have no effect on it.</summary>
    /// <exception cref="ArgumentException">An option is missing or out of its range; the message says what is allowed.</exception>
    public ObShellClient(ObShellClientOptions options)
        : this(ClientSettings.From(options), HttpTransport.CreateClient(options))
    {
    }

    internal ObShellClient(ClientSettings settings, HttpClient http)
    {
        _owned = new ClusterConnection(settings, http);
        _connection = _owned.Connection;
    }

    private ObShellClient(ObShellConnection connection) => _connection = connection;

    internal ObShellConnection Connection => _connection;

    /// <summary>What applies changes of the configuration, until the client is disposed; null without a configuration section.</summary>
    internal IDisposable? Reload { get; set; }

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected ObShellClient() => _connection = null!;

    /// <summary>The agent that this client asks; the first of several.</summary>
    public virtual Uri Endpoint => _connection.Endpoint;

    /// <summary>The agents themselves: who they are, whether they serve, and which of them shall form a cluster.</summary>
    public virtual AgentClient Agents => field ??= new AgentClient(_connection);

    /// <summary>Alerts, silencers and alarm rules.</summary>
    public virtual AlarmClient Alarms => field ??= new AlarmClient(_connection);

    /// <summary>Backup and log archive.</summary>
    public virtual BackupClient Backup => field ??= new BackupClient(_connection);

    /// <summary>The cluster as a whole: initialization, start and stop, scaling, parameters.</summary>
    public virtual ClusterClient Cluster => field ??= new ClusterClient(_connection);

    /// <summary>Major compaction of tenants.</summary>
    public virtual CompactionClient Compaction => field ??= new CompactionClient(_connection);

    /// <summary>SSH logins to the hosts, kept by the agents.</summary>
    public virtual SshCredentialClient SshCredentials => field ??= new SshCredentialClient(_connection);

    /// <summary>The databases of tenants of MySQL mode.</summary>
    public virtual DatabaseClient Databases => field ??= new DatabaseClient(_connection);

    /// <summary>Where Prometheus and Alertmanager are.</summary>
    public virtual ExternalSystemClient ExternalSystems => field ??= new ExternalSystemClient(_connection);

    /// <summary>Inspections of the cluster, and their reports.</summary>
    public virtual InspectionClient Inspections => field ??= new InspectionClient(_connection);

    /// <summary>Metrics: which there are, and their values.</summary>
    public virtual MetricClient Metrics => field ??= new MetricClient(_connection);

    /// <summary>The OBProxy on the host of one agent: of <see cref="Endpoint"/>, or of that which <see cref="ForAgent"/> names.</summary>
    public virtual ObProxyClient ObProxy => field ??= new ObProxyClient(_connection);

    /// <summary>The observer beside an agent, and the options with which observers of a new cluster start.</summary>
    public virtual ObserverClient Observers => field ??= new ObserverClient(_connection);

    /// <summary>Packages for upgrades: uploaded, listed, deleted.</summary>
    public virtual PackageClient Packages => field ??= new PackageClient(_connection);

    /// <summary>Dropped tenants.</summary>
    public virtual RecycleBinClient RecycleBin => field ??= new RecycleBinClient(_connection);

    /// <summary>The units of tenants.</summary>
    public virtual ResourcePoolClient ResourcePools => field ??= new ResourcePoolClient(_connection);

    /// <summary>Restore into a new tenant.</summary>
    public virtual RestoreClient Restore => field ??= new RestoreClient(_connection);

    /// <summary>The roles of tenants of Oracle mode.</summary>
    public virtual RoleClient Roles => field ??= new RoleClient(_connection);

    /// <summary>The sessions that users have open in the database, and deadlocks.</summary>
    public virtual TenantSessionClient TenantSessions => field ??= new TenantSessionClient(_connection);

    /// <summary>The access key of a cluster's shared storage.</summary>
    public virtual SharedStorageClient SharedStorage => field ??= new SharedStorageClient(_connection);

    /// <summary>Sign-in sessions and one-time tokens.</summary>
    public virtual SignInClient SignIn => field ??= new SignInClient(_connection);

    /// <summary>DAGs, nodes and sub-tasks: how long-running work is followed and steered.</summary>
    public virtual TaskClient Tasks => field ??= new TaskClient(_connection, dag => Backup.WorkOf(dag) ?? Restore.WorkOf(dag));

    /// <summary>Parameters and variables of tenants.</summary>
    public virtual TenantParameterClient TenantParameters => field ??= new TenantParameterClient(_connection);

    /// <summary>Tenants.</summary>
    public virtual TenantClient Tenants => field ??= new TenantClient(_connection);

    /// <summary>How large the units of tenants are.</summary>
    public virtual UnitConfigClient UnitConfigs => field ??= new UnitConfigClient(_connection);

    /// <summary>Upgrades of observers and agents.</summary>
    public virtual UpgradeClient Upgrades => field ??= new UpgradeClient(_connection);

    /// <summary>The users of tenants, and their privileges.</summary>
    public virtual UserClient Users => field ??= new UserClient(_connection);

    /// <summary>What takes many calls, as one: bootstrap, tenants, upgrades.</summary>
    public virtual WorkflowClient Workflows => field ??= new WorkflowClient(_connection);

    /// <summary>Zones: stop and delete.</summary>
    public virtual ZoneClient Zones => field ??= new ZoneClient(_connection);

    /// <summary>A client for one agent of the cluster, or for one that is about to join it: every call goes there and nowhere else.</summary>
    /// <param name="agent">The agent's address, as in <see cref="ObShellClientOptions.Endpoint"/>; it need not be known before.</param>
    /// <returns>It shares connections, keys and sessions with this client and ends with it; disposing it does nothing.</returns>
    /// <exception cref="ArgumentException"><paramref name="agent"/> is null, relative, or more than scheme, host, port and path.</exception>
    public virtual ObShellClient ForAgent(Uri agent) => new(_connection.At(agent));

    /// <summary>Asks which agents the cluster has; from now on calls go to one of them that serves, beside those that the options name.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>
    /// The agents as they know themselves, with the scheme of <see cref="Endpoint"/>. Agents that are being added to the cluster or removed from it are left out. Agents that
    /// were discovered before and are not listed any more are forgotten.
    /// </returns>
    /// <exception cref="ObShellException">No agent could be asked.</exception>
    /// <remarks><c>GET /api/v1/ob/info</c>, obshell 4.2.3 and later. <see cref="ObShellClientOptions.DiscoverAgents"/> does it by itself.</remarks>
    public virtual Task<IReadOnlyList<Uri>> DiscoverAgentsAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.DiscoverAsync(options, cancellationToken);

    /// <summary>Calls a route that this package does not know, through the same encryption, retries and errors.</summary>
    /// <typeparam name="T">What <c>data</c> is read as; a wrapped list has a member <c>contents</c>.</typeparam>
    /// <param name="method">GET is a read, and sent again when it fails on the way. Any other verb is sent at most once.</param>
    /// <param name="path">From <c>/api/v1/</c> on, with the query, escaped as it shall be sent.</param>
    /// <param name="body">The JSON object to send; null for none.</param>
    /// <param name="type">How to read <c>data</c>, from a <see cref="JsonSerializerContext"/> of yours.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The data; null (the default) where the agent answered none.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> does not begin so or cannot be sent, or <paramref name="body"/> is no object.</exception>
    /// <exception cref="ObShellException">As for every call. The path without its query stands in <see cref="ObShellException.Route"/>: put no secret there.</exception>
    public virtual Task<T?> SendAsync<T>(
        HttpMethod method, string path, JsonElement? body, JsonTypeInfo<T> type, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(type);
        return body is not null and not { ValueKind: JsonValueKind.Object }
            ? throw new ArgumentException("The agent reads only JSON objects.", nameof(body))
            : _connection.ForFacet<HandshakeJson>().SendAsync<T?>(
                ApiOperation.Raw(method, path), body is { } json ? new RequestBody<JsonElement>(json, WireJson<HandshakeJson>.TypeInfo<JsonElement>()) : null, type!, options, cancellationToken);
    }

    /// <summary>Calls a route that this package does not know, and gives its data as they came; also for members that the records lack.</summary>
    /// <param name="method">GET is a read, and sent again when it fails on the way. Any other verb is sent at most once.</param>
    /// <param name="path">From <c>/api/v1/</c> on, with the query, escaped as it shall be sent.</param>
    /// <param name="body">The JSON object to send. Default: none.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The data; undefined (<see cref="JsonValueKind.Undefined"/>) where the agent answered none. It may hold secrets, and prints them.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> does not begin so or cannot be sent, or <paramref name="body"/> is no object.</exception>
    /// <exception cref="ObShellException">As for every call.</exception>
    public virtual Task<JsonElement> SendJsonAsync(
        HttpMethod method, string path, JsonElement? body = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(method, path, body, WireJson<HandshakeJson>.TypeInfo<JsonElement>(), options, cancellationToken);

    /// <summary>Closes the sessions that the client opened (<see cref="ObShellClientOptions.UseSessions"/>), as far as the agents answer, and then the connections.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        Reload?.Dispose();
        if (_owned is not null)
        {
            await _owned.DisposeAsync().ConfigureAwait(false);
        }

        Dispose(disposing: false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends calls under way and closes the connections. Sessions are left to end by themselves: see <see cref="DisposeAsync"/>.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the connections.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Reload?.Dispose();
            _owned?.Dispose();
        }
    }

    /// <summary>Names the agent.</summary>
    public override string ToString() => $"{nameof(ObShellClient)} {AgentName.KeyOf(Endpoint)}";
}
