using ObShellSdk.Http;

namespace ObShellSdk.Alarms;

/// <summary>Alerts, what silences them, and the rules that raise them, of Prometheus and Alertmanager, asked for through the agent. Safe for concurrent use.</summary>
/// <remarks>
/// The agent must know where both are: see <see cref="ExternalSystems.ExternalSystemClient"/>. Until then every call is refused with
/// <see cref="ObShellErrorCodes.ConfigNotFound"/>, and while they do not answer with <see cref="ObShellErrorCodes.ExternalComponentNotReady"/> or
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

    /// <summary>The alerts that there are, silenced ones included.</summary>
    /// <param name="filter">Which alerts. Default: all.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="filter"/> has an instance that is incomplete.</exception>
    /// <exception cref="ObShellApiException">Refused, e.g. <see cref="ObShellErrorCodes.ConfigNotFound"/>.</exception>
    /// <remarks><c>POST /api/v1/alarm/alerts</c>, obshell 4.3.2 and later. Asks Alertmanager. Alerts of other rules than those of OceanBase are left out.</remarks>
    public virtual Task<IReadOnlyList<Alert>> ListAlertsAsync(AlertFilter? filter = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        filter ??= new AlertFilter();
        filter.Instance?.Validate(nameof(filter));
        return _connection.QueryListAsync<AlertFilter, Alert>(Since.V4_3_2, HttpMethod.Post, $"/api/v1/alarm/alerts", filter, options, cancellationToken);
    }

    /// <summary>The silencers, expired ones included.</summary>
    /// <param name="filter">Which silencers. Default: all.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="filter"/> has an instance that is incomplete.</exception>
    /// <exception cref="ObShellApiException">Refused, e.g. <see cref="ObShellErrorCodes.ConfigNotFound"/>.</exception>
    /// <remarks><c>POST /api/v1/alarm/silencers</c>, obshell 4.3.2 and later. Asks Alertmanager, which forgets expired ones after some days.</remarks>
    public virtual Task<IReadOnlyList<Silencer>> ListSilencersAsync(
        SilencerFilter? filter = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        filter ??= new SilencerFilter();
        filter.Instance?.Validate(nameof(filter));
        return _connection.QueryListAsync<SilencerFilter, Silencer>(Since.V4_3_2, HttpMethod.Post, $"/api/v1/alarm/silencers", filter, options, cancellationToken);
    }

    /// <summary>One silencer.</summary>
    /// <param name="silencerId">The <see cref="Silencer.Id"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="silencerId"/> is empty or cannot stand in a path.</exception>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.AlarmUnexpectedStatus"/> when there is no such silencer.</exception>
    /// <remarks><c>GET /api/v1/alarm/silencer/{id}</c>, obshell 4.3.2 and later.</remarks>
    public virtual Task<Silencer> GetSilencerAsync(string silencerId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<Silencer>(Since.V4_3_2, HttpMethod.Get, $"/api/v1/alarm/silencer/{silencerId}", options, cancellationToken);

    /// <summary>Creates a silencer, or changes one. It is in force at once.</summary>
    /// <param name="request">The silencer; with <see cref="SilencerRequest.Id"/>, which one to change.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The silencer. Its id may be a new one also after a change: Alertmanager lets the old one expire where it silenced something else.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> breaks one of its rules.</exception>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.AlarmUnexpectedStatus"/> when Alertmanager does not take it, for example because its end is past.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, look into the list before you create it again: each call makes another one.</exception>
    /// <remarks><c>PUT /api/v1/alarm/silencer</c>, obshell 4.3.2 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<Silencer> CreateOrUpdateSilencerAsync(SilencerRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.AnsweredCommandAsync<SilencerRequest, Silencer>(
            Since.V4_3_2, HttpMethod.Put, $"/api/v1/alarm/silencer", request with { StartsAt = _connection.AgentNow }, options, cancellationToken);
    }

    /// <summary>Ends a silencer. It stays in the list for a while, as expired.</summary>
    /// <param name="silencerId">The <see cref="Silencer.Id"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="silencerId"/> is empty or cannot stand in a path.</exception>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.AlarmUnexpectedStatus"/> when there is no such silencer, or it has ended already.</exception>
    /// <remarks><c>DELETE /api/v1/alarm/silencer/{id}</c>, obshell 4.3.2 and later.</remarks>
    public virtual Task DeleteSilencerAsync(string silencerId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_3_2, HttpMethod.Delete, $"/api/v1/alarm/silencer/{silencerId}", options, cancellationToken);

    /// <summary>The rules that raise alerts.</summary>
    /// <param name="filter">Which rules. Default: all.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ObShellApiException">Refused, e.g. <see cref="ObShellErrorCodes.ConfigNotFound"/>.</exception>
    /// <remarks><c>POST /api/v1/alarm/rules</c>, obshell 4.3.2 and later. Asks Prometheus.</remarks>
    public virtual Task<IReadOnlyList<AlarmRule>> ListRulesAsync(
        AlarmRuleFilter? filter = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<AlarmRuleFilter, AlarmRule>(
            Since.V4_3_2, HttpMethod.Post, $"/api/v1/alarm/rules", filter ?? new AlarmRuleFilter(), options, cancellationToken);

    /// <summary>One rule.</summary>
    /// <param name="ruleName">The <see cref="AlarmRule.Name"/>.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="ruleName"/> is empty or cannot stand in a path.</exception>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.AlarmRuleNotFound"/>.</exception>
    /// <remarks><c>GET /api/v1/alarm/rule/{name}</c>, obshell 4.3.2 and later. Asks Prometheus.</remarks>
    public virtual Task<AlarmRule> GetRuleAsync(string ruleName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<AlarmRule>(Since.V4_3_2, HttpMethod.Get, $"/api/v1/alarm/rule/{ruleName}", options, cancellationToken);
}
