using ObShellSdk.Http;
using ObShellSdk.Tenants;

namespace ObShellSdk.Compaction;

/// <summary>Starts and observes major compactions of tenants, which merge changes into the baseline. Safe for concurrent use.</summary>
public class CompactionClient
{
    private readonly FacetConnection _connection;

    internal CompactionClient(ObShellConnection connection) => _connection = connection.ForFacet<CompactionJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected CompactionClient()
    {
    }

    /// <summary>Gets the state of the major compaction of a tenant.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <returns>The state of the major compaction of a tenant.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>GET /api/v1/tenant/{name}/compaction</c>, obshell 4.3.0 and later.</remarks>
    public virtual Task<TenantCompaction> GetAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<TenantCompaction>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/tenant/{tenantName}/compaction", options, cancellationToken);

    /// <summary>Starts a major compaction of a tenant, and returns once the database has accepted it. Use <see cref="GetAsync"/> to see when it is done.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or needs quotes in SQL (see <see cref="Tenants.CreateTenantRequest.Name"/>).</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantCompactionStatusNotIdle"/> while one is running.</exception>
    /// <remarks><c>POST /api/v1/tenant/{name}/compact</c>, obshell 4.3.0 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task StartMajorCompactionAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TenantName.ThrowIfNeedsQuotes(tenantName, nameof(tenantName));
        return _connection.CommandAsync(Since.V4_3_0, HttpMethod.Post, $"/api/v1/tenant/{tenantName}/compact", options, cancellationToken);
    }

    /// <summary>Lists the tenants whose latest major compaction took longest, the longest first.</summary>
    /// <param name="limit">The largest number of tenants, from 1. Default: 3.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    /// <returns>The tenants whose latest major compaction took longest, the longest first.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request.</exception>
    /// <remarks><c>GET /api/v1/tenant/top-compactions</c>, obshell 4.3.0 and later.</remarks>
    public virtual Task<IReadOnlyList<TenantCompactionHistory>> ListSlowestAsync(int limit = 3, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        QueryString query = new QueryString().Add("limit", limit);
        return _connection.QueryListAsync<TenantCompactionHistory>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/tenant/top-compactions{query}", options, cancellationToken);
    }

    /// <summary>Clears the error flag of a tenant's compaction (<see cref="TenantCompaction.IsError"/>), so that it continues.</summary>
    /// <param name="tenantName">The name of the tenant.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="tenantName"/> is empty, or needs quotes in SQL (see <see cref="Tenants.CreateTenantRequest.Name"/>).</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.TenantNotExist"/>.</exception>
    /// <remarks><c>DELETE /api/v1/tenant/{name}/compaction-error</c>, obshell 4.3.0 and later.</remarks>
    public virtual Task ClearErrorAsync(string tenantName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        TenantName.ThrowIfNeedsQuotes(tenantName, nameof(tenantName));
        return _connection.CommandAsync(Since.V4_3_0, HttpMethod.Delete, $"/api/v1/tenant/{tenantName}/compaction-error", options, cancellationToken);
    }
}
