using ObShellSdk.Http;
using ObShellSdk.Tenants;
using ObShellSdk.Users;

namespace ObShellSdk.Roles;

/// <summary>Manages the roles of a tenant in Oracle mode and their privileges. Safe for concurrent use.</summary>
/// <remarks>
/// The agent logs in to the tenant as its root user, with the given password or the one that it has stored; to <c>sys</c> with that of the cluster.
/// It refuses a wrong password with <see cref="ObShellErrorCodes.UserPasswordError"/>, and every call for a locked tenant with
/// <see cref="ObShellErrorCodes.TenantLocked"/>. obshell puts names into SQL statements without escaping: do not pass names from untrusted sources.
/// </remarks>
public class RoleClient
{
    private readonly FacetConnection _connection;

    internal RoleClient(ObShellConnection connection) => _connection = connection.ForFacet<RoleJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected RoleClient()
    {
    }

    /// <summary>Creates a role with its privileges.</summary>
    /// <param name="tenantName">The name of a tenant in Oracle mode.</param>
    /// <param name="request">The role.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="request"/> has a role name that the agent does not accept, or an empty element.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.RoleNameInvalid"/> or <see cref="ObShellErrorCodes.UserMysqlModeNotSupport"/>.</exception>
    /// <remarks>
    /// <c>POST /api/v1/tenant/{name}/role</c>, obshell 4.3.2 and later. Oracle mode only. Not all or nothing: when a privilege is refused the role is there,
    /// without those that follow.
    /// </remarks>
    public virtual Task CreateAsync(
        string tenantName, CreateRoleRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _connection.CommandAsync(Since.V4_3_2, HttpMethod.Post, $"/api/v1/tenant/{tenantName}/role", request.ForAgent(nameof(request)), options, cancellationToken);
    }

    /// <summary>Drops a role.</summary>
    /// <param name="tenantName">The name of a tenant in Oracle mode.</param>
    /// <param name="roleName">The name of the role.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.UserMysqlModeNotSupport"/> or <see cref="ObShellErrorCodes.UserPasswordError"/>.</exception>
    /// <remarks><c>DELETE /api/v1/tenant/{name}/role/{role}</c>, obshell 4.3.2 and later. Oracle mode only. No error when there is no such role.</remarks>
    public virtual Task DropAsync(
        string tenantName, string roleName, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_3_2, HttpMethod.Delete, $"/api/v1/tenant/{tenantName}/role/{roleName}", TenantRootPasswordRequest.From(rootPassword), options, cancellationToken);

    /// <summary>Lists the roles of a tenant, including those of the database.</summary>
    /// <param name="tenantName">The name of a tenant in Oracle mode.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The roles of a tenant, including those of the database.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.UserMysqlModeNotSupport"/> or <see cref="ObShellErrorCodes.UserPasswordError"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/roles</c>, obshell 4.3.2 and later. Oracle mode only.</remarks>
    public virtual Task<IReadOnlyList<TenantRole>> ListAsync(
        string tenantName, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<TenantRootPasswordRequest, TenantRole>(Since.V4_3_2, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/roles", TenantRootPasswordRequest.From(rootPassword), options, cancellationToken);

    /// <summary>Gets a role.</summary>
    /// <param name="tenantName">The name of a tenant in Oracle mode.</param>
    /// <param name="roleName">The name of the role.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A role.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.RoleNotExists"/> or <see cref="ObShellErrorCodes.UserMysqlModeNotSupport"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/role/{role}</c>, obshell 4.3.2 and later. Oracle mode only.</remarks>
    public virtual Task<TenantRole> GetAsync(
        string tenantName, string roleName, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<TenantRootPasswordRequest, TenantRole>(Since.V4_3_2, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/role/{roleName}", TenantRootPasswordRequest.From(rootPassword), options, cancellationToken);

    /// <summary>Sets the roles that are granted to a role: grants what is missing, and revokes what is not in the list.</summary>
    /// <param name="tenantName">The name of a tenant in Oracle mode.</param>
    /// <param name="roleName">The name of the role.</param>
    /// <param name="roles">All roles or privileges that the role has afterwards; empty for none.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="roles"/> is null or has an empty name.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.RoleNotExists"/> or <see cref="ObShellErrorCodes.UserMysqlModeNotSupport"/>.</exception>
    /// <remarks><c>PUT /api/v1/tenant/{name}/role/{role}/roles</c>, obshell 4.3.2 and later. Oracle mode only.</remarks>
    public virtual Task SetRolesAsync(
        string tenantName, string roleName, IReadOnlyList<string> roles, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_3_2, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/role/{roleName}/roles", RolesRequest.Of(roles, nameof(roles), rootPassword), options, cancellationToken);

    /// <summary>Sets what a role may do everywhere: grants what is missing, and revokes what is not in the list.</summary>
    /// <param name="tenantName">The name of a tenant in Oracle mode.</param>
    /// <param name="roleName">The name of the role.</param>
    /// <param name="privileges">All privileges that the role has afterwards: <see cref="OraclePrivileges"/>; empty for none.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="privileges"/> is null or has an empty word.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.RoleNotExists"/> or <see cref="ObShellErrorCodes.UserMysqlModeNotSupport"/>.</exception>
    /// <remarks><c>PUT /api/v1/tenant/{name}/role/{role}/global-privileges</c>, obshell 4.3.2 and later. Oracle mode only.</remarks>
    public virtual Task SetGlobalPrivilegesAsync(
        string tenantName, string roleName, IReadOnlyList<Privilege> privileges, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new GlobalPrivilegesRequest { GlobalPrivileges = Privilege.ForAgent(privileges, nameof(privileges)), RootPassword = rootPassword };
        return _connection.CommandAsync(Since.V4_3_2, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/role/{roleName}/global-privileges", request, options, cancellationToken);
    }

    /// <summary>Sets the privileges of a role on objects: grants what is missing, and revokes what is not in the list, including on objects that are not named.</summary>
    /// <param name="tenantName">The name of a tenant in Oracle mode.</param>
    /// <param name="roleName">The name of the role.</param>
    /// <param name="privileges">All roles or privileges that the role has afterwards; empty for none.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="privileges"/> is null, names no object or owner, or has an empty element.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.RoleNotExists"/> or <see cref="ObShellErrorCodes.UserMysqlModeNotSupport"/>.</exception>
    /// <remarks><c>PUT /api/v1/tenant/{name}/role/{role}/object-privileges</c>, obshell 4.3.2 and later. Oracle mode only. Not all or nothing.</remarks>
    public virtual Task SetObjectPrivilegesAsync(
        string tenantName, string roleName, IReadOnlyList<ObjectPrivilege> privileges, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_3_2, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/role/{roleName}/object-privileges", ObjectPrivilegesRequest.Of(privileges, nameof(privileges), rootPassword), options, cancellationToken);

    /// <summary>Sets the privileges of a role on the objects in the list, and does not change other objects.</summary>
    /// <param name="tenantName">The name of a tenant in Oracle mode.</param>
    /// <param name="roleName">The name of the role.</param>
    /// <param name="privileges">All privileges that the role has on these objects afterwards. An object without privileges loses all of them.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="privileges"/> is null, names no object or owner, or has an empty element.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.RoleNotExists"/> or <see cref="ObShellErrorCodes.UserMysqlModeNotSupport"/>.</exception>
    /// <remarks><c>PATCH /api/v1/tenant/{name}/role/{role}/object-privileges</c>, obshell 4.3.2 and later. Oracle mode only. Not all or nothing.</remarks>
    public virtual Task UpdateObjectPrivilegesAsync(
        string tenantName, string roleName, IReadOnlyList<ObjectPrivilege> privileges, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_3_2, HttpMethod.Patch, $"/api/v1/tenant/{tenantName}/role/{roleName}/object-privileges", ObjectPrivilegesRequest.Of(privileges, nameof(privileges), rootPassword), options, cancellationToken);

    /// <summary>Grants privileges on single objects to a role, in addition to those that it has.</summary>
    /// <param name="tenantName">The name of a tenant in Oracle mode.</param>
    /// <param name="roleName">The name of the role.</param>
    /// <param name="privileges">What to grant.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="privileges"/> is null, names no object or owner, or has an empty element.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.RoleNotExists"/> or <see cref="ObShellErrorCodes.UserMysqlModeNotSupport"/>.</exception>
    /// <remarks><c>POST /api/v1/tenant/{name}/role/{role}/object-privileges</c>, obshell 4.3.2 and later. Oracle mode only. Not all or nothing.</remarks>
    public virtual Task GrantObjectPrivilegesAsync(
        string tenantName, string roleName, IReadOnlyList<ObjectPrivilege> privileges, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_3_2, HttpMethod.Post, $"/api/v1/tenant/{tenantName}/role/{roleName}/object-privileges", ObjectPrivilegesRequest.Of(privileges, nameof(privileges), rootPassword), options, cancellationToken);

    /// <summary>Revokes privileges on single objects from a role.</summary>
    /// <param name="tenantName">The name of a tenant in Oracle mode.</param>
    /// <param name="roleName">The name of the role.</param>
    /// <param name="privileges">What to revoke.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="privileges"/> is null, names no object or owner, or has an empty element.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.RoleNotExists"/> or <see cref="ObShellErrorCodes.UserMysqlModeNotSupport"/>.</exception>
    /// <remarks><c>DELETE /api/v1/tenant/{name}/role/{role}/object-privileges</c>, obshell 4.3.2 and later. Oracle mode only. Not all or nothing.</remarks>
    public virtual Task RevokeObjectPrivilegesAsync(
        string tenantName, string roleName, IReadOnlyList<ObjectPrivilege> privileges, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_3_2, HttpMethod.Delete, $"/api/v1/tenant/{tenantName}/role/{roleName}/object-privileges", ObjectPrivilegesRequest.Of(privileges, nameof(privileges), rootPassword), options, cancellationToken);
}
