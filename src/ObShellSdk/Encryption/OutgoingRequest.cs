using System.Net;
using System.Net.Http.Headers;

namespace ObShellSdk.Encryption;

/// <summary>
/// What one attempt of a call carries past the handlers to <see cref="SealingHandler"/>, and what is known of how far it came.
/// The body stays here, not in the request, so that no handler logs it.
/// </summary>
internal sealed class OutgoingRequest
{
    public static readonly HttpRequestOptionsKey<OutgoingRequest> Key = new("ObShellSdk.OutgoingRequest");

    private readonly object _gate = new();
    private TaskCompletionSource? _sent;
    private bool _isSent;
    private bool _isClaimed;
    private bool _isOver;

    /// <summary>The plain JSON; null when the request has none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>In place of <see cref="Body"/>.</summary>
    public UploadBody? Upload { get; init; }

    /// <summary>The lower-case hex SHA-256 of an upload that goes in clear and is vouched for by it.</summary>
    public string? UploadDigest { get; init; }

    /// <summary>The answer will be encrypted with the keys of this request.</summary>
    public bool WantsKeys { get; init; }

    /// <summary>What opens the answer; wiped when the attempt is over.</summary>
    public byte[]? AnswerKeys { get; set; }

    /// <summary>Null for open routes and for agents without encryption: sent as it is.</summary>
    public Seal? Seal { get; init; }

    /// <summary>Given to the transport once at most.</summary>
    public bool IsCommand { get; init; }

    /// <summary>How the transport must connect to an agent's socket, since what goes there goes in clear; null for other agents.</summary>
    public Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? LocalConnect { get; init; }

    /// <summary>The path before the target, which a reverse proxy takes away before the agent sees the request; usually empty.</summary>
    public string PathPrefix { get; init; } = "";

    /// <summary>The transport has the request, sealed.</summary>
    public bool Handed { get; set; }

    /// <summary>The transport has begun to send the body, thus has a connection and has written the header.</summary>
    public bool BodyStarted { get; private set; }

    /// <summary>The transport has the request, but no connection to send it on.</summary>
    public bool IsWaitingForConnection => Handed && !BodyStarted;

    /// <summary>The transport has got the end of an upload, without which no agent can use it.</summary>
    public bool BodyEnded { get; private set; }

    /// <summary>What the transport threw; null while it has not failed.</summary>
    public Exception? TransportFailure { get; set; }

    /// <summary>How long the transport may take for one piece of an upload.</summary>
    public TimeSpan StallTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Ends the request of an upload; null for all others.</summary>
    public CancellationTokenSource? Ending { get; init; }

    /// <summary>The transport took longer than <see cref="StallTimeout"/> for a piece.</summary>
    public bool Stalled { get; private set; }

    /// <summary>
    /// Claims the attempt for the transport. A command is given to it once: when a handler in front sends it again, the earlier sending is returned, and null is
    /// returned the first time. Reads may be sent as often as handlers like, each time with a fresh seal.
    /// </summary>
    /// <exception cref="OperationCanceledException">The attempt is over: its caller has been told how it ended, and nothing may be sent any more.</exception>
    public Task? Claim()
    {
        lock (_gate)
        {
            ThrowIfOver();
            if (_isClaimed && IsCommand)
            {
                _sent ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (_isSent)
                {
                    _sent.TrySetResult();
                }

                return _sent.Task;
            }

            _isClaimed = true;
            return null;
        }
    }

    /// <summary>The transport has returned a response or failed.</summary>
    public void Sent()
    {
        lock (_gate)
        {
            _isSent = true;
            _sent?.TrySetResult();
        }
    }

    /// <summary>The transport begins the body, or hands over the end of an upload.</summary>
    /// <exception cref="OperationCanceledException">The attempt is over.</exception>
    public void ReportBody(bool isEnd)
    {
        lock (_gate)
        {
            ThrowIfOver();
            BodyStarted = true;
            BodyEnded |= isEnd;
        }
    }

    /// <summary>The transport takes nothing more of an upload.</summary>
    public void Stall()
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                Stalled = true;
                Ending?.Cancel();
            }
        }
    }

    /// <summary>From now on nothing more of the request is sent, whatever handlers and transport still do with it.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isOver = true;
        }
    }

    private void ThrowIfOver()
    {
        if (_isOver)
        {
            throw new OperationCanceledException("The call that this request belongs to has ended.");
        }
    }
}

/// <summary>
/// The body as it goes on the wire; notes when that begins. Requests without a body carry an empty one: it shows whether they were sent, and SocketsHttpHandler
/// repeats a request without content by itself, up to three times and with the same header, when the connection closes before a response.
/// </summary>
internal sealed class WireContent : HttpContent
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");

    private readonly byte[] _bytes;
    private readonly OutgoingRequest _attempt;

    public WireContent(byte[]? bytes, OutgoingRequest attempt)
    {
        _bytes = bytes ?? [];
        _attempt = attempt;
        if (bytes is not null || attempt.IsCommand)
        {
            Headers.ContentType = _json;
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _attempt.ReportBody(isEnd: false);
        await stream.WriteAsync(_bytes, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
