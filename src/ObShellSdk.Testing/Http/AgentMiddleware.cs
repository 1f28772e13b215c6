using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ObShellSdk.Testing.Faults;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Http;

/// <summary>Receives requests: reads and decrypts them, records them, finds the rule that applies, and runs its action.</summary>
internal sealed class AgentMiddleware(AgentState state, RuleBook rules, RequestLog log, LiveConnections connections, CancellationToken stopping)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await ServeAsync(context, next, leaving.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            context.Abort();
        }
        finally
        {
            // The server keeps its context, and the body with it, for the next request on the connection.
            context.Features.Set<Exchange>(null);
        }
    }

    private async Task ServeAsync(HttpContext context, RequestDelegate next, CancellationToken cancellationToken)
    {
        var arrivedAt = state.Clock.Now;
        if (state.IsAway)
        {
            context.Abort();
            return;
        }

        var rawTarget = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var contentType = context.Request.ContentType;
        var isUpload = Upload.IsMultipart(contentType);
        var upload = isUpload && rawTarget == DecryptedRequest.PlainTarget
            ? await Upload.ReadAsync(context.Request.Body, contentType, cancellationToken).ConfigureAwait(false)
            : null;
        var body = upload is null ? await ReadBodyAsync(context.Request, cancellationToken).ConfigureAwait(false) : [];
        arrivedAt = state.Version.ReadsClockAtArrival ? arrivedAt : state.Clock.Now;

        var path = rawTarget is ['/', ..] ? Uri.UnescapeDataString(rawTarget.Split('?', 2)[0]) : context.Request.Path.Value ?? "/";
        var request = await OpenAsync(context.Request, rawTarget, body, upload, cancellationToken).ConfigureAwait(false);
        var received = Exchange.Describe(context, rawTarget, path, arrivedAt, request);
        var rule = rules.Take(received);
        var steps = rule?.Action!.Steps ?? [];
        if (steps is [ActionStep.RotateKey, ..])
        {
            state.Key = AgentKey.Generate(state.Key.Bits);
            request = await OpenAsync(context.Request, rawTarget, body, upload, cancellationToken).ConfigureAwait(false);
            received = Exchange.Describe(context, rawTarget, path, arrivedAt, request);
            steps = steps.RemoveAt(0);
        }

        var exchange = new Exchange
        {
            Context = context,
            RawTarget = rawTarget,
            Path = path,
            ArrivedAt = arrivedAt,
            WireBody = body,
            Request = request,
            Received = received,
            Route = RouteCatalogue.Find(context.Request.Method, path, state.Version),
        };
        context.Features.Set(exchange);

        // The server's header has the clock of the machine. A response with a date is that of a master.
        context.Response.Headers.Remove("Date");
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.TryAdd("Date", state.Clock.Now.ToString("R"));
            return Task.CompletedTask;
        });

        // The delay starts before a test can see the request and advance the clock.
        var delay = steps is [ActionStep.Delay first, ..] ? Task.Delay(first.Time, state.Clock.Time, cancellationToken) : Task.CompletedTask;
        var others = state.Simulation.Run(_ => FanOut.DelayOf(state, exchange.Route));
        exchange.OthersAnswered = others > TimeSpan.Zero ? Task.Delay(others, state.Clock.Time, cancellationToken) : Task.CompletedTask;
        log.Add(exchange.Received);
        await state.WhileHungAsync(cancellationToken).ConfigureAwait(false);
        await delay.ConfigureAwait(false);
        steps = steps is [ActionStep.Delay, ..] ? steps.RemoveAt(0) : steps;
        await new ActionRunner(state, connections, exchange, rule, next).RunAsync(steps, cancellationToken).ConfigureAwait(false);
    }

    private async Task<DecryptedRequest> OpenAsync(HttpRequest request, string rawTarget, byte[] body, Upload? plainUpload, CancellationToken cancellationToken)
    {
        var opened = DecryptedRequest.Open(state, request.Headers, rawTarget, body);
        var upload = plainUpload;
        if (Upload.IsMultipart(request.ContentType) && opened.Body is { } parts)
        {
            using var plaintext = new MemoryStream(parts.Array!, parts.Offset, parts.Count);
            upload = await Upload.ReadAsync(plaintext, request.ContentType, cancellationToken).ConfigureAwait(false);
        }

        return upload is null ? opened : opened.Describing(upload);
    }

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength is { } length)
        {
            var announced = new byte[length];
            await request.Body.ReadExactlyAsync(announced, cancellationToken).ConfigureAwait(false);
            return announced;
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
        return body.ToArray();
    }
}
