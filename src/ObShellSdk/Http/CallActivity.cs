using System.Diagnostics;
using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;

namespace ObShellSdk.Http;

/// <summary>The span of a call, in the OpenTelemetry names for HTTP clients; nothing is created without a listener.</summary>
internal static class CallActivity
{
    public static Activity? Start(CallExecution execution)
    {
        if (!ObShellDiagnostics.Source.HasListeners())
        {
            return null;
        }

        ApiOperation operation = execution.Call.Operation;
        Activity? activity = ObShellDiagnostics.Source.StartActivity(operation.ObservedRoute, ActivityKind.Client);
        if (activity is not { IsAllDataRequested: true })
        {
            return activity;
        }

        execution.Activity = activity;
        activity.SetTag("http.request.method", operation.Method.Method);
        if (!operation.IsRaw)
        {
            activity.SetTag("url.template", operation.Template);
        }

        activity.SetTag(ObShellDiagnostics.OperationKindAttribute, operation.IsCommand ? "command" : "query");

        // Agents read no W3C header; under the id of the trace their log can be found all the same.
        if (activity.IdFormat == ActivityIdFormat.W3C)
        {
            execution.TraceId ??= activity.TraceId.ToHexString();
        }

        return activity;
    }

    /// <summary>While the secrets of the attempt are known still.</summary>
    public static void Answered(Attempt attempt)
    {
        if (attempt is { Execution.Activity: { } activity, TraceId: not null } && attempt.ShownTraceId is { Length: > 0 } traceId)
        {
            activity.SetTag(ObShellDiagnostics.TraceIdAttribute, traceId);
        }
    }

    public static void Stop(CallExecution execution, object? result, Exception? failure)
    {
        if (execution.Activity is not { } activity)
        {
            return;
        }

        if (execution.Attempts > 0)
        {
            activity.SetTag("server.address", execution.Node.Access.ServerAddress);
            if (execution.Node.Access.ServerPort is { } port)
            {
                activity.SetTag("server.port", port);
            }
        }

        activity.SetTag(ObShellDiagnostics.AttemptsAttribute, execution.Attempts);
        if (execution.ResendCount > 0)
        {
            activity.SetTag(ObShellDiagnostics.ResendsAttribute, execution.ResendCount);
            activity.SetTag(ObShellDiagnostics.ResendCauseAttribute, ClientMetrics.NameOf(execution.Resends.LastCause));
        }

        if (execution.Current?.Status is { } status)
        {
            activity.SetTag("http.response.status_code", (int)status);
        }

        if (result is ITracedResult { DagId: { } id })
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
