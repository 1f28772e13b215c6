using ObShellSdk.Http;

namespace ObShellSdk.Alarms;

/// <summary>Manages the alerts, silencers and alarm rules of Prometheus and Alertmanager, through the agent. Safe for concurrent use.</summary>
/// <remarks>
/// The agent must know the addresses of both: see <see cref="ExternalSystems.ExternalSystemClient"/>. Until then it refuses every call with
/// <see cref="ObShellErrorCodes.ConfigNotFound"/>. If they do not respond, it refuses with <see cref="ObShellErrorCodes.ExternalComponentNotReady"/> or
/// <see cref="ObShellErrorCodes.AlarmQueryFailed"/>.
/// </remarks>
public class AlarmClient
{
    private readonly FacetConnection _connection;

    internal AlarmClient(ObShellConnection connection) => _connection = connection.ForFacet<AlarmJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected AlarmClient()
    {
    }

    /// <summary>Lists the current alerts, including silenced ones.</summary>
    /// <param name="filter">The filter, or null for all alerts.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="filter"/> has an incomplete instance.</exception>
    /// <returns>The current alerts, including silenced ones.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.ConfigNotFound"/>.</exception>
    /// <remarks><c>POST /api/v1/alarm/alerts</c>, obshell 4.3.2 and later. Queries Alertmanager. Alerts that do not come from rules of OceanBase are left out.</remarks>
    public virtual Task<IReadOnlyList<Alert>> ListAlertsAsync(AlertFilter? filter = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        filter ??= new AlertFilter();
        filter.Instance?.Validate(nameof(filter));
        return _connection.QueryListAsync<AlertFilter, Alert>(Since.V4_3_2, HttpMethod.Post, $"/api/v1/alarm/alerts", filter, options, cancellationToken);
    }

    /// <summary>Lists the silencers, including expired ones.</summary>
    /// <param name="filter">The filter, or null for all silencers.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="filter"/> has an incomplete instance.</exception>
    /// <returns>The silencers, including expired ones.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.ConfigNotFound"/>.</exception>
    /// <remarks><c>POST /api/v1/alarm/silencers</c>, obshell 4.3.2 and later. Queries Alertmanager, which deletes expired silencers after some days.</remarks>
    public virtual Task<IReadOnlyList<Silencer>> ListSilencersAsync(
        SilencerFilter? filter = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        filter ??= new SilencerFilter();
        filter.Instance?.Validate(nameof(filter));
        return _connection.QueryListAsync<SilencerFilter, Silencer>(Since.V4_3_2, HttpMethod.Post, $"/api/v1/alarm/silencers", filter, options, cancellationToken);
    }

    /// <summary>Gets a silencer.</summary>
    /// <param name="silencerId">The <see cref="Silencer.Id"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="silencerId"/> is empty, or has a character that a path cannot contain.</exception>
    /// <returns>A silencer.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.AlarmUnexpectedStatus"/> if there is no such silencer.</exception>
    /// <remarks><c>GET /api/v1/alarm/silencer/{id}</c>, obshell 4.3.2 and later.</remarks>
    public virtual Task<Silencer> GetSilencerAsync(string silencerId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<Silencer>(Since.V4_3_2, HttpMethod.Get, $"/api/v1/alarm/silencer/{silencerId}", options, cancellationToken);

    /// <summary>Creates or changes a silencer. It takes effect at once.</summary>
    /// <param name="request">The silencer. Set <see cref="SilencerRequest.Id"/> to change an existing one.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The silencer. Its id may be new after a change too: Alertmanager expires the old silencer if it silenced other alerts.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> is not valid; the message says why.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.AlarmUnexpectedStatus"/> if Alertmanager rejects it, for example because the end is in the past.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, check the list before you create it again: each call creates another silencer.</exception>
    /// <remarks><c>PUT /api/v1/alarm/silencer</c>, obshell 4.3.2 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<Silencer> CreateOrUpdateSilencerAsync(SilencerRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.AnsweredCommandAsync<SilencerRequest, Silencer>(
            Since.V4_3_2, HttpMethod.Put, $"/api/v1/alarm/silencer", request with { StartsAt = _connection.AgentNow }, options, cancellationToken);
    }

    /// <summary>Expires a silencer. It stays in the list as expired for some time.</summary>
    /// <param name="silencerId">The <see cref="Silencer.Id"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="silencerId"/> is empty, or has a character that a path cannot contain.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.AlarmUnexpectedStatus"/> if there is no such silencer, or it has already expired.</exception>
    /// <remarks><c>DELETE /api/v1/alarm/silencer/{id}</c>, obshell 4.3.2 and later.</remarks>
    public virtual Task DeleteSilencerAsync(string silencerId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_3_2, HttpMethod.Delete, $"/api/v1/alarm/silencer/{silencerId}", options, cancellationToken);

    /// <summary>Lists the alarm rules.</summary>
    /// <param name="filter">The filter, or null for all rules.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The alarm rules.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.ConfigNotFound"/>.</exception>
    /// <remarks><c>POST /api/v1/alarm/rules</c>, obshell 4.3.2 and later. Queries Prometheus.</remarks>
    public virtual Task<IReadOnlyList<AlarmRule>> ListRulesAsync(
        AlarmRuleFilter? filter = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<AlarmRuleFilter, AlarmRule>(
            Since.V4_3_2, HttpMethod.Post, $"/api/v1/alarm/rules", filter ?? new AlarmRuleFilter(), options, cancellationToken);

    /// <summary>Gets an alarm rule.</summary>
    /// <param name="ruleName">The <see cref="AlarmRule.Name"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="ruleName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <returns>An alarm rule.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.AlarmRuleNotFound"/>.</exception>
    /// <remarks><c>GET /api/v1/alarm/rule/{name}</c>, obshell 4.3.2 and later. Queries Prometheus.</remarks>
    public virtual Task<AlarmRule> GetRuleAsync(string ruleName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<AlarmRule>(Since.V4_3_2, HttpMethod.Get, $"/api/v1/alarm/rule/{ruleName}", options, cancellationToken);
}
