using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ObShellSdk.Diagnostics;

/// <summary>
/// Names under which the client can be observed. Attributes that are not here (<c>http.request.method</c>, <c>url.template</c>, <c>server.address</c>,
/// <c>server.port</c>, <c>http.response.status_code</c>, <c>error.type</c>) are those of OpenTelemetry for HTTP clients.
/// </summary>
public static class ObShellDiagnostics
{
    /// <summary>The name of the <see cref="ActivitySource"/>: one client span a call, and one span for each wait for a DAG.</summary>
    public const string ActivitySourceName = "ObShellSdk";

    /// <summary>The name of the <see cref="Meter"/>.</summary>
    public const string MeterName = "ObShellSdk";

    /// <summary>The category of all log messages.</summary>
    public const string LogCategory = "ObShellSdk.ObShellClient";

    /// <summary>The name of the span of <see cref="DagOperation.WaitAsync"/>. The calls in it are its children.</summary>
    public const string DagWaitSpan = "obshell.dag.wait";

    /// <summary>Histogram, in seconds: how long calls took, all attempts and pauses included.</summary>
    public const string CallDurationMetric = "obshell.client.call.duration";

    /// <summary>Up-down counter: calls under way.</summary>
    public const string ActiveCallsMetric = "obshell.client.active_calls";

    /// <summary>Counter: attempts that followed a failed one.</summary>
    public const string RetriesMetric = "obshell.client.retries";

    /// <summary>Counter: requests that were sent once more with a new header, since the agent could not take the first one.</summary>
    public const string ResendsMetric = "obshell.client.resends";

    /// <summary>Counter: public keys of agents that changed while the client knew them.</summary>
    public const string KeyChangesMetric = "obshell.agent.key_changes";

    /// <summary>Gauge, in seconds: an agent's clock less this machine's, as the agent's last good answer showed it.</summary>
    public const string ClockOffsetMetric = "obshell.agent.clock_offset";

    /// <summary>Whether a call only reads (<c>query</c>) or changes something (<c>command</c>).</summary>
    public const string OperationKindAttribute = "obshell.operation.kind";

    /// <summary>How many attempts a call took.</summary>
    public const string AttemptsAttribute = "obshell.attempts";

    /// <summary>How often a call was sent once more with a new header.</summary>
    public const string ResendsAttribute = "obshell.resends";

    /// <summary>Why it was: <c>key</c>, <c>clock</c>, <c>password_kind</c>, <c>version</c> or <c>session</c>.</summary>
    public const string ResendCauseAttribute = "obshell.resend.cause";

    /// <summary>The id under which the agent logged the call.</summary>
    public const string TraceIdAttribute = "obshell.trace_id";

    /// <summary>The generic id of the DAG that a call started or read, or that was waited for.</summary>
    public const string DagIdAttribute = "obshell.dag.id";

    /// <summary>How a DAG that was waited for ended: a <see cref="DagOutcome"/>.</summary>
    public const string DagOutcomeAttribute = "obshell.dag.outcome";

    internal static string? Version { get; } = typeof(ObShellDiagnostics).Assembly.GetName().Version?.ToString(3);

    internal static ActivitySource Source { get; } = new(ActivitySourceName, Version);
}
