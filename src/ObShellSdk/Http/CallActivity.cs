using System.Diagnostics;
using ObShellSdk.Diagnostics;
using ObShellSdk.Tasks;

namespace ObShellSdk.Http;

/// <summary>The span of a call, in the OpenTelemetry names for HTTP clients; nothing is made when nobody listens.</summary>
internal static class CallActivity
{
    public static Activity? Start(Call call)
    {
        if (!ObShellDiagnostics.Source.HasListeners())
        {
            return null;
        }

        ApiOperation operation = call.Asked;
        Activity? activity = ObShellDiagnostics.Source.StartActivity(operation.ObservedRoute, ActivityKind.Client);
        if (activity is not { IsAllDataRequested: true })
        {
            return activity;
        }

        call.Activity = activity;
        activity.SetTag("http.request.method", operation.Method.Method);
        if (!operation.IsRaw)
        {
            activity.SetTag("url.template", operation.Template);
        }

        activity.SetTag(ObShellDiagnostics.OperationKindAttribute, operation.IsCommand ? "command" : "query");

        // Agents read no W3C header; under the id of the trace their log can be found all the same.
        if (activity.IdFormat == ActivityIdFormat.W3C)
        {
            call.TraceId ??= activity.TraceId.ToHexString();
        }

        return activity;
    }

    /// <summary>While the secrets of the attempt are known still.</summary>
    public static void Answered(Call call)
    {
        if (call is { Activity: { } activity, AnsweredTraceId: not null } && call.ShownTraceId is { Length: > 0 } traceId)
        {
            activity.SetTag(ObShellDiagnostics.TraceIdAttribute, traceId);
        }
    }

    public static void Stop<T>(Call call, T? result, Exception? failure)
    {
        if (call.Activity is not { } activity)
        {
            return;
        }

        if (call.Attempts > 0)
        {
            activity.SetTag("server.address", call.Node.ServerAddress);
            if (call.Node.ServerPort is { } port)
            {
                activity.SetTag("server.port", port);
            }
        }

        activity.SetTag(ObShellDiagnostics.AttemptsAttribute, call.Attempts);
        if (call.Resends > 0)
        {
            activity.SetTag(ObShellDiagnostics.ResendsAttribute, call.Resends);
            activity.SetTag(ObShellDiagnostics.ResendCauseAttribute, ClientMetrics.NameOf(call.LastResendCause));
        }

        if (call.LastStatus is { } status)
        {
            activity.SetTag("http.response.status_code", (int)status);
        }

        if (result is DagDetail { Id: var id } && TaskId.Shown(id).Length > 0)
        {
            activity.SetTag(ObShellDiagnostics.DagIdAttribute, id);
        }

        if (failure is not null)
        {
            activity.SetTag("error.type", ErrorType.Of(failure));
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }
}
