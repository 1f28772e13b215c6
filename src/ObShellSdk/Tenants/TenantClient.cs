using ObShellSdk.Diagnostics;
using ObShellSdk.Http;
using ObShellSdk.Tasks;

namespace ObShellSdk.Tenants;

/// <summary>Tenants: their life, replicas, password and addresses. Safe for concurrent use.</summary>
public class TenantClient
{
    private readonly FacetConnection _connection;

    internal TenantClient(ObShellConnection connection) => _connection = connection.ForFacet<TenantJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected TenantClient()
    {
    }

    /// <summary>Creates a tenant; returns once the agent has accepted it.</summary>
    /// <param name="request">The tenant.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that creates it, as accepted. Await its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> lacks what is required or is out of range.</exception>
    /// <exception cref="ObShellApiException">
    /// Refused, for example with <see cref="ObShellErrorCodes.TenantExisted"/> or <see cref="ObShellErrorCodes.TenantResourceNotEnough"/>; with a scenario,
    /// <see cref="ObShellErrorCodes.TenantSetScenarioNotSupported"/> if the version of the database has none, and <see cref="ObShellErrorCodes.TenantScenarioNotSupported"/> if it has not this one;
    /// <see cref="ObShellErrorCodes.TenantParameterNotExist"/> for a parameter that the database does not have.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/tenant</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent. A name that needs quotes in SQL (see
    /// <see cref="CreateTenantRequest.Name"/>) is accepted, with a warning in the log.
    /// </remarks>
    public virtual Task<DagOperation> CreateAsync(CreateTenantRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        WarnIfNeedsQuotes(request.Name, "POST /api/v1/tenant");
        return _connection.StartDagAsync(Since.V4_2_4, HttpMethod.Post, $"/api/v1/tenant", request.ForAgent(), TenantDags.Creation(request.Name), options, cancellationToken);
    }

    /// <summary>Drops a tenant and its resource pools, or moves it to the recycle bin; comes back once the agent has accepted it.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="request">How. Default: for good.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries it out, as accepted; one that has ended when there is no such tenant. Await its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantUnderMaintenance"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks><c>DELETE /api/v1/tenant/{name}</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<DagOperation> DropAsync(
        string tenantName, DropTenantRequest? request = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.With(OperationTraits.MayBeEmpty).StartDagAsync(Since.V4_2_4, HttpMethod.Delete, $"/api/v1/tenant/{tenantName}", request, TenantDags.Drop(tenantName), options, cancellationToken);

    /// <summary>A tenant in detail.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task<TenantInfo> GetAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<TenantInfo>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/tenant/{tenantName}", options, cancellationToken);

    /// <summary>All tenants in short, <c>sys</c> included, but those in the recycle bin.</summary>
    /// <param name="mode">Only those that speak this SQL. Default: all.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantModeNotSupported"/>.</exception>
    /// <remarks><c>GET /api/v1/tenants/overview</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task<IReadOnlyList<TenantOverview>> ListAsync(TenantMode? mode = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        // The agent knows modes in capitals only.
        QueryString query = new QueryString().Add("mode", mode?.ToString().ToUpperInvariant());
        return _connection.QueryListAsync<TenantOverview>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/tenants/overview{query}", options, cancellationToken);
    }

    /// <summary>Gives a tenant another name.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="newName">Its new name, by the rules of <see cref="CreateTenantRequest.Name"/>; a name that needs quotes in SQL is accepted, with a warning in the log.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path, or <paramref name="newName"/> has other characters.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantNotExist"/>; <see cref="ObShellErrorCodes.MySQLError"/> when the name is taken.</exception>
    /// <remarks><c>PUT /api/v1/tenant/{name}/name</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task RenameAsync(string tenantName, string newName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TenantName.Validate(newName, "The name", nameof(newName));
        WarnIfNeedsQuotes(newName, "PUT /api/v1/tenant/{tenantName}/name");
        return _connection.CommandAsync(Since.V4_2_4, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/name", new RenameTenantRequest { NewName = newName }, options, cancellationToken);
    }

    /// <summary>Locks a tenant, so that nobody can log in any more; sessions that exist go on.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>POST /api/v1/tenant/{name}/lock</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task LockAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_2_4, HttpMethod.Post, $"/api/v1/tenant/{tenantName}/lock", options, cancellationToken);

    /// <summary>Lets users log in to a locked tenant again.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>DELETE /api/v1/tenant/{name}/lock</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task UnlockAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_2_4, HttpMethod.Delete, $"/api/v1/tenant/{tenantName}/lock", options, cancellationToken);

    /// <summary>Adds replicas of a tenant in further zones; comes back once the agent has accepted it.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="zones">At least one zone that has no replica of it yet, with as many units as the others.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path, or <paramref name="zones"/> lacks a required value.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantZoneAlreadyHasReplica"/>, <see cref="ObShellErrorCodes.TenantResourceNotEnough"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks><c>POST /api/v1/tenant/{name}/replicas</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<DagOperation> AddReplicasAsync(
        string tenantName, IReadOnlyList<TenantZone> zones, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TenantZone.Validate(zones, "The list", nameof(zones));
        return _connection.StartDagAsync(
            Since.V4_2_4, HttpMethod.Post, $"/api/v1/tenant/{tenantName}/replicas", new AddReplicasRequest { Zones = zones }, TenantDags.ReplicaAddition(tenantName), options, cancellationToken);
    }

    /// <summary>Removes the replicas of a tenant from zones; comes back once the agent has accepted it.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="zones">At least one zone; those without a replica do not count.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries it out, as accepted; one that has ended when none of the zones has a replica. Await its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path, or <paramref name="zones"/> names no zone.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantOnlyOneReplica"/>, <see cref="ObShellErrorCodes.TenantLocalityPrincipalNotAllowed"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks><c>DELETE /api/v1/tenant/{name}/replicas</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<DagOperation> RemoveReplicasAsync(
        string tenantName, IReadOnlyList<string> zones, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (zones is not { Count: > 0 } || zones.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("At least one zone, and no empty name.", nameof(zones));
        }

        return _connection.With(OperationTraits.MayBeEmpty).StartDagAsync(
            Since.V4_2_4, HttpMethod.Delete, $"/api/v1/tenant/{tenantName}/replicas", new RemoveReplicasRequest { Zones = zones }, TenantDags.ReplicaRemoval(tenantName), options, cancellationToken);
    }

    /// <summary>Changes type, unit config or number of units of replicas of a tenant; comes back once the agent has accepted it.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="zones">What to change in which zone; at least one.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries it out, as accepted; one that has ended when all is so already. Await its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path, or <paramref name="zones"/> lacks a required value.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantZoneWithoutReplica"/>, <see cref="ObShellErrorCodes.TenantModifyUnitNumPartially"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks><c>PATCH /api/v1/tenant/{name}/replicas</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<DagOperation> UpdateReplicasAsync(
        string tenantName, IReadOnlyList<TenantZoneUpdate> zones, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TenantZoneUpdate.Validate(zones, nameof(zones));
        var request = new UpdateReplicasRequest { Zones = [.. zones.Select(zone => zone.Normalized())] };
        return _connection.With(OperationTraits.MayBeEmpty).StartDagAsync(
            Since.V4_2_4, HttpMethod.Patch, $"/api/v1/tenant/{tenantName}/replicas", request, TenantDags.ReplicaChange(tenantName), options, cancellationToken);
    }

    /// <summary>Sets in which zones the leaders of a tenant shall be; comes back once the agent has accepted it.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="primaryZone">The zones by preference, such as <c>zone1;zone2,zone3</c>: a semicolon before those that come next, a comma between equals. <c>RANDOM</c> for none.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path, or <paramref name="primaryZone"/> is empty.</exception>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantPrimaryZoneInvalid"/>. For <see cref="ObShellErrorCodes.TenantUnderMaintenance"/> the zones may be set: only the DAG could
    /// not be made.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks><c>PUT /api/v1/tenant/{name}/primary-zone</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<DagOperation> SetPrimaryZoneAsync(
        string tenantName, string primaryZone, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryZone);
        return _connection.StartDagAsync(
            Since.V4_2_4, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/primary-zone", new PrimaryZoneRequest { PrimaryZone = primaryZone }, TenantDags.PrimaryZone(tenantName), options, cancellationToken);
    }

    /// <summary>Changes the password of a tenant's root user. The agent goes on keeping the old one: see <see cref="PersistRootPasswordAsync"/>.</summary>
    /// <param name="tenantName">A user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="request">The passwords.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path, or <paramref name="request"/> has no new password.</exception>
    /// <exception cref="ObShellApiException">Refused, also by the tenant when the old password is wrong; e.g. <see cref="ObShellErrorCodes.TenantNoActiveServer"/>.</exception>
    /// <remarks><c>PUT /api/v1/tenant/{name}/password</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task SetRootPasswordAsync(
        string tenantName, SetRootPasswordRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.CommandAsync(Since.V4_2_4, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/password", request, options, cancellationToken);
    }

    /// <summary>Has the agents keep the password of a tenant's root user, for all calls that need it and do not bring it. It is tried before.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="password">The password as the tenant has it; the empty text for none.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path, or <paramref name="password"/> is null.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantRootPasswordIncorrect"/>.</exception>
    /// <remarks><c>POST /api/v1/tenant/{name}/password/persist</c>, obshell 4.3.0 and later. Kept in memory, until the agents choose another maintainer.</remarks>
    public virtual Task PersistRootPasswordAsync(string tenantName, Secret password, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(password);
        return _connection.CommandAsync(
            Since.V4_3_0, HttpMethod.Post, $"/api/v1/tenant/{tenantName}/password/persist", new PersistPasswordRequest { Password = password }, options, cancellationToken);
    }

    /// <summary>Sets the addresses that may connect to a tenant.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="whitelist">Addresses with commas and without blanks, such as <c>10.0.0.0/8,10.1.1.1</c>; <c>%</c> for all. <c>127.0.0.1</c> is always added, and alone there for the empty text.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or cannot stand in a path, or <paramref name="whitelist"/> is null.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>PUT /api/v1/tenant/{name}/whitelist</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task SetWhitelistAsync(string tenantName, string whitelist, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(whitelist);
        return _connection.CommandAsync(Since.V4_2_4, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/whitelist", new WhitelistRequest { Whitelist = whitelist }, options, cancellationToken);
    }

    /// <summary>Whether an agent can log in to a tenant as its root user.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="rootPassword">The password of its root user. Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantLocked"/>. A wrong password is no refusal: see the answer.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/precheck</c>, obshell 4.3.0 and later.</remarks>
    public virtual Task<TenantLoginCheck> CheckLoginAsync(
        string tenantName, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<TenantRootPasswordRequest, TenantLoginCheck>(
            Since.V4_3_0, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/precheck", TenantRootPasswordRequest.From(rootPassword), options, cancellationToken);

    /// <summary>The loads for which new tenants can be set up (<see cref="CreateTenantRequest.Scenario"/>).</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>None where the version of the database has no templates.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request.</exception>
    /// <remarks><c>GET /api/v1/tenant/support-templates</c>, obshell 4.3.2 and later.</remarks>
    public virtual Task<IReadOnlyList<ParameterTemplate>> ListTemplatesAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<ParameterTemplate>(Since.V4_3_2, HttpMethod.Get, $"/api/v1/tenant/support-templates", options, cancellationToken);

    /// <summary>The tenants that ran most different slow statements (longer than 100 milliseconds), the worst first.</summary>
    /// <param name="from">Statements that ended after this moment.</param>
    /// <param name="until">Statements that ended before this moment.</param>
    /// <param name="limit">How many tenants, from 1. Default: 3.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>What the audit of the database still has of that time; tenants without slow statements are left out.</returns>
    /// <exception cref="ArgumentException"><paramref name="until"/> is before <paramref name="from"/>, or <paramref name="limit"/> is less than 1.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request.</exception>
    /// <remarks><c>GET /api/v1/tenant/top-slow-sqls</c>, obshell 4.3.0 and later.</remarks>
    public virtual Task<IReadOnlyList<TenantSlowSqlCount>> ListTopSlowSqlAsync(
        DateTimeOffset from, DateTimeOffset until, int limit = 3, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(until, from);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        QueryString query = new QueryString().Add("start_time", from).Add("end_time", until).Add("limit", limit);
        return _connection.QueryListAsync<TenantSlowSqlCount>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/tenant/top-slow-sqls{query}", options, cancellationToken);
    }

    private void WarnIfNeedsQuotes(string name, string route)
    {
        if (TenantName.NeedsQuotes(name))
        {
            _connection.Settings.Logger.TenantNameNeedsQuotes(route);
        }
    }
}
