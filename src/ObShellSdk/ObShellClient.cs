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
/// A client for the obshell agents of an OceanBase cluster, with one property for each resource area.
/// </summary>
/// <remarks>
/// Safe for concurrent use. Create one client for each cluster and keep it, since it holds the connections and the agents' keys. Nothing is sent before
/// the first call. Calls that are running when the client is disposed throw <see cref="ObjectDisposedException"/>.
/// </remarks>
public class ObShellClient : IDisposable, IAsyncDisposable
{
    private readonly ObShellConnection _connection;
    private readonly ClusterConnection? _owned;

    /// <summary>Initializes a client for one agent, with default options except for what is given here.</summary>
    /// <param name="endpoint">Such as <c>http://10.10.10.1:2886</c>; see <see cref="ObShellClientOptions.Endpoint"/>.</param>
    /// <param name="credential">The credential, or null for <see cref="ObShellCredential.None"/>.</param>
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

    /// <summary>Initializes a client with the given options. Later changes to <paramref name="options"/> have no effect on it.</summary>
    /// <exception cref="ArgumentException">An option is missing or out of range; the message says what is allowed.</exception>
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

    /// <summary>The address of the agent that this client calls; the first one if there are several.</summary>
    public virtual Uri Endpoint => _connection.Endpoint;

    /// <summary>Queries the agents and prepares them for a new cluster.</summary>
    public virtual AgentClient Agents => field ??= new AgentClient(_connection);

    /// <summary>Manages alerts, silencers and alarm rules.</summary>
    public virtual AlarmClient Alarms => field ??= new AlarmClient(_connection);

    /// <summary>Backs up tenants and archives their logs.</summary>
    public virtual BackupClient Backup => field ??= new BackupClient(_connection);

    /// <summary>Initializes, starts, stops and scales the cluster, and sets its parameters.</summary>
    public virtual ClusterClient Cluster => field ??= new ClusterClient(_connection);

    /// <summary>Runs major compactions of tenants.</summary>
    public virtual CompactionClient Compaction => field ??= new CompactionClient(_connection);

    /// <summary>Manages the SSH logins to hosts that the agents store.</summary>
    public virtual SshCredentialClient SshCredentials => field ??= new SshCredentialClient(_connection);

    /// <summary>Manages the databases of tenants in MySQL mode.</summary>
    public virtual DatabaseClient Databases => field ??= new DatabaseClient(_connection);

    /// <summary>Sets the addresses of Prometheus and Alertmanager.</summary>
    public virtual ExternalSystemClient ExternalSystems => field ??= new ExternalSystemClient(_connection);

    /// <summary>Runs inspections of the cluster and reads their reports.</summary>
    public virtual InspectionClient Inspections => field ??= new InspectionClient(_connection);

    /// <summary>Lists metrics and queries their values.</summary>
    public virtual MetricClient Metrics => field ??= new MetricClient(_connection);

    /// <summary>Manages the OBProxy on the host of one agent: the agent at <see cref="Endpoint"/>, or the one given to <see cref="ForAgent"/>.</summary>
    public virtual ObProxyClient ObProxy => field ??= new ObProxyClient(_connection);

    /// <summary>Manages the observer of an agent, and the start options of observers in a new cluster.</summary>
    public virtual ObserverClient Observers => field ??= new ObserverClient(_connection);

    /// <summary>Uploads, lists and deletes packages for upgrades.</summary>
    public virtual PackageClient Packages => field ??= new PackageClient(_connection);

    /// <summary>Lists and purges dropped tenants, or brings them back.</summary>
    public virtual RecycleBinClient RecycleBin => field ??= new RecycleBinClient(_connection);

    /// <summary>Lists the resource pools of tenants.</summary>
    public virtual ResourcePoolClient ResourcePools => field ??= new ResourcePoolClient(_connection);

    /// <summary>Restores a backup into a new tenant.</summary>
    public virtual RestoreClient Restore => field ??= new RestoreClient(_connection);

    /// <summary>Manages the roles of tenants in Oracle mode.</summary>
    public virtual RoleClient Roles => field ??= new RoleClient(_connection);

    /// <summary>Lists and ends database sessions, and lists deadlocks.</summary>
    public virtual TenantSessionClient TenantSessions => field ??= new TenantSessionClient(_connection);

    /// <summary>Sets the access key of a cluster's shared storage.</summary>
    public virtual SharedStorageClient SharedStorage => field ??= new SharedStorageClient(_connection);

    /// <summary>Opens and closes sign-in sessions, and creates one-time tokens.</summary>
    public virtual SignInClient SignIn => field ??= new SignInClient(_connection);

    /// <summary>Follows and controls long-running operations: DAGs, nodes and sub-tasks.</summary>
    public virtual TaskClient Tasks => field ??= new TaskClient(_connection, dag => Backup.WorkOf(dag) ?? Restore.WorkOf(dag));

    /// <summary>Gets and sets parameters and variables of tenants.</summary>
    public virtual TenantParameterClient TenantParameters => field ??= new TenantParameterClient(_connection);

    /// <summary>Creates, changes and drops tenants.</summary>
    public virtual TenantClient Tenants => field ??= new TenantClient(_connection);

    /// <summary>Manages unit configs: the sizes of the units of tenants.</summary>
    public virtual UnitConfigClient UnitConfigs => field ??= new UnitConfigClient(_connection);

    /// <summary>Upgrades observers and agents.</summary>
    public virtual UpgradeClient Upgrades => field ??= new UpgradeClient(_connection);

    /// <summary>Manages the users of tenants and their privileges.</summary>
    public virtual UserClient Users => field ??= new UserClient(_connection);

    /// <summary>Runs procedures of many calls: bootstrap, tenants, upgrades.</summary>
    public virtual WorkflowClient Workflows => field ??= new WorkflowClient(_connection);

    /// <summary>Stops and deletes zones.</summary>
    public virtual ZoneClient Zones => field ??= new ZoneClient(_connection);

    /// <summary>Returns a client for one agent of the cluster, or for an agent that is about to join it. All its calls go to that agent.</summary>
    /// <param name="agent">The agent's address, as in <see cref="ObShellClientOptions.Endpoint"/>; it does not have to be one of the endpoints.</param>
    /// <returns>A client that shares connections, keys and sessions with this one. It cannot be used after this one is disposed; disposing it does nothing.</returns>
    /// <exception cref="ArgumentException"><paramref name="agent"/> is null or relative, or has more than scheme, host, port and path.</exception>
    public virtual ObShellClient ForAgent(Uri agent) => new(_connection.At(agent));

    /// <summary>Discovers the agents of the cluster. Later calls use the discovered agents in addition to those from the options.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>
    /// The agents with the addresses that they report and the scheme of <see cref="Endpoint"/>. Agents that are being added to the cluster or removed from it are left out. Agents that
    /// were discovered before and are no longer listed are removed.
    /// </returns>
    /// <exception cref="ObShellException">No agent answered.</exception>
    /// <remarks><c>GET /api/v1/ob/info</c>, obshell 4.2.3 and later. <see cref="ObShellClientOptions.DiscoverAgents"/> does this automatically.</remarks>
    public virtual Task<IReadOnlyList<Uri>> DiscoverAgentsAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.DiscoverAsync(options, cancellationToken);

    /// <summary>Calls a route that this library has no method for, with the same encryption, retries and errors.</summary>
    /// <typeparam name="T">The type of <c>data</c>; a wrapped list has a member <c>contents</c>.</typeparam>
    /// <param name="method">The HTTP method. GET requests are retried like reads. All others are sent at most once.</param>
    /// <param name="path">The path from <c>/api/v1/</c> on, with the query, already escaped.</param>
    /// <param name="body">The JSON object to send, or null for none.</param>
    /// <param name="type">The contract for reading <c>data</c>, from your own <see cref="JsonSerializerContext"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The data, or null (the default value) if the agent returned none.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> does not begin with <c>/api/v1/</c> or is not a valid path, or <paramref name="body"/> is not a JSON object.</exception>
    /// <exception cref="ObShellException">The call failed. <see cref="ObShellException.Route"/> contains the path without its query: do not put secrets into the path.</exception>
    public virtual Task<T?> SendAsync<T>(
        HttpMethod method, string path, JsonElement? body, JsonTypeInfo<T> type, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(type);
        return body is not null and not { ValueKind: JsonValueKind.Object }
            ? throw new ArgumentException("The body must be a JSON object.", nameof(body))
            : _connection.ForFacet<HandshakeJson>().SendAsync<T?>(
                ApiOperation.Raw(method, path), body is { } json ? new RequestBody<JsonElement>(json, WireJson<HandshakeJson>.TypeInfo<JsonElement>()) : null, type!, options, cancellationToken);
    }

    /// <summary>Calls a route that this library has no method for, and returns its data unchanged, including members that the records lack.</summary>
    /// <param name="method">The HTTP method. GET requests are retried like reads. All others are sent at most once.</param>
    /// <param name="path">The path from <c>/api/v1/</c> on, with the query, already escaped.</param>
    /// <param name="body">The JSON object to send, or null for none. Default: null.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The data, or <see cref="JsonValueKind.Undefined"/> if the agent returned none. It may contain secrets in clear text.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> does not begin with <c>/api/v1/</c> or is not a valid path, or <paramref name="body"/> is not a JSON object.</exception>
    /// <exception cref="ObShellException">The call failed.</exception>
    public virtual Task<JsonElement> SendJsonAsync(
        HttpMethod method, string path, JsonElement? body = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(method, path, body, WireJson<HandshakeJson>.TypeInfo<JsonElement>(), options, cancellationToken);

    /// <summary>Closes the sessions that the client opened (<see cref="ObShellClientOptions.UseSessions"/>), if the agents respond, and then the connections.</summary>
    /// <returns>A task that completes when the client is closed.</returns>
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

    /// <summary>Cancels running calls and closes the connections. Sessions are not closed; they expire. See <see cref="DisposeAsync"/>.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the connections.</summary>
    /// <param name="disposing">True if called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Reload?.Dispose();
            _owned?.Dispose();
        }
    }

    /// <summary>Returns a text with the agent's address.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{nameof(ObShellClient)} {AgentName.KeyOf(Endpoint)}";
}
