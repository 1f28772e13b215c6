using Microsoft.AspNetCore.Http;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes;
using ObShellSdk.Testing.State;
using WireMock;
using WireMock.ResponseProviders;
using WireMock.Settings;
using WireMock.Types;
using WireMock.Util;

namespace ObShellSdk.Testing.Http;

/// <summary>The stub with the lowest priority. It handles the operations from the state, and unknown requests as the agent does.</summary>
internal sealed class OperationStub(AgentState state, RequestLog log) : IResponseProvider
{
    private const string Console = "<!doctype html><html><head><title>OBShell</title></head><body><div id=\"root\"></div></body></html>";

    public async Task<(IResponseMessage Message, IMapping? Mapping)> ProvideResponseAsync(
        IMapping mapping, HttpContext context, IRequestMessage requestMessage, WireMockServerSettings settings)
    {
        var exchange = context.Features.Get<Exchange>()!;
        var answer = state.Simulation.Run(_ => Relay.FindReceiver(state, exchange)) is { } receiver
            ? await Forwarding.SendToAgentAsync(state, exchange, receiver, context.RequestAborted).ConfigureAwait(false)
            : Respond(exchange);
        exchange.AnsweredByAgent = true;
        exchange.Received.ResponseErrorCode = answer.ErrCode;
        var message = new ResponseMessage
        {
            StatusCode = answer.Status,
            BodyData = new BodyData { DetectedBodyType = BodyType.Bytes, BodyAsBytes = answer.Body },
        };
        message.AddHeader("Content-Type", answer.ContentType);
        foreach (var (name, value) in answer.Headers)
        {
            message.AddHeader(name, value);
        }

        return (message, null);
    }

    private WireResponse Respond(Exchange exchange)
    {
        if (Handlers.Find(exchange.Route) is { } handler)
        {
            exchange.IsHandled = true;
            var outcome = handler(state, Call.Of(exchange));
            exchange.Received.Executed = outcome.Failure is null;
            return Envelope.Write(state, exchange, outcome);
        }

        log.AddUnexpected(exchange.Received);
        if (exchange.IsApi)
        {
            return Envelope.Write(state, exchange, NoSuchRoute(exchange));
        }

        return state.Version.HasConsole
            ? WireResponse.OfText(200, Console, "text/html; charset=utf-8")
            : WireResponse.OfText(404, "404 page not found", "text/plain");
    }

    /// <summary>
    /// A path without a route, or with another method. Up to 4.3.0 that is a bad request, from 4.3.1 on it is not found
    /// (agent/api/agent_route.go:179). Suggestions follow the agent's own text, because clients put it into exceptions that a failed test shows.
    /// </summary>
    private Failure NoSuchRoute(Exchange exchange)
    {
        var advice = RouteAdvice.For(exchange.Method, exchange.Path, state.Version);
        var text = $"404 not found ({exchange.Method} {exchange.Path} is not a route of this agent; {advice})";
        return state.Version.SendsErrCode
            ? Failure.Of("Common.NotFound", text)
            : Failure.Of("Common.NotFound") with { LegacyCode = 1000, Message = $"Bad request: {text}" };
    }
}
