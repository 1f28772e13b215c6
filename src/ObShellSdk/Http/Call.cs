using ObShellSdk.Encryption;

namespace ObShellSdk.Http;

/// <summary>A call as it was requested. It never changes: what happens to it is the <see cref="CallExecution"/>'s.</summary>
internal sealed class Call(ApiOperation operation, CredentialSource credentials, CancellationToken cancellationToken)
{
    public ApiOperation Operation { get; } = operation;

    public CredentialSource Credentials { get; } = credentials;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>The only agent that the call may go to, or null if any agent of the cluster will do.</summary>
    public AgentNode? Agent { get; init; }

    /// <summary>Null if the request has no body, and for an upload.</summary>
    public RequestBody? Body { get; init; }

    /// <summary>In place of <see cref="Body"/>.</summary>
    public UploadBody? Upload { get; init; }

    public ObShellCallOptions? Options { get; init; }

    /// <summary>A request of the client's own, such as which agents there are. It must not wait for its own response.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Whether the connection is closed after the response.</summary>
    public bool ClosesConnection { get; init; }

    /// <summary>False if the stream of an upload cannot be read again.</summary>
    public bool CanBeSentAgain => Upload is not { CanBeReadAgain: false };

    /// <summary>Whether another agent may be asked in parallel when the first does not respond.</summary>
    public bool CanBeHedged => Agent is null && Upload is null && Operation is { IsCommand: false, IsSlow: false };
}
