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
/// </list>
/// A caller's mistakes are <see cref="ArgumentException"/>s, thrown before anything is sent, and a cancellation by the caller's
/// token is an <see cref="OperationCanceledException"/>. No exception holds a body, a header, a password or an expanded query.
/// </remarks>
public abstract class ObShellException : Exception
{
    private protected ObShellException(string message, CallFacts facts, Exception? innerException)
        : base(message, innerException)
    {
        Route = facts.Route;
        Agent = facts.Agent;
        MayHaveRun = facts.MayHaveRun;
    }

    /// <summary>
    /// Verb and route template, such as <c>GET /api/v1/tenant/{tenantName}/backup/overview</c>; that of the handshake (<c>/info</c>, <c>/secret</c>)
    /// when the call failed before it was sent itself.
    /// </summary>
    public string Route { get; }

    /// <summary>The agent that was asked.</summary>
    public Uri Agent { get; }

    /// <summary>
    /// True when the agent may have carried out a call that must not be repeated blindly: look before you start it again.
    /// Always false for reads, and where it is certain that nothing was executed.
    /// </summary>
    public bool MayHaveRun { get; }

    internal Func<CancellationToken, Task<DagOperation?>>? Finder { get; set; }

    /// <summary>
    /// After the start of a backup, a restore or other long work with unknown outcome (<see cref="MayHaveRun"/>): looks whether the agent
    /// has a DAG of that kind, for that tenant, that began after the call, or else whether the database has a backup or restore that did.
    /// </summary>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>
    /// The operation that was started, without <see cref="DagOperation.Id"/> where only the database knows of it; null if there is none. While the
    /// request may still be on its way, look again a little later.
    /// </returns>
    /// <exception cref="InvalidOperationException">The call did not start a DAG, or its outcome is known.</exception>
    /// <exception cref="ObShellException">The search itself failed.</exception>
    public Task<DagOperation?> FindStartedOperationAsync(CancellationToken cancellationToken = default) => Finder is { } find
        ? find(cancellationToken)
        : throw new InvalidOperationException("There is nothing to look for: the call starts no DAG, or it is certain that it was not carried out.");

    /// <summary>True when the same call may well succeed later without any change: a connection that failed, an agent that is busy.</summary>
    /// <remarks>Not a licence to repeat a call for which <see cref="MayHaveRun"/> is true.</remarks>
    public abstract bool IsTransient { get; }
}

/// <summary>The agent understood the call and refused it, or failed at it.</summary>
public class ObShellApiException : ObShellException
{
    internal ObShellApiException(string message, CallFacts facts, HttpStatusCode statusCode, ApiError error, string? traceId)
        : base(message, facts, null)
    {
        StatusCode = statusCode;
        Error = error;
        TraceId = traceId ?? "";
    }

    /// <summary>
    /// The HTTP status. The agent uses 400, 401, 404 and 500, and not as one expects: decide by <see cref="Code"/>. 200 where the client itself
    /// refused to go on after a good answer (<see cref="AuthenticationFailure.KeyNotPinned"/>, <see cref="AuthenticationFailure.UnsupportedVersion"/>).
    /// </summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The error as the agent sent it.</summary>
    public ApiError Error { get; }

    /// <summary>The dotted error code (<see cref="ObShellErrorCodes"/>), or the number as text from agents before 4.3.1.</summary>
    public string Code => Error.ErrCode.Length > 0 ? Error.ErrCode : Error.Code;

    /// <summary>The id under which the agent logged the call; empty when it sent none.</summary>
    public string TraceId { get; }

    /// <inheritdoc />
    public override bool IsTransient => Transience.IsTransient(StatusCode, Error);
}

/// <summary>The call could not be authenticated; <see cref="Failure"/> says what to mend. Nothing was executed.</summary>
public sealed class ObShellAuthenticationException : ObShellApiException
{
    internal ObShellAuthenticationException(
        string message, CallFacts facts, AuthenticationFailure failure, HttpStatusCode statusCode, ApiError error, string? traceId)
        : base(message, facts, statusCode, error, traceId) => Failure = failure;

    /// <summary>What was wrong.</summary>
    public AuthenticationFailure Failure { get; }

    /// <inheritdoc />
    public override bool IsTransient => false;
}

/// <summary>The agent could not be reached, or the connection broke before its answer was whole.</summary>
public class ObShellTransportException : ObShellException
{
    internal ObShellTransportException(string message, CallFacts facts, Exception? innerException, bool isTransient = true)
        : base(message, facts, innerException)
    {
        Attempts = facts.Attempts;
        IsTransient = isTransient;
    }

    /// <summary>How many times the call was tried, the first included.</summary>
    public int Attempts { get; internal set; }

    /// <summary>True but for TLS: a certificate that is not trusted today is not trusted in a minute.</summary>
    public override bool IsTransient { get; }
}

/// <summary>No answer came within the attempt time-out or the total time-out of the call.</summary>
public sealed class ObShellTimeoutException : ObShellTransportException
{
    internal ObShellTimeoutException(string message, CallFacts facts, TimeSpan timeout, Exception? innerException)
        : base(message, facts, innerException) => Timeout = timeout;

    /// <summary>The limit that was reached.</summary>
    public TimeSpan Timeout { get; }
}

/// <summary>The agent does not know the operation, since it is too old for it. Nothing was done.</summary>
public sealed class ObShellVersionException : ObShellException
{
    internal ObShellVersionException(string message, CallFacts facts, Version neededVersion, string agentVersion)
        : base(message, facts, null)
    {
        NeededVersion = neededVersion;
        AgentVersion = agentVersion;
    }

    /// <summary>The first release of obshell that has the operation, such as 4.3.2.</summary>
    public Version NeededVersion { get; }

    /// <summary>The version as the agent gave it, such as <c>4.2.6.0-1000000000</c>.</summary>
    public string AgentVersion { get; }

    /// <summary>False: only an upgrade of the agent helps.</summary>
    public override bool IsTransient => false;
}

/// <summary>
/// The answer is not one of an obshell agent: no envelope (a proxy's page, the web console), JSON that is cut off, an empty answer
/// where data must be, or data of another shape than the contract's.
/// </summary>
public sealed class ObShellProtocolException : ObShellException
{
    internal ObShellProtocolException(string message, CallFacts facts, HttpStatusCode statusCode, string? contentType, Exception? innerException)
        : base(message, facts, innerException)
    {
        StatusCode = statusCode;
        ContentType = contentType ?? "";
    }

    /// <summary>The HTTP status of the answer; 0 when it was not HTTP at all.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The media type of the answer; empty when it named none.</summary>
    public string ContentType { get; }

    /// <inheritdoc />
    public override bool IsTransient => Transience.IsTransient(StatusCode);
}
