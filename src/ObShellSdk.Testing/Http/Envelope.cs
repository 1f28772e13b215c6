using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ObShellSdk.Testing.Protocol;
using ObShellSdk.Testing.Routes;
using ObShellSdk.Testing.State;

namespace ObShellSdk.Testing.Http;

/// <summary>Writes outcomes in the format of the agent's version.</summary>
internal static class Envelope
{
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static WireResponse Write(AgentState state, Exchange exchange, Outcome outcome)
    {
        if (outcome.HasNoContent)
        {
            return WireResponse.OfText(204, "", "application/json");
        }

        return outcome.Failure is { } failure ? WriteFailure(state, exchange, failure) : WriteSuccess(state, exchange, outcome.Data);
    }

    private static WireResponse WriteSuccess(AgentState state, Exchange exchange, JsonNode? data)
    {
        var envelope = Begin(state, exchange, succeeded: true, 200, exchange.TraceId);
        if (data is not null)
        {
            MemberHistory.Trim(data, state.Version);
            envelope["data"] = data;
        }

        return Finish(envelope, 200, "application/json", errCode: null);
    }

    private static WireResponse WriteFailure(AgentState state, Exchange exchange, Failure failure)
    {
        var wire = WireError.Of(Numbered(failure, exchange), state.Version);
        var beforeTracing = IsOfDecryption(failure, exchange);
        var envelope = Begin(state, exchange, succeeded: false, wire.Status, beforeTracing || failure.IsPanic ? "" : exchange.TraceId);
        if (failure.IsPanic)
        {
            envelope["timestamp"] = GoTime.Write(state.StartedAt);
            envelope["duration"] = 0;
        }

        if (exchange.IsHandled && DataBeside(exchange, failure) is var kind and not FailureData.None)
        {
            envelope["data"] = kind is FailureData.List ? new JsonObject { ["contents"] = null } : null;
        }

        var error = new JsonObject();
        if (wire.Code != 0)
        {
            error["code"] = wire.Code;
        }

        if (wire.ErrCode is not null)
        {
            error["errCode"] = wire.ErrCode;
        }

        error["message"] = Messages.Write(failure, !failure.IsPanic && Messages.WantsChinese(exchange.AcceptLanguage, state.Version));
        envelope["error"] = error;

        // The content type is set after decryption; earlier failures have that of the web framework.
        return Finish(envelope, wire.Status, beforeTracing ? "application/json; charset=utf-8" : "application/json", failure.ErrCode);
    }

    /// <summary>Adds the number up to 4.3.0 where it depends on the route.</summary>
    private static Failure Numbered(Failure failure, Exchange exchange)
        => failure.ErrCode is "OB.Tenant.NotExist" or "OB.Tenant.SysOperationNotAllowed" && exchange.Route is { TakesTenantAsArgument: true }
            ? failure with { LegacyCode = 1001 }
            : failure;

    /// <summary>Returns the data next to a failure. Handlers check bodies, roles and passwords themselves.</summary>
    private static FailureData DataBeside(Exchange exchange, Failure failure) => failure.IsEarly || failure.IsPanic || failure.ErrCode is "Common.BindJsonFailed"
        || failure.ErrCode.StartsWith("Request.", StringComparison.Ordinal) || failure.ErrCode.StartsWith("Security.", StringComparison.Ordinal)
            ? FailureData.None
            : exchange.Route?.FailureData ?? FailureData.None;

    /// <summary>Whether the failure is one of decryption. Handlers that encrypt a response use the same codes later.</summary>
    private static bool IsOfDecryption(Failure failure, Exchange exchange) => !exchange.IsHandled
        && (exchange.Request.Failure is not null || failure.ErrCode == "Security.Authentication.Header.DecryptFailed"
            || failure.ErrCode.StartsWith("Request.Body.Decrypt.", StringComparison.Ordinal));

    private static JsonObject Begin(AgentState state, Exchange exchange, bool succeeded, int status, string traceId)
    {
        var now = state.Clock.Now;
        return new JsonObject
        {
            ["successful"] = succeeded,
            ["timestamp"] = GoTime.Write(now),
            ["duration"] = Math.Max(0, (long)(now - exchange.ArrivedAt).TotalMilliseconds),
            ["status"] = status,
            ["traceId"] = traceId,
        };
    }

    private static WireResponse Finish(JsonObject envelope, int status, string contentType, string? errCode)
        => WireResponse.OfText(status, envelope.ToJsonString(_json), contentType) with { ErrCode = errCode };

    /// <summary>Reads the error code of a response that another agent or a stub wrote.</summary>
    public static string? ReadErrCode(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject envelope && envelope["error"] is JsonObject error
                ? (error["errCode"] ?? error["code"])?.ToString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
