using ObShellSdk.Errors;

namespace ObShellSdk;

/// <summary>What every failed call throws: one of the kinds below, by who or what is at fault.</summary>
/// <remarks>
/// <list type="bullet">
/// <item><see cref="ObShellApiException"/>: the agent refused the call; <see cref="ObShellAuthenticationException"/>: authentication failed.</item>
/// <item><see cref="ObShellTrustException"/>: the client refused to send the call, because it does not trust the agent.</item>
/// <item><see cref="ObShellTransportException"/>: no usable answer; <see cref="ObShellTimeoutException"/>: none in time.</item>
/// <item><see cref="ObShellVersionException"/>: the agent is too old for the operation.</item>
/// <item><see cref="ObShellProtocolException"/>: something answered that does not speak as an obshell agent does.</item>
/// <item><see cref="ObShellLocalException"/>: code or a file of this program failed, such as a credential provider.</item>
/// </list>
/// A caller's mistakes are <see cref="ArgumentException"/>s, thrown before anything is sent, and a cancellation by the caller's
/// token is an <see cref="OperationCanceledException"/>. No exception holds a body, a header, a password or an expanded query.
/// <para>
/// Tests can construct every exception: each has a public constructor that takes the message, and an initializer sets what it says. What is not set has its default value.
/// </para>
/// </remarks>
public abstract class ObShellException : Exception
{
    private static readonly Uri _localAgent = new("http://localhost:2886");
    private LostStart? _lostStart;

    private protected ObShellException(string message, CallFacts facts, Exception? innerException)
        : base(message, innerException)
    {
        Route = facts.Route;
        Agent = facts.Agent;
        MayHaveRun = facts.MayHaveRun;
    }

    /// <summary>Initializes an exception for a test; an initializer sets its members.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null for none.</param>
    protected ObShellException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Verb and route template, such as <c>GET /api/v1/tenant/{tenantName}/backup/overview</c>; that of the handshake (<c>/info</c>, <c>/secret</c>)
    /// when the call failed before it was sent itself.
    /// </summary>
    public string Route { get; init => field = value ?? ""; } = "";

    /// <summary>The agent that was asked. Default in an exception that a test constructs: <c>http://localhost:2886/</c>.</summary>
    public Uri Agent { get; init => field = value ?? _localAgent; } = _localAgent;

    /// <summary>
    /// True when the agent may have carried out a call that must not be repeated blindly: look before you start it again.
    /// Always false for reads, and where it is certain that nothing was executed.
    /// </summary>
    public bool MayHaveRun { get; init; }

    /// <summary>
    /// What a call that starts long-running work requested and what existed before it, when it is not known whether the work was started (<see cref="MayHaveRun"/>);
    /// otherwise null. Pass the exception to <see cref="Tasks.TaskClient.FindStartedAsync"/>, or to the method of that name of <see cref="ObShellClient.Backup"/> or
    /// <see cref="ObShellClient.Restore"/>, before you start the work again.
    /// </summary>
    public LostStart? LostStart { get => _lostStart; init => _lostStart = value; }

    /// <summary>True when the same call may well succeed later without any change: a connection that failed, an agent that is busy.</summary>
    /// <remarks>Not a licence to repeat a call for which <see cref="MayHaveRun"/> is true.</remarks>
    public abstract bool IsTransient { get; }

    /// <summary>The call that started the work knows what existed before it, and the exception comes from deeper inside.</summary>
    internal void Add(LostStart lostStart) => _lostStart = lostStart;
}
