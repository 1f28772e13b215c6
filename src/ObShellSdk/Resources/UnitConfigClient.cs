using ObShellSdk.Http;

namespace ObShellSdk.Resources;

/// <summary>Manages unit configs, which define the size of the units of tenants. Safe for concurrent use.</summary>
public class UnitConfigClient
{
    private readonly FacetConnection _connection;

    internal UnitConfigClient(ObShellConnection connection) => _connection = connection.ForFacet<ResourceJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected UnitConfigClient()
    {
    }

    /// <summary>Creates a unit config.</summary>
    /// <param name="request">The unit config.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="request"/> lacks a required value or is out of range.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.ResourceUnitConfigExisted"/>; <see cref="ObShellErrorCodes.MySQLError"/> by the database.</exception>
    /// <remarks><c>POST /api/v1/unit/config</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task CreateAsync(CreateUnitConfigRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.CommandAsync(Since.V4_2_4, HttpMethod.Post, $"/api/v1/unit/config", request, options, cancellationToken);
    }

    /// <summary>Drops a unit config. Does nothing if it does not exist.</summary>
    /// <param name="unitConfigName">The name of the unit config. No pool may use it.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="unitConfigName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.MySQLError"/> when a pool uses it.</exception>
    /// <remarks><c>DELETE /api/v1/unit/config/{name}</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task DropAsync(string unitConfigName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_2_4, HttpMethod.Delete, $"/api/v1/unit/config/{unitConfigName}", options, cancellationToken);

    /// <summary>Gets a unit config.</summary>
    /// <param name="unitConfigName">The name of the unit config.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="unitConfigName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <returns>A unit config.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.ResourceUnitConfigNotExist"/>.</exception>
    /// <remarks><c>GET /api/v1/unit/config/{name}</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task<UnitConfig> GetAsync(string unitConfigName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<UnitConfig>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/unit/config/{unitConfigName}", options, cancellationToken);

    /// <summary>Lists all unit configs, including those of the system.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>All unit configs, including those of the system.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request.</exception>
    /// <remarks><c>GET /api/v1/units/config</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task<IReadOnlyList<UnitConfig>> ListAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<UnitConfig>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/units/config", options, cancellationToken);
}
