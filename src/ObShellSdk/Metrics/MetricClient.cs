using ObShellSdk.Http;

namespace ObShellSdk.Metrics;

/// <summary>Queries the metrics that Prometheus recorded for cluster, tenants and OBProxy, through the agent. Safe for concurrent use.</summary>
/// <remarks>The agent must know the address of Prometheus: see <see cref="ExternalSystems.ExternalSystemClient.SetPrometheusAsync"/>.</remarks>
public class MetricClient
{
    private readonly FacetConnection _connection;

    internal MetricClient(ObShellConnection connection) => _connection = connection.ForFacet<MetricJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected MetricClient()
    {
    }

    /// <summary>Lists the available metrics by class and group.</summary>
    /// <param name="scope">The scope of the metrics.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="scope"/> is empty.</exception>
    /// <returns>The available metrics by class and group.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.CommonBadRequest"/> for a scope that the agent does not know.</exception>
    /// <remarks>
    /// <c>GET /api/v1/metrics</c>, obshell 4.3.2 and later. Names and descriptions come in <see cref="ObShellClientOptions.Language"/>; it needs no Prometheus.
    /// </remarks>
    public virtual Task<IReadOnlyList<MetricClass>> ListAsync(MetricScope scope, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(scope.Value, nameof(scope));
        return _connection.QueryListAsync<MetricClass>(
            Since.V4_3_2, HttpMethod.Get, $"/api/v1/metrics{new QueryString().Add("scope", scope.Value)}", options, cancellationToken);
    }

    /// <summary>Queries the values of metrics over a time range.</summary>
    /// <param name="query">The metrics, their labels and the time range.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>One series for each metric and combination of labels, in no particular order. A metric without data has no series.</returns>
    /// <exception cref="ArgumentException"><paramref name="query"/> is not valid; the message says why.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request.</exception>
    /// <remarks>
    /// <c>POST /api/v1/metrics/query</c>, obshell 4.3.2 and later. No series at all is also the answer when Prometheus is not configured, does not answer, or refuses
    /// the query: <see cref="ExternalSystems.ExternalSystemClient.GetPrometheusAddressAsync"/> tells the first two.
    /// </remarks>
    public virtual Task<IReadOnlyList<MetricSeries>> QueryAsync(MetricQuery query, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Validate(nameof(query));
        return _connection.QueryListAsync<MetricQuery, MetricSeries>(Since.V4_3_2, HttpMethod.Post, $"/api/v1/metrics/query", query, options, cancellationToken);
    }
}
