using ObShellSdk.Http;

namespace ObShellSdk.Resources;

/// <summary>Manages resource pools, which hold the units of tenants. They are created and dropped with tenants and replicas. Safe for concurrent use.</summary>
public class ResourcePoolClient
{
    private readonly FacetConnection _connection;

    internal ResourcePoolClient(ObShellConnection connection) => _connection = connection.ForFacet<ResourceJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected ResourcePoolClient()
    {
    }

    /// <summary>Lists all resource pools.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>All resource pools.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request.</exception>
    /// <remarks><c>GET /api/v1/resource-pools</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task<IReadOnlyList<ResourcePool>> ListAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<ResourcePool>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/resource-pools", options, cancellationToken);

    /// <summary>Drops a resource pool that no tenant uses. Does nothing if it does not exist.</summary>
    /// <param name="poolName">The name of the pool.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="poolName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.ResourcePoolGranted"/> when a tenant has it.</exception>
    /// <remarks><c>DELETE /api/v1/resource-pool/{name}</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task DropAsync(string poolName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_2_4, HttpMethod.Delete, $"/api/v1/resource-pool/{poolName}", options, cancellationToken);
}
