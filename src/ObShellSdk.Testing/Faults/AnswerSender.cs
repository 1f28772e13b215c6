using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ObShellSdk.Testing.Faults;

/// <summary>Puts an answer on the wire, whole or as a rule spoils it. Status and headers are set already.</summary>
internal sealed class AnswerSender(HttpContext context, TimeProvider time, CancellationToken cancellationToken)
{
    private readonly HttpResponse _response = context.Response;

    public async Task SendAsync(byte[] body, FakeRule? rule)
    {
        if (rule?.ResetPoint is FakeResetPoint.AfterExecution)
        {
            context.Abort();
            return;
        }

        foreach (var (name, value) in rule?.Headers ?? [])
        {
            _response.Headers[name] = value;
        }

        if (_response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            return;
        }

        body = rule?.TruncateAt is { } length && length < body.Length ? body[..length] : body;
        if (rule?.SwollenLength is { } most)
        {
            await SwellAsync(body, most).ConfigureAwait(false);
            return;
        }

        _response.ContentLength = rule?.AnnouncedLength ?? body.Length;
        if (rule?.AnnouncedLength is { } announced && announced < body.Length)
        {
            await OverrunAsync(body, announced).ConfigureAwait(false);
            return;
        }

        if (rule?.DribblePause is { } pause)
        {
            await DribbleAsync(body, pause).ConfigureAwait(false);
            return;
        }

        // Less than announced: the server ends the connection after what was sent, so that it surely arrives.
        var cut = rule?.ResetPoint is FakeResetPoint.MiddleOfAnswer ? body.Length / 2 : rule?.BreakAt;
        var sent = Math.Min(cut ?? body.Length, body.Length);
        await _response.Body.WriteAsync(body.AsMemory(0, sent), cancellationToken).ConfigureAwait(false);
        await _response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task SwellAsync(byte[] body, long most)
    {
        await _response.Body.WriteAsync(body, cancellationToken).ConfigureAwait(false);
        var blanks = new byte[64 * 1024];
        Array.Fill(blanks, (byte)' ');
        for (var left = most - body.Length; left > 0; left -= blanks.Length)
        {
            await _response.Body.WriteAsync(blanks.AsMemory(0, (int)Math.Min(left, blanks.Length)), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The server itself sends no more than was announced: the rest goes past it.</summary>
    private async Task OverrunAsync(byte[] body, int announced)
    {
        await _response.Body.WriteAsync(body.AsMemory(0, announced), cancellationToken).ConfigureAwait(false);
        await _response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
        var wire = context.Features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output;
        await wire.WriteAsync(body.AsMemory(announced), cancellationToken).ConfigureAwait(false);
    }

    private async Task DribbleAsync(byte[] body, TimeSpan pause)
    {
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
