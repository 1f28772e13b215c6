using System.Diagnostics;
using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;

namespace ObShellSdk.Http;

/// <summary>The span of a call, in the OpenTelemetry names for HTTP clients; nothing is made when nobody listens.</summary>
internal static class CallActivity
{
    public static Activity? Start(Call call)
    {
        Activity? activity = ObShellDiagnostics.Source.HasListeners()
            ? ObShellDiagnostics.Source.StartActivity(call.Operation.Route, ActivityKind.Client)
            : null;
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("http.request.method", call.Operation.Method.Method);
            activity.SetTag("url.template", call.Operation.Template);
        }

        return activity;
    }

    public static void Stop(Activity? activity, Call call, Exception? failure)
    {
        if (activity is not { IsAllDataRequested: true })
        {
            return;
        }

        if (call.Attempts > 0)
        {
            activity.SetTag("server.address", call.Node.IsLocal ? UnixSocket.PathOf(call.Agent) : call.Agent.IdnHost);
            if (!call.Node.IsLocal)
            {
                activity.SetTag("server.port", call.Agent.Port);
            }
        }

        activity.SetTag("obshell.attempts", call.Attempts);
        if (!string.IsNullOrEmpty(call.LastTraceId))
        {
            activity.SetTag("obshell.trace_id", call.LastTraceId);
        }

        if (failure is null)
        {
            return;
        }

        int? status = failure switch { ObShellApiException api => (int)api.StatusCode, ObShellProtocolException protocol => (int)protocol.StatusCode, _ => null };
        if (status is not null)
        {
            activity.SetTag("http.response.status_code", status);
        }

        activity.SetTag("error.type", failure is ObShellApiException refusal ? refusal.Code : failure.GetType().Name);
        activity.SetStatus(ActivityStatusCode.Error);
    }
}
