using ObShellSdk.Http;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;

namespace ObShellSdk.Cluster;

/// <summary>
/// Initializes, starts, stops and scales the cluster, and gets its parts and parameters. Safe for concurrent use.
/// </summary>
/// <remarks>
/// To create a cluster, join each agent (<see cref="Agents.AgentClient.JoinAsync"/>), then call the master: <see cref="ConfigureAsync"/>,
/// <see cref="Observers.ObserverClient.ConfigureAsync"/> as often as needed, and <see cref="InitializeAsync"/>. Wait for the end of each before the next. All other
/// operations require a member of an initialized cluster, unless they say otherwise.
/// </remarks>
public class ClusterClient
{
    private readonly FacetConnection _connection;

    internal ClusterClient(ObShellConnection connection) => _connection = connection.ForFacet<ClusterJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected ClusterClient()
    {
    }

    /// <summary>Sets the name, id and root password of the cluster before it is initialized.</summary>
    /// <param name="configuration">The values to set; name and id are required.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="configuration"/> lacks a required value.</exception>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request: <see cref="ObShellErrorCodes.ClusterAlreadyInitialized"/>; <see cref="ObShellErrorCodes.AgentNoMaster"/> from a follower whose master is not known.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/obcluster/config</c>, obshell 4.2.3 and later, asked of the master or a follower. Not retried once the request may have reached an agent.
    /// From some moment within this DAG the agents require the new root password. The returned operation uses it for its own wait; other calls of the client need a
    /// credential that has it from then on (<see cref="ObShellCredential.FromProvider"/>, or a new client). Agents before 4.2.4 refuse a root password.
    /// </remarks>
    public virtual Task<DagOperation> ConfigureAsync(
        ClusterIdentity configuration, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.Validate(nameof(configuration));
        return _connection.StartDagAsync(Since.V4_2_3, HttpMethod.Post, $"/api/v1/obcluster/config", configuration, ClusterDags.Configuration, options, cancellationToken,
            configuration.RootPassword is { } password ? [_connection.Connection.WithRootPassword(password)] : null);
    }

    /// <summary>Gets the time zones of the agent's host and of the cluster's database, and the difference that it makes to the times of DAGs, backups and restores.</summary>
    /// <param name="options">Options for each request, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the requests.</param>
    /// <returns>The current time zones.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request.</exception>
    /// <exception cref="ObShellTransportException">No response, after all attempts.</exception>
    /// <remarks>
    /// Several calls: <c>GET /api/v1/tenant/{name}/variable/{variable}</c> (<c>time_zone</c> of <c>sys</c>) and <c>GET /api/v1/time</c>, obshell 4.2.4 and later. The client reads this once by itself when it first waits for a
    /// DAG of the cluster, a backup or a restore, and logs a warning when the zones differ. See <see cref="ObShellClientOptions.CorrectDatabaseTimes"/>.
    /// </remarks>
    public virtual async Task<ClusterClockInfo> GetClockInfoAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        (DateTimeOffset agentTime, string zone, TimeSpan? offset) = await _connection.Connection.DatabaseClock.ReadAsync(options, cancellationToken).ConfigureAwait(false);
        return new ClusterClockInfo { AgentTime = agentTime, DatabaseTimeZone = zone, DatabaseUtcOffset = offset };
    }

    /// <summary>Bootstraps the cluster with the agents that have joined: deploys and starts the observers.</summary>
    /// <param name="request">Optional settings of the initialization. Default: none.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request: <see cref="ObShellErrorCodes.ClusterAlreadyInitialized"/>; <see cref="ObShellErrorCodes.AgentIdentifyNotSupportOperation"/> by a single agent.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/ob/init</c>, obshell 4.2.3 and later, asked of the master (<see cref="ObShellClient.ForAgent"/>): a follower may pass the call on without the request. Not retried once the request may have reached an agent.
    /// </remarks>
    public virtual Task<DagOperation> InitializeAsync(
        InitializeClusterRequest? request = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.StartDagAsync(Since.V4_2_3, HttpMethod.Post, $"/api/v1/ob/init", request ?? new InitializeClusterRequest(), ClusterDags.Initialization, options, cancellationToken);

    /// <summary>Starts observers.</summary>
    /// <param name="request">The observers to start.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> names no observers.</exception>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request: <see cref="ObShellErrorCodes.ClusterNotInitialized"/>; <see cref="ObShellErrorCodes.ZoneNotExist"/> or <see cref="ObShellErrorCodes.AgentNotExist"/> for a scope that is none.
    /// </exception>
    /// <exception cref="ObShellProtocolException">The agent said success and started nothing, which happens when it cannot read its own store.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks><c>POST /api/v1/ob/start</c>, obshell 4.2.3 and later; works without the database. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<DagOperation> StartAsync(StartClusterRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.StartDagAsync(Since.V4_2_3, HttpMethod.Post, $"/api/v1/ob/start", request, ClusterDags.Start, options, cancellationToken);
    }

    /// <summary>Stops observers.</summary>
    /// <param name="request">The observers to stop, and how.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> names no observers, or would only stop the service of all of them.</exception>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request: <see cref="ObShellErrorCodes.ServerStoppedInMultiZone"/> when another zone is stopped, or more than one is meant; <see cref="ObShellErrorCodes.ClusterForceStopRequired"/> while the database is not available.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/ob/stop</c>, obshell 4.2.3 and later. Not retried once the request may have reached an agent. For one zone with its processes see <see cref="Zones.ZoneClient.StopAsync"/>.
    /// </remarks>
    public virtual Task<DagOperation> StopAsync(StopClusterRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.StartDagAsync(Since.V4_2_3, HttpMethod.Post, $"/api/v1/ob/stop", request, ClusterDags.Stop, options, cancellationToken);
    }

    /// <summary>Adds an observer to the cluster.</summary>
    /// <param name="request">The agent of the observer, its zone and its options.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> lacks a required value.</exception>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request: <see cref="ObShellErrorCodes.AgentIdentifyNotSupportOperation"/> when the new agent is not single; <see cref="ObShellErrorCodes.AgentOBVersionInconsistent"/>, <see cref="ObShellErrorCodes.ClusterScaleOutHigherVersion"/>,
    /// <see cref="ObShellErrorCodes.ClusterScaleOutLowerVersion"/>, <see cref="ObShellErrorCodes.AgentAlreadyExists"/>.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/ob/scale_out</c>, obshell 4.2.3 and later. Not retried once the request may have reached an agent.
    /// An agent of a lower version is upgraded on the way.
    /// </remarks>
    public virtual Task<DagOperation> ScaleOutAsync(ScaleOutRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.StartDagAsync(Since.V4_2_3, HttpMethod.Post, $"/api/v1/ob/scale_out", request, ClusterDags.ScaleOut, options, cancellationToken);
    }

    /// <summary>Removes an observer from the cluster.</summary>
    /// <param name="request">The agent of the observer.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation; an operation that has already ended if the agent does not belong to the cluster.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> has no agent.</exception>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request: <see cref="ObShellErrorCodes.ServerDeleteSelf"/> by the agent itself, where another must be asked; <see cref="ObShellErrorCodes.ClusterMultiPaxosNotAlive"/>.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/ob/scale_in</c>, obshell 4.2.6 and later. Not retried once the request may have reached an agent. Whole zones: <see cref="Zones.ZoneClient.DeleteAsync"/>.
    /// </remarks>
    public virtual Task<DagOperation> ScaleInAsync(ScaleInRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.With(OperationTraits.MayBeEmpty).StartDagAsync(Since.V4_2_6, HttpMethod.Post, $"/api/v1/ob/scale_in", request, ClusterDags.ScaleIn, options, cancellationToken);
    }

    /// <summary>Gets the agents and observers of the cluster, even before it is initialized.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The agents and observers of the cluster, even before it is initialized.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.AgentNoMaster"/> from a follower whose master is not known.</exception>
    /// <remarks><c>GET /api/v1/ob/info</c>, obshell 4.2.3 and later. Available on agents of every identity: a single agent returns itself, a follower asks its master.</remarks>
    public virtual Task<ClusterMembers> GetMembersAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<ClusterMembers>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/ob/info", options, cancellationToken);

    /// <summary>Gets an overview of the cluster: zones, observers, tenants and resources.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>An overview of the cluster: zones, observers, tenants and resources.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.AgentIdentifyNotSupportOperation"/> outside of an initialized cluster.</exception>
    /// <remarks><c>GET /api/v1/obcluster/info</c>, obshell 4.3.0 and later. It asks much of the database: for zones alone see <see cref="GetTopologyAsync"/>. Asks every agent in turn and waits
    /// 30 s for each that cannot be reached, so an attempt gets at least 90 s and is not retried after a timeout.</remarks>
    public virtual Task<ClusterInfo> GetInfoAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.With(OperationTraits.Slow).QueryAsync<ClusterInfo>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/obcluster/info", options, cancellationToken);

    /// <summary>Gets the zones and their observers.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The zones and their observers.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.AgentIdentifyNotSupportOperation"/> outside of an initialized cluster.</exception>
    /// <remarks><c>GET /api/v1/obcluster/topology/info</c>, obshell 4.4.1 and later. Asks every agent in turn and waits
    /// 30 s for each that cannot be reached, so an attempt gets at least 90 s and is not retried after a timeout.</remarks>
    public virtual Task<ClusterTopology> GetTopologyAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.With(OperationTraits.Slow).QueryAsync<ClusterTopology>(Since.V4_4_1, HttpMethod.Get, $"/api/v1/obcluster/topology/info", options, cancellationToken);

    /// <summary>Lists all parameters of the cluster and of its tenants, with the value on each observer. Hidden parameters are left out.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>All parameters of the cluster and of its tenants, with the value on each observer.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.AgentIdentifyNotSupportOperation"/> outside of an initialized cluster.</exception>
    /// <remarks><c>GET /api/v1/obcluster/parameters</c>, obshell 4.3.0 and later.</remarks>
    public virtual Task<IReadOnlyList<ClusterParameter>> ListParametersAsync(
        ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<ClusterParameter>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/obcluster/parameters", options, cancellationToken);

    /// <summary>Sets parameters of the cluster or of tenants one after the other. If one is refused, those before it remain set.</summary>
    /// <param name="parameters">
    /// The values by name, at least one. obshell writes a value between double quotes into its statement and does not escape it, so a value must not contain <c>"</c> or end with a single
    /// backslash. The empty text is a value.
    /// </param>
    /// <param name="target">Where the parameters take effect, or null for the whole cluster.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="parameters"/> has no value, one without a name, or one that cannot be sent; or the members of <paramref name="target"/> contradict each other.
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// </exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.MySQLError"/> for a value that the database does not take.</exception>
    /// <remarks><c>PATCH /api/v1/obcluster/parameters</c>, obshell 4.3.0 and later.</remarks>
    public virtual Task SetParametersAsync(
        IReadOnlyDictionary<string, ParameterValue> parameters,
        ClusterParameterTarget? target = null,
        ObShellCallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        // Between double quotes, and not escaped: ob/agent/service/obcluster/obcluster.go:1017.
        ParameterMap.ValidateSome(parameters, nameof(parameters));
        ParameterMap.ThrowIfAnyEnds(parameters, '"', nameof(parameters));
        target ??= new ClusterParameterTarget();
        target.Validate(nameof(target));
        return _connection.CommandAsync(
            Since.V4_3_0, HttpMethod.Patch, $"/api/v1/obcluster/parameters", SetClusterParametersRequest.From(parameters, target), options, cancellationToken);
    }

    /// <summary>Lists the character sets for tenants, with their collations.</summary>
    /// <param name="tenantMode">The tenant mode, or null for the character sets of all modes. Default: null.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantMode"/> is neither <see cref="TenantMode.MySql"/> nor <see cref="TenantMode.Oracle"/>.</exception>
    /// <returns>The character sets for tenants, with their collations.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.AgentIdentifyNotSupportOperation"/> outside of an initialized cluster.</exception>
    /// <remarks><c>GET /api/v1/obcluster/charsets</c>, obshell 4.3.0 and later.</remarks>
    public virtual Task<IReadOnlyList<Charset>> ListCharsetsAsync(
        TenantMode? tenantMode = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        tenantMode is { } mode && mode != TenantMode.MySql && mode != TenantMode.Oracle
            ? throw new ArgumentException($"The tenant mode must be {TenantMode.MySql} or {TenantMode.Oracle}.", nameof(tenantMode))
            : _connection.QueryListAsync<Charset>(
                Since.V4_3_0, HttpMethod.Get, $"/api/v1/obcluster/charsets{new QueryString().Add("tenant_mode", tenantMode?.Value)}", options, cancellationToken);

    /// <summary>Gets the smallest size of a unit.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The smallest size of a unit.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.AgentIdentifyNotSupportOperation"/> outside of an initialized cluster.</exception>
    /// <exception cref="ObShellProtocolException">The agent could not read the value from the database but reported success.</exception>
    /// <remarks><c>GET /api/v1/obcluster/unit-config-limit</c>, obshell 4.3.0 and later.</remarks>
    public virtual Task<UnitConfigLimit> GetUnitConfigLimitAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<UnitConfigLimit>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/obcluster/unit-config-limit", options, cancellationToken);

    /// <summary>Gets the license of a standalone cluster.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The license of a standalone cluster.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.CommonUnexpected"/> when the cluster is not standalone.</exception>
    /// <remarks><c>GET /api/v1/obcluster/license</c>, obshell 4.4.0 and later.</remarks>
    public virtual Task<ClusterLicense> GetLicenseAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<ClusterLicense>(Since.V4_4_0, HttpMethod.Get, $"/api/v1/obcluster/license", options, cancellationToken);

    /// <summary>Gets the data on hosts and observers that the telemetry of obshell reports.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The data on hosts and observers that the telemetry of obshell reports.</returns>
    /// <exception cref="ObShellTransportException">No agent answered, after all attempts.</exception>
    /// <remarks><c>GET /api/v1/obcluster/statistics</c>, obshell 4.3.0 and later. The agent asks all others; what it cannot read it leaves out. Asks every agent in turn and waits
    /// 60 s for each that cannot be reached, so an attempt gets at least 90 s and is not retried after a timeout.</remarks>
    public virtual Task<ClusterStatistics> GetStatisticsAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.With(OperationTraits.Slow).QueryAsync<ClusterStatistics>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/obcluster/statistics", options, cancellationToken);
}
