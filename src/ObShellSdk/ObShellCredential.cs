using System.Diagnostics;

namespace ObShellSdk;

/// <summary>
/// The credential that a client sends to agents: the password of root@sys of the cluster, the password of an agent, both, or none.
/// </summary>
/// <remarks>
/// Contains no key and no state, so several clients can share one credential. Its text contains no secret. If both passwords are set, the client
/// sends the one that the agent requires.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class ObShellCredential
{
    private readonly Func<CancellationToken, ValueTask<ObShellCredential>>? _provider;
    private readonly Func<ObShellCredential>? _current;

    private ObShellCredential(Func<ObShellCredential> current) => _current = current;

    private ObShellCredential(
        Secret? password, Secret? agentPassword, Func<CancellationToken, ValueTask<ObShellCredential>>? provider, Secret? session = null)
    {
        Session = session;
        Password = password;
        AgentPassword = agentPassword;
        _provider = provider;
    }

    /// <summary>The credential without a password, for new agents and for clusters whose root@sys password is empty.</summary>
    public static ObShellCredential None { get; } = new(null, null, null);

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal Secret? Password => _current is null ? field : _current().Password;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal Secret? AgentPassword => _current is null ? field : _current().AgentPassword;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal Secret? Session { get; }

    /// <summary>The credential as it is now, for one that changes with a configuration; else this one.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal ObShellCredential Current => _current?.Invoke() ?? this;

    /// <summary>Passwords that were current before, to be masked in what agents say. Only a credential that changes with a configuration has any.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal IReadOnlyList<Secret> Earlier { get; init; } = [];

    /// <summary>Creates a credential from the password of root@sys of the cluster.</summary>
    /// <param name="password">The password; may be empty.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="password"/> is null.</exception>
    public static ObShellCredential FromPassword(string password) => new(new Secret(password), null, null);

    /// <summary>Creates a credential from the agent's own password (obshell 4.2.6 and later).</summary>
    /// <param name="agentPassword">The agent's password.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="agentPassword"/> is null.</exception>
    public static ObShellCredential FromAgentPassword(string agentPassword) => new(null, new Secret(agentPassword), null);

    /// <summary>Creates a credential from both passwords. The client sends the root@sys password unless the agent requires its own.</summary>
    /// <param name="password">The password of root@sys; may be empty.</param>
    /// <param name="agentPassword">The agent's password.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentNullException">A password is null.</exception>
    public static ObShellCredential FromPasswords(string password, string agentPassword) => new(new Secret(password), new Secret(agentPassword), null);

    /// <summary>Creates a credential from an existing sign-in session (obshell 4.4.0 and later). A session belongs to one agent and expires after half an hour without a call.</summary>
    /// <param name="sessionId">The id of the session.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sessionId"/> is null.</exception>
    public static ObShellCredential FromSession(string sessionId) => new(null, null, null, new Secret(sessionId));

    /// <summary>
    /// Creates a credential that is requested before every attempt, for vaults and for passwords that rotate. Let the provider cache values that are expensive
    /// to get.
    /// </summary>
    /// <param name="provider">
    /// A function that returns one of the other credentials. It runs on the thread pool. The token is canceled when the attempt ends, and the call does not wait longer even if the provider
    /// does. An exception from it becomes the inner exception of an <see cref="ObShellLocalException"/>, and the call is not sent.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="provider"/> is null.</exception>
    /// <returns>The credential.</returns>
    public static ObShellCredential FromProvider(Func<CancellationToken, ValueTask<ObShellCredential>> provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new ObShellCredential(null, null, provider);
    }

    /// <summary>Returns the kind of the credential, without any password.</summary>
    /// <returns>The kind.</returns>
    public override string ToString() => (_provider, Password, AgentPassword) switch
    {
        _ when Session is not null => "session",
        (not null, _, _) => "provider",
        (_, not null, not null) => "password and agent password",
        (_, not null, null) => "password",
        (_, null, not null) => "agent password",
        _ => "none",
    };

    /// <summary>One or both passwords, and those that were current before.</summary>
    internal static ObShellCredential FromSection(string? password, string? agentPassword, IReadOnlyList<Secret> earlier) =>
        new(password is null ? null : new Secret(password), agentPassword is null ? null : new Secret(agentPassword), null) { Earlier = earlier };

    /// <summary>A credential that is read again before every attempt, with a function that neither blocks nor throws.</summary>
    internal static ObShellCredential FromCurrent(Func<ObShellCredential> current) => new(current);

    internal ValueTask<ObShellCredential> ResolveAsync(CancellationToken cancellationToken) =>
        _provider is null ? ValueTask.FromResult(Current) : AskAsync(_provider, cancellationToken);

    private static async ValueTask<ObShellCredential> AskAsync(
        Func<CancellationToken, ValueTask<ObShellCredential>> provider, CancellationToken cancellationToken)
    {
        // The provider belongs to the application: it may block or ignore the token. The call waits for it only within its own limits.
        ObShellCredential? credential = await SharedTask.Observed(Task.Run(() => provider(cancellationToken).AsTask(), CancellationToken.None))
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        return credential is { _provider: null }
            ? credential.Current
            : throw new InvalidOperationException("The credential provider must return a credential made from passwords or a session, or ObShellCredential.None.");
    }
}
