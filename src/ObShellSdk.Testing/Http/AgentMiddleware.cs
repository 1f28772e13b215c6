using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ObShellSdk.Testing.Faults;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Http;

/// <summary>All that happens to a request before a stub answers it, in the agent's order, and the sending of the answer.</summary>
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
            // The server keeps its context for the next request on the connection, and the body with it.
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
        var upload = isUpload && rawTarget == Unsealed.PlainTarget
            ? await Upload.ReadAsync(context.Request.Body, contentType, cancellationToken).ConfigureAwait(false)
            : null;
        var body = upload is null ? await ReadBodyAsync(context.Request, cancellationToken).ConfigureAwait(false) : [];
        arrivedAt = state.Version.ReadsClockAtArrival ? arrivedAt : state.Clock.Now;

        var path = rawTarget is ['/', ..] ? Uri.UnescapeDataString(rawTarget.Split('?', 2)[0]) : context.Request.Path.Value ?? "/";
        var rule = rules.Take(context.Request.Method, path);
        if (rule is { ChangesKey: true })
        {
            state.Key = AgentKey.Generate(state.Key.Bits);
        }

        var request = Unsealed.Open(state, context.Request.Headers, rawTarget, body);
        if (isUpload && request.Body is { } parts)
        {
            using var plaintext = new MemoryStream(parts.Array!, parts.Offset, parts.Count);
            upload = await Upload.ReadAsync(plaintext, contentType, cancellationToken).ConfigureAwait(false);
        }

        request = upload is null ? request : request.Describing(upload);
        var exchange = new Exchange
        {
            Context = context,
            RawTarget = rawTarget,
            Path = path,
            ArrivedAt = arrivedAt,
            WireBody = body,
            Request = request,
            Received = Exchange.Describe(context, rawTarget, path, arrivedAt, request),
            Route = RouteCatalogue.Find(context.Request.Method, path, state.Version),
        };
        context.Features.Set(exchange);

        // The server's own is the machine's. An answer that brings a date is a master's.
        context.Response.Headers.Remove("Date");
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.TryAdd("Date", state.Clock.Now.ToString("R"));
            return Task.CompletedTask;
        });

        // The delay begins before anybody can learn of the request and turn the clock on.
        var delay = rule?.Delay is { } time ? Task.Delay(time, state.Clock.Time, cancellationToken) : Task.CompletedTask;
        var others = state.Simulation.Run(_ => FanOut.DelayOf(state, exchange.Route));
        exchange.OthersAnswered = others > TimeSpan.Zero ? Task.Delay(others, state.Clock.Time, cancellationToken) : Task.CompletedTask;
        log.Add(exchange.Received);
        await state.WhileHungAsync(cancellationToken).ConfigureAwait(false);
        await delay.ConfigureAwait(false);
        await AnswerAsync(exchange, rule, next, cancellationToken).ConfigureAwait(false);
    }

    private async Task AnswerAsync(Exchange exchange, FakeRule? rule, RequestDelegate next, CancellationToken cancellationToken)
    {
        var context = exchange.Context;
        var sender = new AnswerSender(context, state.Clock.Time, cancellationToken);
        if (rule is { RestartsAgent: true })
        {
            state.Restart(rule.RestartsWithNewKey);
            connections.Cut();
            return;
        }

        if (rule is { ResetPoint: FakeResetPoint.BeforeExecution })
        {
            context.Abort();
            return;
        }

        if (rule is { NeverAnswers: true })
        {
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
        }

        if (rule?.Verbatim is { } verbatim)
        {
            Begin(exchange, verbatim with { ErrCode = Envelope.ReadErrCode(verbatim.Body) });
            await sender.SendAsync(verbatim.Body, rule).ConfigureAwait(false);
            return;
        }

        var (early, forward) = Admit(exchange, rule);
        if (early is null && forward)
        {
            early = await Forwarding.SendToMasterAsync(state, exchange, cancellationToken).ConfigureAwait(false);
        }

        if (early is not null)
        {
            if (rule is { ActsOnArrival: false })
            {
                rule.GiveBack();
            }

            Begin(exchange, early);
            await sender.SendAsync(early.Body, rule: null).ConfigureAwait(false);
            return;
        }

        var body = Script(exchange, rule) is { } scripted
            ? Begin(exchange, scripted)
            : await AskStubsAsync(exchange, next).ConfigureAwait(false);
        body = rule?.Instead is { } instead ? Begin(exchange, instead) : body;
        await sender.SendAsync(body, rule).ConfigureAwait(false);
    }

    /// <summary>The refusal or redirection of a request that no handler gets to see; else whether the master is to answer.</summary>
    private (Answer? Refusal, bool Forward) Admit(Exchange exchange, FakeRule? rule)
    {
        if (rule is null && Redirection(exchange) is { } redirection)
        {
            return (redirection, false);
        }

        if (exchange.IsApi && exchange.Request.Failure is { } failure)
        {
            return (Envelope.Write(state, exchange, failure), false);
        }

        var route = exchange.Route ?? (rule is null ? null : RouteCatalogue.FindOfAnyVersion(exchange.Method, exchange.Path));
        if (route is null)
        {
            return default;
        }

        var verification = new Verification(state, exchange.Request.Header, exchange.RawTarget, exchange.ArrivedAt.ToUnixTimeSeconds());
        var verdict = verification.Check(route, exchange.Path);
        exchange.SessionId = verdict.SessionId;
        var refusal = verdict.Refusal ?? (route.Protection is RouteProtection.Digest ? CheckDigest(exchange) : null);
        return (refusal is null ? null : Envelope.Write(state, exchange, refusal), verdict.IsForward);
    }

    private Failure? CheckDigest(Exchange exchange)
        => FileDigest.Check(state, exchange.Context.Request.Headers["X-OCS-File-SHA256"].ToString(), exchange.Request.Upload ?? Upload.NotMultipart);

    /// <summary>One slash too many or too few: the web framework sends the caller on, before anything else is looked at.</summary>
    private Answer? Redirection(Exchange exchange)
    {
        var other = exchange.Path.EndsWith('/') ? exchange.Path[..^1] : exchange.Path + "/";
        if (exchange.Route is not null || RouteCatalogue.Find(exchange.Method, other, state.Version) is null)
        {
            return null;
        }

        var query = exchange.RawTarget.Contains('?', StringComparison.Ordinal) ? "?" + exchange.RawTarget.Split('?', 2)[1] : "";
        var rawPath = exchange.RawTarget.Split('?', 2)[0];
        var location = (rawPath.EndsWith('/') ? rawPath[..^1] : rawPath + "/") + query;
        return new Answer(HttpMethods.IsGet(exchange.Method) ? 301 : 307, [], "text/html; charset=utf-8") { Headers = [("Location", location)] };
    }

    private Answer? Script(Exchange exchange, FakeRule? rule)
    {
        if (rule?.Failure is { } failure)
        {
            return Envelope.Write(state, exchange, failure);
        }

        if (rule?.Data is not { } data)
        {
            return null;
        }

        exchange.Received.Executed = true;
        return Envelope.Write(state, exchange, Outcome.Success(System.Text.Json.Nodes.JsonNode.Parse(data)));
    }

    /// <summary>Shows the request in clear to the stubs, the test's first and ours last, and catches what they write.</summary>
    private static async Task<byte[]> AskStubsAsync(Exchange exchange, RequestDelegate next)
    {
        await exchange.OthersAnswered.ConfigureAwait(false);
        var context = exchange.Context;
        var plain = exchange.Request.Body ?? ArraySegment<byte>.Empty;
        context.Request.Body = new MemoryStream(plain.Array!, plain.Offset, plain.Count);
        context.Request.ContentLength = plain.Count;

        var wire = context.Response.Body;
        using var caught = new MemoryStream();
        context.Response.Body = caught;
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            context.Response.Body = wire;

            // WireMock dates every answer by the machine's clock, not the agent's.
            context.Response.Headers.Remove("Date");
        }

        var body = caught.ToArray();
        exchange.Received.AnswerStatus = context.Response.StatusCode;
        if (!exchange.AnsweredByAgent)
        {
            exchange.Received.Executed = context.Response.StatusCode < StatusCodes.Status400BadRequest;
            exchange.Received.AnswerErrCode = Envelope.ReadErrCode(body);
        }

        return body;
    }

    private static byte[] Begin(Exchange exchange, Answer answer)
    {
        var response = exchange.Context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        exchange.Received.AnswerStatus = answer.Status;
        exchange.Received.AnswerErrCode = answer.ErrCode;
        return answer.Body;
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
