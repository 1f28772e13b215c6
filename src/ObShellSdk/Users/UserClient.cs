using ObShellSdk.Errors;
using ObShellSdk.Http;
using ObShellSdk.Tenants;

namespace ObShellSdk.Users;

/// <summary>Manages the users of a tenant and their privileges. Safe for concurrent use.</summary>
/// <remarks>
/// The agent logs in to the tenant as its root user, with the given password or the one that it has stored; to <c>sys</c> with that of the cluster.
/// It refuses a wrong password with <see cref="ObShellErrorCodes.UserPasswordError"/>, and every call for a locked tenant with
/// <see cref="ObShellErrorCodes.TenantLocked"/>. In MySQL mode the agent knows users only by name and means the user at any host (<c>%</c>). A name that exists at another host, or at
/// several, is none to it: it refuses reads and changes with <see cref="ObShellErrorCodes.UserNotExists"/>, and <see cref="DropAsync"/> drops nothing. Use SQL for such users. Names that stand in SQL reach the database unescaped: do not pass names from untrusted sources.
/// </remarks>
public class UserClient
{
    private readonly FacetConnection _connection;

    internal UserClient(ObShellConnection connection) => _connection = connection.ForFacet<UserJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected UserClient()
    {
    }

    /// <summary>Creates a user with its privileges.</summary>
    /// <param name="tenantName">The name of the tenant; <c>sys</c> is allowed.</param>
    /// <param name="request">The user.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="request"/> has a user name or password that the agent does not accept, an empty privilege, or privileges of both modes.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request: <see cref="ObShellErrorCodes.TenantNotExist"/>, <see cref="ObShellErrorCodes.UserNameInvalid"/> or <see cref="ObShellErrorCodes.UserPasswordError"/>.
    /// </exception>
    /// <remarks>
    /// <c>POST /api/v1/tenant/{name}/user</c>, obshell 4.2.6 and later. Not all or nothing: when a privilege is refused the user is there, without those that
    /// follow. In MySQL mode a user that exists already is no error: it keeps its password and gets the privileges.
    /// </remarks>
    public virtual Task CreateAsync(
        string tenantName, CreateUserRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _connection.CommandAsync(Since.V4_2_6, HttpMethod.Post, $"/api/v1/tenant/{tenantName}/user", request.ForAgent(nameof(request)), options, cancellationToken);
    }

    /// <summary>Drops a user, in Oracle mode with everything in its schema, and checks that it is gone.</summary>
    /// <param name="tenantName">The name of the tenant; <c>sys</c> is allowed.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS in Oracle mode). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for each of the calls, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="UserNotDroppedException">
    /// The agent reported success, and a user of that name still exists: at another host than <c>%</c>, or at several hosts. Drop it by SQL.
    /// </exception>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.TenantNotExist"/> or <see cref="ObShellErrorCodes.UserPasswordError"/>.</exception>
    /// <exception cref="ObShellException">The drop or the check failed. Calling again is safe.</exception>
    /// <remarks>
    /// <c>DELETE /api/v1/tenant/{name}/user/{user}</c>, obshell 4.2.6 and later, then <c>GET /api/v1/tenant/{name}/users</c>; agents before 4.3.0 cannot list users, so there the result is
    /// not checked. No error when there is no such user.
    /// </remarks>
    public virtual async Task DropAsync(
        string tenantName, string userName, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        await _connection.CommandAsync(
            Since.V4_2_6, HttpMethod.Delete, $"/api/v1/tenant/{tenantName}/user/{userName}", TenantRootPasswordRequest.From(rootPassword), options, cancellationToken).ConfigureAwait(false);

        // For a name at no or at several hosts the agent says success and drops nothing (ob/agent/service/user/mysql_user.go:41, ob/agent/executor/tenant/user.go:99).
        if (await IsListedAsync(tenantName, userName, rootPassword, options, cancellationToken).ConfigureAwait(false))
        {
            throw new UserNotDroppedException(
                $"The agent reported success, but tenant '{tenantName}' still has a user '{userName}'. obshell drops a user only if its name exists at one host, '%'. Drop it by SQL, with its host.",
                new CallFacts("DELETE /api/v1/tenant/{tenantName}/user/{userName}", _connection.Connection.Endpoint, MayHaveRun: false), tenantName, userName);
        }
    }

    /// <summary>Lists the users of a tenant, without the internal users of the database.</summary>
    /// <param name="tenantName">The name of the tenant; <c>sys</c> is allowed.</param>
    /// <param name="newestFirst">Whether the newest users come first, in Oracle mode only; in MySQL mode there are no creation times. Default: false.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS in Oracle mode). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The users of a tenant, without the internal users of the database.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.TenantNotExist"/> or <see cref="ObShellErrorCodes.UserPasswordError"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/users</c>, obshell 4.3.0 and later. The list comes whole. Agents before 4.3.2 are asked by the path that they have, <c>/user</c>.</remarks>
    public virtual Task<IReadOnlyList<TenantUser>> ListAsync(
        string tenantName, bool newestFirst = false, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        QueryString query = new QueryString().Add("sort", newestFirst ? "create_time,desc" : "create_time,asc");
        ApiPath path = ApiPath.Renamed($"/api/v1/tenant/{tenantName}/users{query}", Since.V4_3_2, $"/api/v1/tenant/{tenantName}/user{query}");
        return _connection.QueryListAsync<TenantRootPasswordRequest, TenantUser>(Since.V4_3_0, HttpMethod.Get, path, TenantRootPasswordRequest.From(rootPassword), options, cancellationToken);
    }

    /// <summary>Gets a user.</summary>
    /// <param name="tenantName">The name of the tenant; <c>sys</c> is allowed.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS in Oracle mode). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A user.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.UserNotExists"/> or <see cref="ObShellErrorCodes.UserPasswordError"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/user/{user}</c>, obshell 4.3.0 and later.</remarks>
    public virtual Task<TenantUser> GetAsync(
        string tenantName, string userName, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<TenantRootPasswordRequest, TenantUser>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/user/{userName}", TenantRootPasswordRequest.From(rootPassword), options, cancellationToken);

    /// <summary>Gets the number of sessions of a user.</summary>
    /// <param name="tenantName">The name of the tenant; <c>sys</c> is allowed.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS in Oracle mode). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The number of sessions of a user.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/user/{user}/stats</c>, obshell 4.3.0 and later. Zeros for a user that does not exist. Agents from 4.3.2 on need no password of the root user.</remarks>
    public virtual Task<UserStats> GetStatsAsync(
        string tenantName, string userName, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<TenantRootPasswordRequest, UserStats>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/user/{userName}/stats", TenantRootPasswordRequest.From(rootPassword), options, cancellationToken);

    /// <summary>Lists the tables, views and procedures on which privileges can be granted, without those of SYS.</summary>
    /// <param name="tenantName">The name of a tenant in Oracle mode.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The tables, views and procedures on which privileges can be granted, without those of SYS.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.TenantNotExist"/> or <see cref="ObShellErrorCodes.UserPasswordError"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/objects</c>, obshell 4.3.2 and later. Oracle mode only: in MySQL mode the database does not understand what the agent asks.</remarks>
    public virtual Task<IReadOnlyList<DatabaseObject>> ListObjectsAsync(
        string tenantName, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<TenantRootPasswordRequest, DatabaseObject>(Since.V4_3_2, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/objects", TenantRootPasswordRequest.From(rootPassword), options, cancellationToken);

    /// <summary>Locks a user, so that it can no longer log in. Open sessions continue.</summary>
    /// <param name="tenantName">The name of the tenant; <c>sys</c> is allowed.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS in Oracle mode). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.UserNotExists"/> or <see cref="ObShellErrorCodes.UserPasswordError"/>.</exception>
    /// <remarks><c>PUT /api/v1/tenant/{name}/user/{user}/lock</c>, obshell 4.3.0 and later.</remarks>
    public virtual Task LockAsync(
        string tenantName, string userName, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_3_0, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/user/{userName}/lock", TenantRootPasswordRequest.From(rootPassword), options, cancellationToken);

    /// <summary>Unlocks a user.</summary>
    /// <param name="tenantName">The name of the tenant; <c>sys</c> is allowed.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS in Oracle mode). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.UserNotExists"/> or <see cref="ObShellErrorCodes.UserPasswordError"/>.</exception>
    /// <remarks><c>DELETE /api/v1/tenant/{name}/user/{user}/lock</c>, obshell 4.3.0 and later.</remarks>
    public virtual Task UnlockAsync(
        string tenantName, string userName, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_3_0, HttpMethod.Delete, $"/api/v1/tenant/{tenantName}/user/{userName}/lock", TenantRootPasswordRequest.From(rootPassword), options, cancellationToken);

    /// <summary>Changes the password of a user other than the root user.</summary>
    /// <param name="tenantName">The name of the tenant; <c>sys</c> is allowed.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="request">The new password.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="request"/> lacks the password.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.UserNotExists"/> or <see cref="ObShellErrorCodes.UserPasswordError"/>.</exception>
    /// <remarks><c>PUT /api/v1/tenant/{name}/user/{user}/password</c>, obshell 4.3.0 and later. For the root user there is <see cref="TenantClient.SetRootPasswordAsync"/>.</remarks>
    public virtual Task SetPasswordAsync(
        string tenantName, string userName, SetUserPasswordRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.NewPassword, nameof(request));
        return _connection.CommandAsync(Since.V4_3_0, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/user/{userName}/password", request, options, cancellationToken);
    }

    /// <summary>Sets the global privileges of a user: grants what is missing, and revokes what is not in the list.</summary>
    /// <param name="tenantName">The name of the tenant; <c>sys</c> is allowed.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="privileges">All privileges that the user has afterwards; empty for none.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS in Oracle mode). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="privileges"/> is null or has an empty word.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.UserNotExists"/> or <see cref="ObShellErrorCodes.UserPrivilegeNotSupported"/>.</exception>
    /// <remarks><c>PUT /api/v1/tenant/{name}/user/{user}/global-privilege</c>, obshell 4.3.0 and later.</remarks>
    public virtual Task SetGlobalPrivilegesAsync(
        string tenantName, string userName, IReadOnlyList<Privilege> privileges, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new GlobalPrivilegesRequest { GlobalPrivileges = Privilege.ForAgent(privileges, nameof(privileges)), RootPassword = rootPassword };
        return _connection.CommandAsync(Since.V4_3_0, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/user/{userName}/global-privilege", request, options, cancellationToken);
    }

    /// <summary>Sets the privileges of a user on databases: grants what is missing, and revokes what is not in the list, including on databases that are not named.</summary>
    /// <param name="tenantName">The name of a tenant in MySQL mode.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="privileges">All privileges that the user has afterwards; empty for none.</param>
    /// <param name="rootPassword">The password of the tenant's root user. Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="privileges"/> is null, names no database or has an empty word.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.UserNotExists"/> or <see cref="ObShellErrorCodes.UserPrivilegeNotSupported"/>.</exception>
    /// <remarks><c>PUT /api/v1/tenant/{name}/user/{user}/db-privilege</c>, obshell 4.3.0 and later. MySQL mode only, though the agent does not check it. Not all or nothing.</remarks>
    public virtual Task SetDatabasePrivilegesAsync(
        string tenantName, string userName, IReadOnlyList<DatabasePrivilege> privileges, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new DatabasePrivilegesRequest { DbPrivileges = DatabasePrivilege.ForAgent(privileges, nameof(privileges)), RootPassword = rootPassword };
        return _connection.CommandAsync(Since.V4_3_0, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/user/{userName}/db-privilege", request, options, cancellationToken);
    }

    /// <summary>Sets the privileges of a user on objects: grants what is missing, and revokes what is not in the list, including on objects that are not named.</summary>
    /// <param name="tenantName">The name of a tenant in Oracle mode.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="privileges">All privileges that the user has afterwards; empty for none.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="privileges"/> is null, names no object or owner, or has an empty element.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.UserNotExists"/> or <see cref="ObShellErrorCodes.UserMysqlModeNotSupport"/>.</exception>
    /// <remarks><c>PUT /api/v1/tenant/{name}/user/{user}/object-privileges</c>, obshell 4.3.2 and later. Oracle mode only. Not all or nothing.</remarks>
    public virtual Task SetObjectPrivilegesAsync(
        string tenantName, string userName, IReadOnlyList<ObjectPrivilege> privileges, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_3_2, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/user/{userName}/object-privileges", ObjectPrivilegesRequest.Of(privileges, nameof(privileges), rootPassword), options, cancellationToken);

    /// <summary>Sets the privileges of a user on the objects in the list, and does not change other objects.</summary>
    /// <param name="tenantName">The name of a tenant in Oracle mode.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="privileges">All privileges that the user has on these objects afterwards. An object without privileges loses all of them.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="privileges"/> is null, names no object or owner, or has an empty element.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.UserNotExists"/> or <see cref="ObShellErrorCodes.UserMysqlModeNotSupport"/>.</exception>
    /// <remarks><c>PATCH /api/v1/tenant/{name}/user/{user}/object-privileges</c>, obshell 4.3.2 and later. Oracle mode only. Not all or nothing.</remarks>
    public virtual Task UpdateObjectPrivilegesAsync(
        string tenantName, string userName, IReadOnlyList<ObjectPrivilege> privileges, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_3_2, HttpMethod.Patch, $"/api/v1/tenant/{tenantName}/user/{userName}/object-privileges", ObjectPrivilegesRequest.Of(privileges, nameof(privileges), rootPassword), options, cancellationToken);

    /// <summary>Grants privileges on single objects to a user, in addition to those that it has.</summary>
    /// <param name="tenantName">The name of a tenant in Oracle mode.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="privileges">What to grant.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="privileges"/> is null, names no object or owner, or has an empty element.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.UserNotExists"/> or <see cref="ObShellErrorCodes.UserMysqlModeNotSupport"/>.</exception>
    /// <remarks><c>POST /api/v1/tenant/{name}/user/{user}/object-privileges</c>, obshell 4.3.2 and later. Oracle mode only. Not all or nothing.</remarks>
    public virtual Task GrantObjectPrivilegesAsync(
        string tenantName, string userName, IReadOnlyList<ObjectPrivilege> privileges, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_3_2, HttpMethod.Post, $"/api/v1/tenant/{tenantName}/user/{userName}/object-privileges", ObjectPrivilegesRequest.Of(privileges, nameof(privileges), rootPassword), options, cancellationToken);

    /// <summary>Revokes privileges on single objects from a user.</summary>
    /// <param name="tenantName">The name of a tenant in Oracle mode.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="privileges">What to revoke.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="privileges"/> is null, names no object or owner, or has an empty element.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.UserNotExists"/> or <see cref="ObShellErrorCodes.UserMysqlModeNotSupport"/>.</exception>
    /// <remarks><c>DELETE /api/v1/tenant/{name}/user/{user}/object-privileges</c>, obshell 4.3.2 and later. Oracle mode only. Not all or nothing.</remarks>
    public virtual Task RevokeObjectPrivilegesAsync(
        string tenantName, string userName, IReadOnlyList<ObjectPrivilege> privileges, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_3_2, HttpMethod.Delete, $"/api/v1/tenant/{tenantName}/user/{userName}/object-privileges", ObjectPrivilegesRequest.Of(privileges, nameof(privileges), rootPassword), options, cancellationToken);

    /// <summary>Sets the roles of a user: grants what is missing, and revokes what is not in the list.</summary>
    /// <param name="tenantName">The name of a tenant in Oracle mode.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="roles">All privileges that the user has afterwards; empty for none.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="roles"/> is null or has an empty name.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.UserNotExists"/> or <see cref="ObShellErrorCodes.UserMysqlModeNotSupport"/>.</exception>
    /// <remarks><c>PUT /api/v1/tenant/{name}/user/{user}/roles</c>, obshell 4.3.2 and later. Oracle mode only.</remarks>
    public virtual Task SetRolesAsync(
        string tenantName, string userName, IReadOnlyList<string> roles, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_3_2, HttpMethod.Put, $"/api/v1/tenant/{tenantName}/user/{userName}/roles", RolesRequest.Of(roles, nameof(roles), rootPassword), options, cancellationToken);

    private async Task<bool> IsListedAsync(string tenantName, string userName, Secret? rootPassword, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return (await ListAsync(tenantName, newestFirst: false, rootPassword, options, cancellationToken).ConfigureAwait(false)).Any(user => user.UserName == userName);
        }
        catch (ObShellVersionException)
        {
            return false; // before 4.3.0
        }
    }
}
