using ObShellSdk.Errors;
using System.Net;

namespace ObShellSdk;

/// <summary>
/// The answer is not one of an obshell agent: no envelope (a proxy's page, the web console), JSON that is cut off, an empty answer
/// where data must be, or data of another shape than the contract's.
/// </summary>
public sealed class ObShellProtocolException : ObShellException
{
    /// <summary>Initializes an exception for a test; an initializer sets its members.</summary>
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
