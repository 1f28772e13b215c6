using System.Net;
using System.Net.Http.Headers;

namespace ObShellSdk.Encryption;

/// <summary>
/// What one attempt of a call carries past the handlers to <see cref="SealingHandler"/>, and what is known of how far it came.
/// The body stays here, not in the request, so that no handler logs it.
/// </summary>
internal sealed class OutgoingAttempt
{
    public static readonly HttpRequestOptionsKey<OutgoingAttempt> Key = new("ObShellSdk.OutgoingAttempt");

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

    /// <summary>Commands carry a body even if it is empty: it shows whether they were sent, and keeps the transport from repeating them.</summary>
    public bool IsCommand { get; init; }

    /// <summary>How the transport must connect to an agent's socket, since what goes there goes in clear; null for other agents.</summary>
    public Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? LocalConnect { get; init; }

    /// <summary>The path before the target, which a reverse proxy takes away before the agent sees the request; usually empty.</summary>
    public string PathPrefix { get; init; } = "";

    /// <summary>The transport has the request.</summary>
    public bool Handed { get; set; }

    /// <summary>The transport has begun to send the body, thus has a connection and has written the header.</summary>
    public bool BodyStarted { get; set; }

    /// <summary>The transport has got the end of an upload, without which no agent can use it.</summary>
    public bool BodyEnded { get; set; }

    /// <summary>How long the transport may take for one piece of an upload.</summary>
    public TimeSpan StallTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>It took longer.</summary>
    public bool Stalled { get; set; }
}

/// <summary>The body as it goes on the wire; notes when that begins.</summary>
internal sealed class WireContent : HttpContent
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");

    private readonly byte[] _bytes;
    private readonly OutgoingAttempt _attempt;

    private WireContent(byte[] bytes, OutgoingAttempt attempt)
    {
        _bytes = bytes;
        _attempt = attempt;
        Headers.ContentType = _json;
    }

    public static WireContent? Create(byte[]? bytes, OutgoingAttempt attempt) =>
        bytes is null && !attempt.IsCommand ? null : new WireContent(bytes ?? [], attempt);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _attempt.BodyStarted = true;
        await stream.WriteAsync(_bytes, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
