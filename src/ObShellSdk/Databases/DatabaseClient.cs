using ObShellSdk.Http;
using ObShellSdk.Tenants;

namespace ObShellSdk.Databases;

/// <summary>The databases of a tenant of MySQL mode. Safe for concurrent use.</summary>
/// <remarks>
/// The agent logs in to the tenant as its root user, with the given password or the one that it has stored; to <c>sys</c> with that of the cluster.
/// It refuses a wrong password with <see cref="ObShellErrorCodes.UserPasswordError"/>, and every call for a locked tenant with
/// <see cref="ObShellErrorCodes.TenantLocked"/>. obshell puts names into SQL statements without escaping: do not pass names from untrusted sources.
/// </remarks>
public class DatabaseClient
{
    private readonly FacetConnection _connection;

    internal DatabaseClient(ObShellConnection connection) => _connection = connection.ForFacet<DatabaseJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected DatabaseClient()
    {
    }

    /// <summary>Creates a database.</summary>
    /// <param name="tenantName">The name of a tenant in MySQL mode.</param>
    /// <param name="request">The database.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="request"/> has a database name that the agent does not accept.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.DatabaseNameInvalid"/> or <see cref="ObShellErrorCodes.UserOracleModeNotSupport"/>.</exception>
    /// <remarks><c>POST /api/v1/tenant/{name}/databases</c>, obshell 4.3.0 and later. MySQL mode only.</remarks>
    public virtual Task CreateAsync(
        string tenantName, CreateDatabaseRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.CommandAsync(Since.V4_3_0, HttpMethod.Post, $"/api/v1/tenant/{tenantName}/databases", request, options, cancellationToken);
    }

    /// <summary>Lists the databases of a tenant that its root user can see.</summary>
    /// <param name="tenantName">The name of a tenant in MySQL mode.</param>
    /// <param name="rootPassword">The password of the tenant's root user. Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The databases of a tenant that its root user can see.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.UserOracleModeNotSupport"/> or <see cref="ObShellErrorCodes.UserPasswordError"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/databases</c>, obshell 4.3.0 and later. MySQL mode only.</remarks>
    public virtual Task<IReadOnlyList<TenantDatabase>> ListAsync(
        string tenantName, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<TenantRootPasswordRequest, TenantDatabase>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/databases", TenantRootPasswordRequest.From(rootPassword), options, cancellationToken);

    /// <summary>Gets a database.</summary>
    /// <param name="tenantName">The name of a tenant in MySQL mode.</param>
    /// <param name="databaseName">The name of the database.</param>
    /// <param name="rootPassword">The password of the tenant's root user. Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A database.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.DatabaseNotExist"/> or <see cref="ObShellErrorCodes.UserOracleModeNotSupport"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/databases/{database}</c>, obshell 4.3.0 and later. MySQL mode only.</remarks>
    public virtual Task<TenantDatabase> GetAsync(
        string tenantName, string databaseName, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<TenantRootPasswordRequest, TenantDatabase>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/databases/{databaseName}", TenantRootPasswordRequest.From(rootPassword), options, cancellationToken);

    /// <summary>Changes a database.</summary>
    /// <param name="tenantName">The name of a tenant in MySQL mode.</param>
    /// <param name="databaseName">The name of the database.</param>
    /// <param name="request">The changes; members that are null do not change.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.DatabaseNotExist"/> or <see cref="ObShellErrorCodes.UserOracleModeNotSupport"/>.</exception>
    /// <remarks>
    /// <c>PUT /api/v1/tenant/{name}/databases/{database}</c>, obshell 4.3.0 and later. MySQL mode only. With nothing to change it succeeds, even for a
    /// database that does not exist.
    /// </remarks>
    public virtual Task UpdateAsync(
        string tenantName, string databaseName, UpdateDatabaseRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _connection.CommandAsync(Since.V4_3_0, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/databases/{databaseName}", request, options, cancellationToken);
    }

    /// <summary>Drops a database and all of its content.</summary>
    /// <param name="tenantName">The name of a tenant in MySQL mode.</param>
    /// <param name="databaseName">The name of the database.</param>
    /// <param name="rootPassword">The password of the tenant's root user. Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.UserOracleModeNotSupport"/> or <see cref="ObShellErrorCodes.UserPasswordError"/>.</exception>
    /// <remarks><c>DELETE /api/v1/tenant/{name}/databases/{database}</c>, obshell 4.3.0 and later. MySQL mode only. No error when there is no such database.</remarks>
    public virtual Task DropAsync(
        string tenantName, string databaseName, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_3_0, HttpMethod.Delete, $"/api/v1/tenant/{tenantName}/databases/{databaseName}", TenantRootPasswordRequest.From(rootPassword), options, cancellationToken);
}
