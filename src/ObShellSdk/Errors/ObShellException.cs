using System.Net;
using ObShellSdk.Tasks;

namespace ObShellSdk.Errors;

/// <summary>What every failed call throws: one of the kinds below, by who or what is at fault.</summary>
/// <remarks>
/// <list type="bullet">
/// <item><see cref="ObShellApiException"/>: the agent answered no; <see cref="ObShellAuthenticationException"/>: it did not believe who asks.</item>
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

    /// <summary>Makes an exception for a test; an initializer sets what it says.</summary>
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
    /// otherwise null. Pass the exception to <see cref="TaskClient.FindStartedAsync"/>, or to the method of that name of <see cref="ObShellClient.Backup"/> or
    /// <see cref="ObShellClient.Restore"/>, before you start the work again.
    /// </summary>
    public LostStart? LostStart { get => _lostStart; init => _lostStart = value; }

    /// <summary>True when the same call may well succeed later without any change: a connection that failed, an agent that is busy.</summary>
    /// <remarks>Not a licence to repeat a call for which <see cref="MayHaveRun"/> is true.</remarks>
    public abstract bool IsTransient { get; }

    /// <summary>The call that started the work knows what existed before it, and the exception comes from deeper inside.</summary>
    internal void Add(LostStart lostStart) => _lostStart = lostStart;
}

/// <summary>The agent understood the call and refused it, or failed at it.</summary>
public class ObShellApiException : ObShellException
{
    /// <summary>Makes an exception for a test; an initializer sets what it says.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null for none.</param>
    public ObShellApiException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal ObShellApiException(string message, CallFacts facts, HttpStatusCode statusCode, ApiError error, string? traceId, Exception? innerException = null)
        : base(message, facts, innerException)
    {
        StatusCode = statusCode;
        Error = error;
        TraceId = traceId ?? "";
    }

    /// <summary>
    /// The HTTP status. The agent uses 400, 401, 404 and 500, and not as one expects: decide by <see cref="Code"/>. 200 where the client itself
    /// refused to go on after a good answer (<see cref="AuthenticationFailure.KeyNotPinned"/>, <see cref="AuthenticationFailure.UnsupportedVersion"/>).
    /// </summary>
    public HttpStatusCode StatusCode { get; init; }

    /// <summary>The error as the agent sent it.</summary>
    public ApiError Error { get; init => field = value ?? new ApiError(); } = new();

    /// <summary>The dotted error code (<see cref="ObShellErrorCodes"/>), or the number as text from agents before 4.3.1.</summary>
    public string Code => Error.ErrCode.Length > 0 ? Error.ErrCode : Error.Code;

    /// <summary>The id under which the agent logged the call; empty when it sent none.</summary>
    public string TraceId { get; init => field = value ?? ""; } = "";

    /// <inheritdoc />
    public override bool IsTransient => Transience.IsTransient(StatusCode, Error);
}

/// <summary>The call could not be authenticated; <see cref="Failure"/> says what to mend. Nothing was executed.</summary>
public sealed class ObShellAuthenticationException : ObShellApiException
{
    /// <summary>Makes an exception for a test; an initializer sets what it says.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null for none.</param>
    public ObShellAuthenticationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal ObShellAuthenticationException(
        string message, CallFacts facts, AuthenticationFailure failure, HttpStatusCode statusCode, ApiError error, string? traceId, Exception? innerException = null)
        : base(message, facts, statusCode, error, traceId, innerException) => Failure = failure;

    /// <summary>What was wrong.</summary>
    public AuthenticationFailure Failure { get; init; }

    /// <summary>False, except for <see cref="AuthenticationFailure.KnownAgentsFileLocked"/>.</summary>
    public override bool IsTransient => Failure == AuthenticationFailure.KnownAgentsFileLocked;
}

/// <summary>The agent could not be reached, or the connection broke before its answer was whole.</summary>
public class ObShellTransportException : ObShellException
{
    private int _attempts = 1;

    /// <summary>Makes an exception for a test; an initializer sets what it says.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null for none.</param>
    /// <param name="isTransient">The value of <see cref="IsTransient"/>. Default: true.</param>
    public ObShellTransportException(string message, Exception? innerException = null, bool isTransient = true)
        : base(message, innerException) => IsTransient = isTransient;

    internal ObShellTransportException(string message, CallFacts facts, ConnectionFailure failure, Exception? innerException, bool isTransient = true)
        : base(message, facts, innerException)
    {
        Failure = failure;
        _attempts = facts.Attempts;
        IsTransient = isTransient;
    }

    /// <summary>How many times the call was tried, the first included.</summary>
    public int Attempts { get => _attempts; init => _attempts = value; }

    /// <summary>Why no usable response came.</summary>
    public ConnectionFailure Failure { get; init; }

    /// <summary>
    /// True, except for the TLS failures (<see cref="ConnectionFailure.CertificateAuthority"/> and all that follow it): a certificate that is not trusted now is not trusted a minute later.
    /// </summary>
    public override bool IsTransient { get; }

    /// <summary>The loop of attempts knows their number, and the exception comes from one of them.</summary>
    internal void Count(int attempts) => _attempts = attempts;
}

/// <summary>No answer came within the attempt time-out or the total time-out of the call.</summary>
public sealed class ObShellTimeoutException : ObShellTransportException
{
    /// <summary>Makes an exception for a test; an initializer sets what it says.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null for none.</param>
    public ObShellTimeoutException(string message, Exception? innerException = null)
        : base(message, innerException) => Failure = ConnectionFailure.Timeout;

    internal ObShellTimeoutException(string message, CallFacts facts, ConnectionFailure failure, TimeSpan timeout, Exception? innerException)
        : base(message, facts, failure, innerException) => Timeout = timeout;

    /// <summary>The limit that was reached.</summary>
    public TimeSpan Timeout { get; init; }
}

/// <summary>The agent is too old for the operation.</summary>
/// <remarks>
/// The agent's version decides, not what the agent answers. It is learned before the first call that is encrypted, so the operation is usually not even sent. An
/// agent whose version cannot be read, such as a development build, is never too old.
/// </remarks>
public sealed class ObShellVersionException : ObShellException
{
    /// <summary>Makes an exception for a test; an initializer sets what it says.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null for none.</param>
    public ObShellVersionException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal ObShellVersionException(string message, CallFacts facts, Version neededVersion, string agentVersion)
        : base(message, facts, null)
    {
        NeededVersion = neededVersion;
        AgentVersion = agentVersion;
    }

    /// <summary>The first release of obshell that has the operation, such as 4.3.2.</summary>
    public Version NeededVersion { get; init => field = value ?? new Version(); } = new();

    /// <summary>The version as the agent gave it, such as <c>4.2.6.0-1000000000</c>.</summary>
    public string AgentVersion { get; init => field = value ?? ""; } = "";

    /// <summary>False: only an upgrade of the agent helps.</summary>
    public override bool IsTransient => false;
}

/// <summary>
/// The answer is not one of an obshell agent: no envelope (a proxy's page, the web console), JSON that is cut off, an empty answer
/// where data must be, or data of another shape than the contract's.
/// </summary>
public sealed class ObShellProtocolException : ObShellException
{
    /// <summary>Makes an exception for a test; an initializer sets what it says.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null for none.</param>
    public ObShellProtocolException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal ObShellProtocolException(string message, CallFacts facts, HttpStatusCode statusCode, string? contentType, Exception? innerException)
        : base(message, facts, innerException)
    {
        StatusCode = statusCode;
        ContentType = contentType ?? "";
    }

    /// <summary>The HTTP status of the answer; 0 when it was not HTTP at all.</summary>
    public HttpStatusCode StatusCode { get; init; }

    /// <summary>The media type of the answer; empty when it named none.</summary>
    public string ContentType { get; init => field = value ?? ""; } = "";

    /// <inheritdoc />
    public override bool IsTransient => Transience.IsTransient(StatusCode);
}

/// <summary>
/// Code or a file of this program failed on which the call depends: a credential provider, <see cref="ObShellClientOptions.KeyValidation"/>,
/// <see cref="ObShellCallOptions.OnResponse"/>, the stream or the progress of an upload, or an HTTP handler that does not pass requests on as it must. The agent is not at
/// fault. <see cref="Exception.InnerException"/> is what that code threw.
/// </summary>
public sealed class ObShellLocalException : ObShellException
{
    /// <summary>Makes an exception for a test; an initializer sets what it says.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null for none.</param>
    /// <param name="isTransient">The value of <see cref="IsTransient"/>. Default: false.</param>
    public ObShellLocalException(string message, Exception? innerException = null, bool isTransient = false)
        : base(message, innerException) => IsTransient = isTransient;

    internal ObShellLocalException(string message, CallFacts facts, Exception innerException, bool isTransient)
        : base(message, facts, innerException) => IsTransient = isTransient;

    /// <summary>True for a credential provider, which may succeed later; false for everything else.</summary>
    public override bool IsTransient { get; }
}
