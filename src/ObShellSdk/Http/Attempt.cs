using System.Net;
using System.Net.Sockets;
using ObShellSdk.Diagnostics;
using ObShellSdk.Encryption;
using ObShellSdk.Errors;

namespace ObShellSdk.Http;

/// <summary>One request of a call to one agent, from its preparation to its response. A resend is an attempt of its own.</summary>
internal sealed class Attempt(CallExecution execution, AgentNode node)
{
    public CallExecution Execution { get; } = execution;

    public Call Call => Execution.Call;

    public AgentNode Node { get; } = node;

    public Uri Agent => Node.Endpoint;

    /// <summary>Which attempt of the call it is, from 1.</summary>
    public int Number { get; } = execution.Attempts;

    /// <summary>The operation as this agent has it.</summary>
    public ApiOperation Operation { get; set; } = execution.Call.Operation;

    /// <summary>The request of the handshake that the attempt waits for before it is sent itself; null if it does not wait.</summary>
    public AgentLearner? Handshake { get; set; }

    /// <summary>What the request is sealed for; null if it is not sealed.</summary>
    public AgentProfile? Profile { get; set; }

    public ObShellCredential Credential { get; set; } = ObShellCredential.None;

    /// <summary>Null if the request is sent in clear text.</summary>
    public Seal? Seal { get; set; }

    /// <summary>The secrets to be masked in what the agent says.</summary>
    public SecretMask Mask { get; set; }

    /// <summary>The request; null while it is being prepared.</summary>
    public OutgoingRequest? Request { get; set; }

    /// <summary>The status of the response; null if there is none.</summary>
    public HttpStatusCode? Status { get; set; }

    /// <summary>How long a proxy asked to wait.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>The trace id as the agent wrote it; null if there is none.</summary>
    public string? TraceId { get; set; }

    /// <summary>The trace id without secrets. Computed only where it is shown, because the search costs more than the rest of a call.</summary>
    public string ShownTraceId => Mask.Word(TraceId);

    /// <summary>For the application; null if it did not ask, or if there is no response.</summary>
    public ObShellResponseInfo? Response { get; set; }

    /// <summary>The agent refused the header: nothing was executed, whatever follows.</summary>
    public bool IsRefused { get; set; }

    /// <summary>The facts for an exception, after a failure.</summary>
    /// <param name="cause">What the transport threw; null if a timeout stopped it.</param>
    public CallFacts Facts(Exception? cause) => Facts(MayHaveBeenSent(cause));

    public CallFacts Facts(bool mayHaveRun) => new(
        (Handshake?.Pending ?? Operation).Route, Agent, Operation.IsCommand && mayHaveRun, Number, IsRefused || Request is not { IsWaitingForConnection: true });

    /// <summary>False only if it is certain that the agent does not have the request.</summary>
    private bool MayHaveBeenSent(Exception? cause)
    {
        if (IsRefused || Request is not { Handed: true } request)
        {
            return false;
        }

        // Agents look at nothing of an upload before they have its end.
        if (Call.Upload is not null)
        {
            return request.BodyEnded;
        }

        return request.BodyStarted || cause is not (null or SocketException or HandlerMisuseException or HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        });
    }
}
