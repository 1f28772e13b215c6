using ObShellSdk.Http;

namespace ObShellSdk.ExternalSystems;

/// <summary>Manages the addresses of Prometheus and Alertmanager, which provide metrics and alarms. Safe for concurrent use.</summary>
/// <remarks>The whole cluster shares the settings. Each call checks whether the system is ready, for up to 20 seconds.</remarks>
public class ExternalSystemClient
{
    private readonly FacetConnection _connection;

    internal ExternalSystemClient(ObShellConnection connection) => _connection = connection.ForFacet<ExternalSystemJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected ExternalSystemClient()
    {
    }

    /// <summary>Gets the address of Prometheus.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The address as it was set, without the login.</returns>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request: <see cref="ObShellErrorCodes.ConfigNotFound"/> when it was never set; <see cref="ObShellErrorCodes.ExternalComponentNotReady"/> when Prometheus is not ready.
    /// </exception>
    /// <remarks><c>GET /api/v1/system/external/prometheus</c>, obshell 4.3.2 and later.</remarks>
    public virtual Task<string> GetPrometheusAddressAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<string>(Since.V4_3_2, HttpMethod.Get, $"/api/v1/system/external/prometheus", options, cancellationToken);

    /// <summary>Sets the address of Prometheus, after a check that it is ready.</summary>
    /// <param name="prometheus">The address and the login.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="prometheus"/> is not valid; the message says why.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.ExternalComponentNotReady"/> when Prometheus does not answer the agent, or not as Prometheus does.</exception>
    /// <remarks><c>PUT /api/v1/system/external/prometheus</c>, obshell 4.3.2 and later.</remarks>
    public virtual Task SetPrometheusAsync(ExternalSystem prometheus, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prometheus);
        prometheus.Validate(nameof(prometheus));
        return _connection.CommandAsync(Since.V4_3_2, HttpMethod.Put, $"/api/v1/system/external/prometheus", prometheus, options, cancellationToken);
    }

    /// <summary>Gets the address of Alertmanager.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The address as it was set, without the login.</returns>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request: <see cref="ObShellErrorCodes.ConfigNotFound"/> when it was never set; <see cref="ObShellErrorCodes.ExternalComponentNotReady"/> when Alertmanager is not ready.
    /// </exception>
    /// <remarks><c>GET /api/v1/system/external/alertmanager</c>, obshell 4.3.2 and later.</remarks>
    public virtual Task<string> GetAlertmanagerAddressAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<string>(Since.V4_3_2, HttpMethod.Get, $"/api/v1/system/external/alertmanager", options, cancellationToken);

    /// <summary>Sets the address of Alertmanager, after a check that it is ready.</summary>
    /// <param name="alertmanager">The address and the login.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="alertmanager"/> is not valid; the message says why.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.ExternalComponentNotReady"/> when Alertmanager does not answer the agent, or not as Alertmanager does.</exception>
    /// <remarks><c>PUT /api/v1/system/external/alertmanager</c>, obshell 4.3.2 and later.</remarks>
    public virtual Task SetAlertmanagerAsync(ExternalSystem alertmanager, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(alertmanager);
        alertmanager.Validate(nameof(alertmanager));
        return _connection.CommandAsync(Since.V4_3_2, HttpMethod.Put, $"/api/v1/system/external/alertmanager", alertmanager, options, cancellationToken);
    }
}
