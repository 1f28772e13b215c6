using ObShellSdk.Http;
using ObShellSdk.Tenants;

namespace ObShellSdk.TenantSessions;

/// <summary>Lists and ends the database sessions of a tenant, and lists its deadlocks. Safe for concurrent use.</summary>
/// <remarks>
/// These are not the sessions with which this client signs in to an agent: see <see cref="SignIn.SignInClient"/>. The agent reads them with its own login
/// to the cluster and does not check a password of the tenant's root user. If a password is given, the call need not go through the agent that stores it.
/// Refused for a tenant that is locked, with <see cref="ObShellErrorCodes.TenantLocked"/>.
/// </remarks>
public class TenantSessionClient
{
    private readonly FacetConnection _connection;

    internal TenantSessionClient(ObShellConnection connection) => _connection = connection.ForFacet<SessionJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected TenantSessionClient()
    {
    }

    /// <summary>Lists the sessions of a tenant page by page as they are read. No session is returned twice.</summary>
    /// <param name="tenantName">The name of the tenant; <c>sys</c> is allowed.</param>
    /// <param name="filter">The filter, or null for all sessions, ordered by id.</param>
    /// <param name="pageSize">The number of sessions in each request, from 1. Default: 100.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS in Oracle mode). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, <paramref name="filter"/> cannot be asked, or <paramref name="pageSize"/> is less than 1.</exception>
    /// <returns>The sessions of a tenant page by page as they are read.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/sessions</c>, obshell 4.4.0 and later. When sessions end meanwhile, some that lie behind them may be missed.</remarks>
    public virtual IAsyncEnumerable<TenantSession> ListAsync(
        string tenantName, TenantSessionFilter? filter = null, Secret? rootPassword = null, int pageSize = 100, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenantName);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        filter?.Validate(nameof(filter));
        return Paging.ReadAllAsync(
            pageSize,
            (number, token) => GetPageAsync(tenantName, filter, rootPassword, number, pageSize, options, token),
            session => (session.SvrIp, session.SvrPort, session.Id),
            cancellationToken);
    }

    /// <summary>Gets one page of the sessions of a tenant.</summary>
    /// <param name="tenantName">The name of the tenant; <c>sys</c> is allowed.</param>
    /// <param name="page">The number of the page, from 1.</param>
    /// <param name="pageSize">The number of sessions on a page, from 1.</param>
    /// <param name="filter">The filter, or null for all sessions, ordered by id.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS in Oracle mode). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The page. Its totals count only what it holds itself: the last page is the first that is not full. For the number of sessions see <see cref="GetStatsAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="filter"/> cannot be asked, or a number is less than 1.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/sessions</c>, obshell 4.4.0 and later.</remarks>
    public virtual Task<Page<TenantSession>> GetPageAsync(
        string tenantName, TenantSessionFilter? filter = null, Secret? rootPassword = null, int page = 1, int pageSize = 100, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        filter ??= new TenantSessionFilter();
        filter.Validate(nameof(filter));
        QueryString query = new QueryString()
            .Add("user", filter.User)
            .Add("db", filter.Db)
            .Add("host", filter.Host)
            .Add("id", filter.Id)
            .Add("observer_list", filter.Observers.Count == 0 ? null : string.Join(',', filter.Observers))
            .Add("active_only", filter.ActiveOnly ? "true" : "false")
            .Add("sort", $"{filter.SortBy},{(filter.Descending ? "desc" : "asc")}")
            .Add("page", page)
            .Add("size", pageSize);
        return _connection.QueryAsync<TenantRootPasswordRequest, Page<TenantSession>>(
            Since.V4_4_0, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/sessions{query}", TenantRootPasswordRequest.From(rootPassword), options, cancellationToken);
    }

    /// <summary>Gets a session.</summary>
    /// <param name="tenantName">The name of the tenant of the session.</param>
    /// <param name="sessionId">The <see cref="TenantSession.Id"/>.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS in Oracle mode). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="sessionId"/> is less than 1.</exception>
    /// <returns>A session.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.TenantSessionNotExist"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/sessions/{session_id}</c>, obshell 4.4.0 and later.</remarks>
    public virtual Task<TenantSession> GetAsync(
        string tenantName, long sessionId, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sessionId, 1);
        return _connection.QueryAsync<TenantRootPasswordRequest, TenantSession>(
            Since.V4_4_0, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/sessions/{sessionId}", TenantRootPasswordRequest.From(rootPassword), options, cancellationToken);
    }

    /// <summary>Gets the number of sessions of a tenant, by database, user and client.</summary>
    /// <param name="tenantName">The name of the tenant; <c>sys</c> is allowed.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS in Oracle mode). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The number of sessions of a tenant, by database, user and client.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/sessions/stats</c>, obshell 4.4.0 and later.</remarks>
    public virtual Task<TenantSessionStats> GetStatsAsync(
        string tenantName, Secret? rootPassword = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<TenantRootPasswordRequest, TenantSessionStats>(
            Since.V4_4_0, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/sessions/stats", TenantRootPasswordRequest.From(rootPassword), options, cancellationToken);

    /// <summary>Kills sessions: their statements end, their transactions are rolled back, and their connections are closed.</summary>
    /// <param name="tenantName">The name of any tenant. The agent does not check that the sessions belong to it: sessions of other tenants are killed too.</param>
    /// <param name="sessionIds">The <see cref="TenantSession.Id"/> of each; with none, the call succeeds and does nothing.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="sessionIds"/> is null or has a number less than 1.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.MySQLError"/> when there is no such session; those before it in the list are killed, those after it are not.</exception>
    /// <remarks><c>DELETE /api/v1/tenant/{name}/sessions</c> with a body, obshell 4.4.0 and later.</remarks>
    public virtual Task KillAsync(string tenantName, IReadOnlyList<long> sessionIds, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(
            Since.V4_4_0, HttpMethod.Delete, $"/api/v1/tenant/{tenantName}/sessions", KillSessionsRequest.Of(sessionIds, nameof(sessionIds)), options, cancellationToken);

    /// <summary>Kills the current statements of sessions. The sessions remain.</summary>
    /// <param name="tenantName">The name of any tenant. The agent does not check that the sessions belong to it: statements of other tenants are killed too.</param>
    /// <param name="sessionIds">The <see cref="TenantSession.Id"/> of each; with none, the call succeeds and does nothing.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="sessionIds"/> is null or has a number less than 1.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.MySQLError"/> when there is no such session; those before it in the list have lost their statements, those after it have not.</exception>
    /// <remarks><c>DELETE /api/v1/tenant/{name}/sessions/queries</c> with a body, obshell 4.4.0 and later. Repeated later, it might hit the next statement.</remarks>
    public virtual Task KillQueriesAsync(string tenantName, IReadOnlyList<long> sessionIds, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(
            Since.V4_4_0, HttpMethod.Delete, $"/api/v1/tenant/{tenantName}/sessions/queries", KillSessionsRequest.Of(sessionIds, nameof(sessionIds)), options, cancellationToken);

    /// <summary>Lists the deadlocks of a tenant, newest first, page by page as they are read. No deadlock is returned twice.</summary>
    /// <param name="tenantName">The name of the tenant; <c>sys</c> is allowed.</param>
    /// <param name="pageSize">The number of deadlocks in each request, from 1. Default: 100.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS in Oracle mode). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or <paramref name="pageSize"/> is less than 1.</exception>
    /// <returns>The deadlocks of a tenant, newest first, page by page as they are read.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/deadlocks</c>, obshell 4.4.0 and later.</remarks>
    public virtual IAsyncEnumerable<Deadlock> ListDeadlocksAsync(
        string tenantName, Secret? rootPassword = null, int pageSize = 100, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenantName);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        return Paging.ReadAllAsync(
            pageSize,
            (number, token) => GetDeadlocksPageAsync(tenantName, rootPassword, number, pageSize, options, token),
            deadlock => deadlock.EventId,
            cancellationToken);
    }

    /// <summary>Gets one page of the deadlocks of a tenant, newest first.</summary>
    /// <param name="tenantName">The name of the tenant; <c>sys</c> is allowed.</param>
    /// <param name="page">The number of the page, from 1.</param>
    /// <param name="pageSize">The number of deadlocks on a page, from 1.</param>
    /// <param name="rootPassword">The password of the tenant's root user (SYS in Oracle mode). Default: the password that the agent has stored.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The page. Its totals are those of the whole list, but 0 on a page past its end.</returns>
    /// <exception cref="ArgumentException">A number is less than 1.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/deadlocks</c>, obshell 4.4.0 and later.</remarks>
    public virtual Task<Page<Deadlock>> GetDeadlocksPageAsync(
        string tenantName, Secret? rootPassword = null, int page = 1, int pageSize = 100, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        QueryString query = new QueryString().Add("page", page).Add("size", pageSize);
        return _connection.QueryAsync<TenantRootPasswordRequest, Page<Deadlock>>(
            Since.V4_4_0, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/deadlocks{query}", TenantRootPasswordRequest.From(rootPassword), options, cancellationToken);
    }
}
