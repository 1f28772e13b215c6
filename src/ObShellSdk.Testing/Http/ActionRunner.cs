using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using ObShellSdk.Testing.Faults;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Http;

/// <summary>Runs the steps of an action on one request. Without a rule there are none: the request is executed, and the agent responds.</summary>
internal sealed class ActionRunner(AgentState state, LiveConnections connections, Exchange exchange, FakeRule? rule, RequestDelegate next)
{
    /// <summary>The agent's own response; null while the request is not executed.</summary>
    private byte[]? _own;

    public async Task RunAsync(ImmutableArray<ActionStep> steps, CancellationToken cancellationToken)
    {
        var sender = new ResponseSender(exchange.Context, state.Clock.Time, cancellationToken);
        foreach (var step in steps)
        {
            switch (step)
            {
                case ActionStep.Delay delay:
                    await Task.Delay(delay.Time, state.Clock.Time, cancellationToken).ConfigureAwait(false);
                    break;
                case ActionStep.Execute when await RefuseAsync(cancellationToken).ConfigureAwait(false) is { } refusal:
                    await SendRefusalAsync(sender, refusal).ConfigureAwait(false);
                    return;
                case ActionStep.Execute:
                    _own = await AskStubsAsync().ConfigureAwait(false);
                    break;
                case ActionStep.Respond respond:
                    await RespondAsync(sender, respond.Response, cancellationToken).ConfigureAwait(false);
                    return;
                case ActionStep.DropConnection:
                    exchange.Context.Abort();
                    return;
                case ActionStep.Hang:
                    await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
                    return;
                case ActionStep.Restart restart:
                    state.Restart(restart.NewKey);
                    connections.Cut();
                    return;
                default:
                    throw new InvalidOperationException($"{step.Name} must be the first step of an action.");
            }
        }

        await RespondAsync(sender, FakeResponse.FromAgent, cancellationToken).ConfigureAwait(false);
    }

    private async Task RespondAsync(ResponseSender sender, FakeResponse response, CancellationToken cancellationToken)
    {
        if (_own is null && response.Source is not ResponseSource.Raw && await RefuseAsync(cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            await SendRefusalAsync(sender, refusal).ConfigureAwait(false);
            return;
        }

        var body = response.Source switch
        {
            ResponseSource.Raw raw => Begin(raw.Response with { ErrCode = Envelope.ReadErrCode(raw.Response.Body) }),
            ResponseSource.Error error => Begin(Envelope.Write(state, exchange, error.Failure)),
            ResponseSource.Data data => Begin(WriteData(data.Json)),
            _ => _own ?? await AskStubsAsync().ConfigureAwait(false),
        };
        await sender.SendAsync(body, response).ConfigureAwait(false);
    }

    private WireResponse WriteData(string json)
    {
        exchange.Received.Executed = true;
        return Envelope.Write(state, exchange, Outcome.Success(System.Text.Json.Nodes.JsonNode.Parse(json)));
    }

    private Task SendRefusalAsync(ResponseSender sender, WireResponse refusal)
    {
        if (rule?.Action is { Steps: [ActionStep.Execute or ActionStep.Respond, ..] })
        {
            rule.GiveBack();
        }

        return sender.SendAsync(Begin(refusal), FakeResponse.FromAgent);
    }

    /// <summary>The response to a request that this agent does not execute: a refusal, a redirection, or the response of its master. Null if it executes it.</summary>
    private async Task<WireResponse?> RefuseAsync(CancellationToken cancellationToken)
    {
        var (early, forward) = Admit();
        return early is null && forward ? await Forwarding.SendToMasterAsync(state, exchange, cancellationToken).ConfigureAwait(false) : early;
    }

    /// <summary>The refusal or redirection of a request; otherwise whether it is forwarded to the master.</summary>
    private (WireResponse? Refusal, bool Forward) Admit()
    {
        if (rule is null && Redirection() is { } redirection)
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
        var refusal = verdict.Refusal ?? (route.Protection is RouteProtection.Digest ? CheckDigest() : null);
        return (refusal is null ? null : Envelope.Write(state, exchange, refusal), verdict.IsForward);
    }

    private Failure? CheckDigest()
        => FileDigest.Check(state, exchange.Context.Request.Headers["X-OCS-File-SHA256"].ToString(), exchange.Request.Upload ?? Upload.NotMultipart);

    /// <summary>The agent's web framework redirects a path with one slash too many or too few before any other check.</summary>
    private WireResponse? Redirection()
    {
        var other = exchange.Path.EndsWith('/') ? exchange.Path[..^1] : exchange.Path + "/";
        if (exchange.Route is not null || RouteCatalogue.Find(exchange.Method, other, state.Version) is null)
        {
            return null;
        }

        var query = exchange.RawTarget.Contains('?', StringComparison.Ordinal) ? "?" + exchange.RawTarget.Split('?', 2)[1] : "";
        var rawPath = exchange.RawTarget.Split('?', 2)[0];
        var location = (rawPath.EndsWith('/') ? rawPath[..^1] : rawPath + "/") + query;
        return new WireResponse(HttpMethods.IsGet(exchange.Method) ? 301 : 307, [], "text/html; charset=utf-8") { Headers = [("Location", location)] };
    }

    /// <summary>Passes the decrypted request to the stubs of the test and then to the agent's, and captures the response.</summary>
    private async Task<byte[]> AskStubsAsync()
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

            // WireMock sets the date of the machine's clock, not of the agent's.
            context.Response.Headers.Remove("Date");
        }

        var body = caught.ToArray();
        exchange.Received.ResponseStatus = context.Response.StatusCode;
        if (!exchange.AnsweredByAgent)
        {
            exchange.Received.Executed = context.Response.StatusCode < StatusCodes.Status400BadRequest;
            exchange.Received.ResponseErrorCode = Envelope.ReadErrCode(body);
        }

        return body;
    }

    private byte[] Begin(WireResponse wire)
    {
        var response = exchange.Context.Response;
        response.StatusCode = wire.Status;
        response.ContentType = wire.ContentType;
        foreach (var (name, value) in wire.Headers)
        {
            response.Headers[name] = value;
        }

        exchange.Received.ResponseStatus = wire.Status;
        exchange.Received.ResponseErrorCode = wire.ErrCode;
        return wire.Body;
    }
}
