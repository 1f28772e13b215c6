using ObShellSdk.Diagnostics;
using ObShellSdk.Http;
using ObShellSdk.Tasks;

namespace ObShellSdk.Tenants;

/// <summary>Creates, changes and drops tenants. Safe for concurrent use.</summary>
public class TenantClient
{
    private readonly FacetConnection _connection;

    internal TenantClient(ObShellConnection connection) => _connection = connection.ForFacet<TenantJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected TenantClient()
    {
    }

    /// <summary>Creates a tenant. Returns once the agent has accepted the request.</summary>
    /// <param name="request">The tenant.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that creates the tenant. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> lacks a required value or is out of range.</exception>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantExisted"/> or <see cref="ObShellErrorCodes.TenantResourceNotEnough"/>; with a scenario,
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

    /// <summary>Drops a tenant and its resource pools, or moves it to the recycle bin. Returns once the agent has accepted the request.</summary>
    /// <param name="tenantName">The name of a user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="request">The options of the drop. Default: the tenant is dropped permanently.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation; an operation that has already ended if there is no such tenant. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantUnderMaintenance"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks><c>DELETE /api/v1/tenant/{name}</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<DagOperation> DropAsync(
        string tenantName, DropTenantRequest? request = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.With(OperationTraits.MayBeEmpty).StartDagAsync(Since.V4_2_4, HttpMethod.Delete, $"/api/v1/tenant/{tenantName}", request, TenantDags.Drop(tenantName), options, cancellationToken);

    /// <summary>Gets the details of a tenant.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <returns>The details of a tenant.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task<TenantInfo> GetAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<TenantInfo>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/tenant/{tenantName}", options, cancellationToken);

    /// <summary>Lists all tenants, including <c>sys</c>, but without those in the recycle bin.</summary>
    /// <param name="mode">The mode of the tenants to list, or null for all. Default: null.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>All tenants, including <c>sys</c>, but without those in the recycle bin.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantModeNotSupported"/>.</exception>
    /// <remarks><c>GET /api/v1/tenants/overview</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task<IReadOnlyList<TenantOverview>> ListAsync(TenantMode? mode = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        // The agent knows modes in capitals only.
        QueryString query = new QueryString().Add("mode", mode?.ToString().ToUpperInvariant());
        return _connection.QueryListAsync<TenantOverview>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/tenants/overview{query}", options, cancellationToken);
    }

    /// <summary>Renames a tenant.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="newName">The new name, with the rules of <see cref="CreateTenantRequest.Name"/>. A name that needs quotes in SQL is accepted, with a warning in the log.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or has a character that a path cannot contain, or <paramref name="newName"/> has other characters.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantNotExist"/>; <see cref="ObShellErrorCodes.MySQLError"/> when the name is taken.</exception>
    /// <remarks><c>PUT /api/v1/tenant/{name}/name</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task RenameAsync(string tenantName, string newName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TenantName.Validate(newName, "The name", nameof(newName));
        WarnIfNeedsQuotes(newName, "PUT /api/v1/tenant/{tenantName}/name");
        return _connection.CommandAsync(Since.V4_2_4, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/name", new RenameTenantRequest { NewName = newName }, options, cancellationToken);
    }

    /// <summary>Locks a tenant, so that users can no longer log in. Existing sessions continue.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>POST /api/v1/tenant/{name}/lock</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task LockAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_2_4, HttpMethod.Post, $"/api/v1/tenant/{tenantName}/lock", options, cancellationToken);

    /// <summary>Unlocks a tenant, so that users can log in again.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>DELETE /api/v1/tenant/{name}/lock</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task UnlockAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_2_4, HttpMethod.Delete, $"/api/v1/tenant/{tenantName}/lock", options, cancellationToken);

    /// <summary>Adds replicas of a tenant in further zones. Returns once the agent has accepted the request.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="zones">At least one zone that has no replica of it yet, with as many units as the others.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or has a character that a path cannot contain, or <paramref name="zones"/> lacks a required value.</exception>
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

    /// <summary>Removes the replicas of a tenant from zones. Returns once the agent has accepted the request.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="zones">At least one zone. Zones without a replica are ignored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation; an operation that has already ended if none of the zones has a replica. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or has a character that a path cannot contain, or <paramref name="zones"/> names no zone.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantOnlyOneReplica"/>, <see cref="ObShellErrorCodes.TenantLocalityPrincipalNotAllowed"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks><c>DELETE /api/v1/tenant/{name}/replicas</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<DagOperation> RemoveReplicasAsync(
        string tenantName, IReadOnlyList<string> zones, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (zones is not { Count: > 0 } || zones.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("There must be at least one zone, and no name must be empty.", nameof(zones));
        }

        return _connection.With(OperationTraits.MayBeEmpty).StartDagAsync(
            Since.V4_2_4, HttpMethod.Delete, $"/api/v1/tenant/{tenantName}/replicas", new RemoveReplicasRequest { Zones = zones }, TenantDags.ReplicaRemoval(tenantName), options, cancellationToken);
    }

    /// <summary>Changes the type, unit config or number of units of a tenant's replicas. Returns once the agent has accepted the request.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="zones">The changes by zone; at least one.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation; an operation that has already ended if there is nothing to change. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or has a character that a path cannot contain, or <paramref name="zones"/> lacks a required value.</exception>
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

    /// <summary>Sets the zones that are preferred for the leaders of a tenant. Returns once the agent has accepted the request.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="primaryZone">The zones in order of preference, such as <c>zone1;zone2,zone3</c>: separated by a semicolon, or by a comma if they are equal. <c>RANDOM</c> for no preference.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or has a character that a path cannot contain, or <paramref name="primaryZone"/> is empty.</exception>
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

    /// <summary>Changes the password of a tenant's root user. The agent keeps the old password: see <see cref="PersistRootPasswordAsync"/>.</summary>
    /// <param name="tenantName">The name of a user tenant. The agent refuses <c>sys</c>.</param>
    /// <param name="request">The old and the new password.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or has a character that a path cannot contain, or <paramref name="request"/> has no new password.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent or the tenant refused the request, for example because the old password is wrong, or with <see cref="ObShellErrorCodes.TenantNoActiveServer"/>.</exception>
    /// <remarks><c>PUT /api/v1/tenant/{name}/password</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task SetRootPasswordAsync(
        string tenantName, SetRootPasswordRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.CommandAsync(Since.V4_2_4, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/password", request, options, cancellationToken);
    }

    /// <summary>Stores the password of a tenant's root user in the agents, for all calls that need it and do not pass it. The agent checks it first.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="password">The current password; empty if the user has none.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or has a character that a path cannot contain, or <paramref name="password"/> is null.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
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
    /// <param name="whitelist">The addresses, separated by commas and without whitespace, such as <c>10.0.0.0/8,10.1.1.1</c>; <c>%</c> for all. The agent always adds <c>127.0.0.1</c>; an empty text allows only this.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty or has a character that a path cannot contain, or <paramref name="whitelist"/> is null.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>PUT /api/v1/tenant/{name}/whitelist</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task SetWhitelistAsync(string tenantName, string whitelist, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(whitelist);
        return _connection.CommandAsync(Since.V4_2_4, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/whitelist", new WhitelistRequest { Whitelist = whitelist }, options, cancellationToken);
    }

    /// <summary>Checks whether the agent can log in to a tenant as its root user.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="rootPassword">The password of its root user. Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <returns>The result of the check.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantLocked"/>. A wrong password does not throw: see the result.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/precheck</c>, obshell 4.3.0 and later.</remarks>
    public virtual Task<TenantLoginCheck> CheckLoginAsync(
        string tenantName, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<TenantRootPasswordRequest, TenantLoginCheck>(
            Since.V4_3_0, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/precheck", TenantRootPasswordRequest.From(rootPassword), options, cancellationToken);

    /// <summary>Lists the workloads for which new tenants can be configured (<see cref="CreateTenantRequest.Scenario"/>).</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The templates; empty if the version of the database has none.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request.</exception>
    /// <remarks><c>GET /api/v1/tenant/support-templates</c>, obshell 4.3.2 and later.</remarks>
    public virtual Task<IReadOnlyList<ParameterTemplate>> ListTemplatesAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<ParameterTemplate>(Since.V4_3_2, HttpMethod.Get, $"/api/v1/tenant/support-templates", options, cancellationToken);

    /// <summary>Lists the tenants with the most different slow statements (longer than 100 milliseconds), the highest number first.</summary>
    /// <param name="from">The start of the range: statements that ended after this time.</param>
    /// <param name="until">The end of the range: statements that ended before this time.</param>
    /// <param name="limit">The largest number of tenants, from 1. Default: 3.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The numbers from the audit of the database, as far as it still covers that time. Tenants without slow statements are left out.</returns>
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
