using System.Net;
using ObShellSdk.Errors;

namespace ObShellSdk;

/// <summary>The agent understood the call and refused it, or failed at it.</summary>
public class ObShellApiException : ObShellException
{
    /// <summary>Initializes an exception for a test; an initializer sets its members.</summary>
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
    /// The HTTP status. The agent uses 400, 401, 404 and 500, and not as one expects: decide by <see cref="Code"/>.
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
