using ObShellSdk.Http;

namespace ObShellSdk.SignIn;

/// <summary>
/// Opens sign-in sessions and creates one-time tokens, which give access without the password. A client does not need them for itself: it sends
/// its password with every call, or a session that it keeps by itself (<see cref="ObShellClientOptions.UseSessions"/>). Safe for concurrent use.
/// </summary>
/// <remarks>
/// Sessions and tokens live in the memory of the agent that made them: use <see cref="ObShellClient.ForAgent"/> where a client has several. They end when that
/// agent restarts. A change of a password there ends its sessions, but not the tokens. Tokens are not available on the Unix domain socket. The agent must be a member of an initialized cluster and run with encryption.
/// </remarks>
public class SignInClient
{
    private readonly FacetConnection _connection;

    internal SignInClient(ObShellConnection connection) => _connection = connection.ForFacet<SignInJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected SignInClient()
    {
    }

    /// <summary>Opens a session with the credential of the client.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The session id, for <see cref="ObShellCredential.FromSession"/>. It ends after half an hour without a call, unless the agent is configured otherwise.</returns>
    /// <exception cref="ObShellAuthenticationException">The password is wrong, or the credential is itself a session.</exception>
    /// <remarks><c>POST /api/v1/login</c>, obshell 4.4.0 and later. Its answer is encrypted.</remarks>
    public virtual Task<Secret> LogInAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<Secret>(ApiOperation.LogIn(), options, cancellationToken);

    /// <summary>Closes a session.</summary>
    /// <param name="sessionId">
    /// The session. If the credential is itself a session (<see cref="ObShellCredential.FromSession"/>), only that session can be closed; for another one the call succeeds
    /// without effect. With <see cref="ObShellClientOptions.UseSessions"/> the password is shown for this call, so that it closes any session.
    /// </param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="sessionId"/> is null or empty.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellAuthenticationException">The session that the credential shows has ended already.</exception>
    /// <remarks><c>POST /api/v1/logout</c>, obshell 4.4.0 and later.</remarks>
    public virtual Task LogOutAsync(Secret sessionId, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ThrowIfEmpty(sessionId, nameof(sessionId));
        return _connection.With(OperationTraits.PrefersPassword).CommandAsync(
            Since.V4_4_0, HttpMethod.Post, $"/api/v1/logout", new LogOutRequest { SessionId = sessionId }, options, cancellationToken);
    }

    /// <summary>Creates a token that can be exchanged for a session once, within one minute, at the same agent.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The token.</returns>
    /// <exception cref="ObShellAuthenticationException">The password is wrong, or the credential is itself a session.</exception>
    /// <remarks><c>POST /api/v1/sso/token</c>, obshell 4.4.2 and later. Its answer is encrypted.</remarks>
    public virtual Task<Secret> CreateSsoTokenAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<Secret>(
            ApiOperation.Command(Since.V4_4_2, HttpMethod.Post, $"/api/v1/sso/token").With(OperationTraits.RefusesSession | OperationTraits.SealedAnswer),
            options, cancellationToken);

    /// <summary>Exchanges a token for a session. The client's credential is not sent.</summary>
    /// <param name="token">As <see cref="CreateSsoTokenAsync"/> made it.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The session id, for <see cref="ObShellCredential.FromSession"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="token"/> is null or empty.</exception>
    /// <exception cref="ObShellAuthenticationException">The token is unknown, too old, or was used already; it is also used up when the answer is lost.</exception>
    /// <remarks><c>GET /api/v1/sso/exchange</c>, obshell 4.4.2 and later. Not retried once the request may have reached an agent. Its answer is encrypted.</remarks>
    public virtual Task<Secret> ExchangeSsoTokenAsync(Secret token, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ThrowIfEmpty(token, nameof(token));
        return _connection.SendAsync<Secret>(
            ApiOperation.Command(Since.V4_4_2, HttpMethod.Get, $"/api/v1/sso/exchange").With(OperationTraits.RefusesSession | OperationTraits.SealedAnswer) with { SsoToken = token },
            options, cancellationToken);
    }

    private static void ThrowIfEmpty(Secret secret, string name)
    {
        if (string.IsNullOrEmpty(secret?.Reveal()))
        {
            throw new ArgumentException("The value must not be empty.", name);
        }
    }
}
