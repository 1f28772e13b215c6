using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ObShellSdk.Testing.Faults;

/// <summary>Sends the body of a response by its delivery. Status and headers of the content are set already.</summary>
internal sealed class ResponseSender(HttpContext context, TimeProvider time, CancellationToken cancellationToken)
{
    private readonly HttpResponse _response = context.Response;

    public async Task SendAsync(byte[] body, FakeResponse response)
    {
        foreach (var (name, value) in response.Headers)
        {
            _response.Headers[name] = value;
        }

        if (_response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            return;
        }

        switch (response.Delivery)
        {
            case Delivery.Padded padded:
                await SendPaddedAsync(body, padded.Bytes).ConfigureAwait(false);
                break;
            case Delivery.ContentLength length when length.Bytes < body.Length:
                await SendPastLengthAsync(body, length.Bytes).ConfigureAwait(false);
                break;
            case Delivery.ContentLength length:
                await SendAsync(body, length.Bytes).ConfigureAwait(false);
                break;
            case Delivery.ByteByByte bytes:
                await SendByteByByteAsync(body, bytes.Pause).ConfigureAwait(false);
                break;
            case Delivery.Truncated truncated:
                await SendAsync(First(body, truncated.Bytes), Math.Min(truncated.Bytes, body.Length)).ConfigureAwait(false);
                break;
            case Delivery.Dropped dropped:
                await SendAsync(First(body, dropped.Bytes ?? body.Length / 2), body.Length).ConfigureAwait(false);
                break;
            default:
                await SendAsync(body, body.Length).ConfigureAwait(false);
                break;
        }
    }

    private static ReadOnlyMemory<byte> First(byte[] body, int bytes) => body.AsMemory(0, Math.Min(bytes, body.Length));

    /// <summary>If the content is shorter than announced, the server drops the connection after it, so that the content arrives.</summary>
    private async Task SendAsync(ReadOnlyMemory<byte> content, int announced)
    {
        _response.ContentLength = announced;
        await _response.Body.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        await _response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task SendPaddedAsync(byte[] body, long total)
    {
        await _response.Body.WriteAsync(body, cancellationToken).ConfigureAwait(false);
        var spaces = new byte[64 * 1024];
        Array.Fill(spaces, (byte)' ');
        for (var left = total - body.Length; left > 0; left -= spaces.Length)
        {
            await _response.Body.WriteAsync(spaces.AsMemory(0, (int)Math.Min(left, spaces.Length)), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The server refuses to send more than was announced, so the rest is written directly to the connection.</summary>
    private async Task SendPastLengthAsync(byte[] body, int announced)
    {
        await SendAsync(body.AsMemory(0, announced), announced).ConfigureAwait(false);
        var wire = context.Features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output;
        await wire.WriteAsync(body.AsMemory(announced), cancellationToken).ConfigureAwait(false);
    }

    private async Task SendByteByByteAsync(byte[] body, TimeSpan pause)
    {
        _response.ContentLength = body.Length;
        for (var index = 0; index < body.Length; index++)
        {
            await _response.Body.WriteAsync(body.AsMemory(index, 1), cancellationToken).ConfigureAwait(false);
            await _response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
