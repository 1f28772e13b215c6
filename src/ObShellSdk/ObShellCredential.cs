using System.Diagnostics;

namespace ObShellSdk;

/// <summary>
/// What a client shows to the agent: the password of root@sys of the cluster, the password of one agent, both, or none.
/// </summary>
/// <remarks>
/// Holds no key and no state, so one credential may serve many clients. Prints no secret. When both passwords are known, the client
/// uses the one that the agent asks for.
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

    /// <summary>No password: for fresh agents and for clusters whose root@sys password is empty.</summary>
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

    /// <summary>The password of root@sys of the cluster.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="password"/> is null; the empty password is allowed.</exception>
    public static ObShellCredential FromPassword(string password) => new(new Secret(password), null, null);

    /// <summary>The password that was set on the agent itself (obshell 4.2.6 and later).</summary>
    /// <exception cref="ArgumentNullException"><paramref name="agentPassword"/> is null.</exception>
    public static ObShellCredential FromAgentPassword(string agentPassword) => new(null, new Secret(agentPassword), null);

    /// <summary>Both passwords; the client shows the root@sys password until the agent asks for its own.</summary>
    /// <exception cref="ArgumentNullException">A password is null.</exception>
    public static ObShellCredential FromPasswords(string password, string agentPassword) => new(new Secret(password), new Secret(agentPassword), null);

    /// <summary>A sign-in session that somebody else opened (obshell 4.4.0 and later). Sessions belong to one agent, and end after half an hour without a call.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="sessionId"/> is null.</exception>
    public static ObShellCredential FromSession(string sessionId) => new(null, null, null, new Secret(sessionId));

    /// <summary>
    /// Asks for the credential before every attempt: for vaults and for passwords that rotate. Let the provider cache what is costly
    /// to get.
    /// </summary>
    /// <param name="provider">
    /// Returns one of the other credentials. It runs on the thread pool. The token ends with the attempt, and the call does not wait longer even if the provider
    /// does. What it throws is the inner exception of an <see cref="ObShellLocalException"/>, and the call is not sent.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="provider"/> is null.</exception>
    public static ObShellCredential FromProvider(Func<CancellationToken, ValueTask<ObShellCredential>> provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new ObShellCredential(null, null, provider);
    }

    /// <summary>Names the kind, never a password.</summary>
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
        // The provider is the application's: it may block, and may ignore the token. The call does not wait for it longer than its limits allow.
        ObShellCredential? credential = await SharedTask.Observed(Task.Run(() => provider(cancellationToken).AsTask(), CancellationToken.None))
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        return credential is { _provider: null }
            ? credential.Current
            : throw new InvalidOperationException("The credential provider must return a credential made of passwords, or ObShellCredential.None.");
    }
}
