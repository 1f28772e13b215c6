using Microsoft.AspNetCore.Http;

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
        _response.ContentLength = body.Length;
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
