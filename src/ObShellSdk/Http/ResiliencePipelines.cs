using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ObShellSdk.Http;

/// <summary>The one place that composes what surrounds an attempt, outermost first: total time-out, retry, attempt time-out.</summary>
internal static class ResiliencePipelines
{
    // Agents dial another agent for 30 s (ob/agent/lib/http/http.go), and GET /obcluster/statistics does so twice; below the default total timeout of a call.
    private static readonly TimeSpan _slowAttemptTimeout = TimeSpan.FromSeconds(90);

    // How long agents read one request.
    private static readonly TimeSpan _uploadTimeout = TimeSpan.FromHours(1);

    /// <summary>The pipeline of a client. Its results are not typed: one for each type would cost more for every call, and Polly remembers types for ever.</summary>
    public static ResiliencePipeline<object> Create(ClientSettings settings, AgentDirectory agents)
    {
        ObShellRetryOptions retry = settings.Retry;
        var builder = new ResiliencePipelineBuilder<object> { TimeProvider = settings.TimeProvider };
        builder.AddTimeout(new TimeoutStrategyOptions
        {
            TimeoutGenerator = arguments => ValueTask.FromResult(TotalTimeout(ExecutionOf(arguments.Context).Call, retry)),
            OnTimeout = static arguments =>
            {
                ExecutionOf(arguments.Context).TotalTimeoutReached = true;
                return default;
            },
        });

        if (retry.MaxAttempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions<object>
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = retry.BaseDelay,
                MaxDelay = retry.MaxDelay,
                UseJitter = retry.UseJitter,
                ShouldHandle = arguments =>
                {
                    CallExecution execution = ExecutionOf(arguments.Context);
                    return ValueTask.FromResult(
                        arguments.Outcome.Exception is { } exception && execution.Attempts < MaxAttempts(execution.Call) && ShouldRetry(execution.Current!, exception, HasOther(execution)));
                },
                DelayGenerator = arguments => ValueTask.FromResult(Pause(ExecutionOf(arguments.Context))),
                OnRetry = arguments =>
                {
                    CallExecution execution = ExecutionOf(arguments.Context);
                    settings.Metrics.Retried(execution, arguments.Outcome.Exception!);
                    settings.Logger.Retrying(
                        execution.Current!.Operation.ObservedRoute, execution.Node.Name, Reason(arguments.Outcome.Exception!), execution.Attempts + 1, arguments.RetryDelay);
                    return default;
                },
            });
        }

        if (retry.AttemptTimeout > TimeSpan.Zero)
        {
            builder.AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = arguments => ValueTask.FromResult(AttemptTimeout(ExecutionOf(arguments.Context).Call, retry)),
            });
        }

        return builder.Build();

        bool HasOther(CallExecution execution) => execution.Call.Agent is null && agents.HasOther(execution.Tried);

        // As many as it takes to have asked every agent.
        int MaxAttempts(Call call) => call.Agent is null ? Math.Max(retry.MaxAttempts, agents.Cluster.Count) : retry.MaxAttempts;

        // No pause is needed before an agent that was not asked yet.
        TimeSpan? Pause(CallExecution execution) => HasOther(execution) ? TimeSpan.Zero
            : execution.Current?.RetryAfter is { } wished ? (wished < retry.MaxDelay ? wished : retry.MaxDelay)
            : null;
    }

    /// <summary>How long a read waits for one agent before it asks another.</summary>
    public static TimeSpan HedgingDelay(Call call, ObShellRetryOptions retry) =>
        Shorter(retry.HedgingDelay, Shorter(TotalTimeout(call, retry) / 3, AttemptTimeout(call, retry) / 3));

    private static TimeSpan Shorter(TimeSpan delay, TimeSpan limit) => limit > TimeSpan.Zero && limit < delay ? limit : delay;

    private static TimeSpan AttemptTimeout(Call call, ObShellRetryOptions retry) =>
        call.Operation.IsUpload ? TimeSpan.Zero
        : call.Operation.IsSlow && _slowAttemptTimeout > retry.AttemptTimeout ? _slowAttemptTimeout
        : retry.AttemptTimeout;

    private static TimeSpan TotalTimeout(Call call, ObShellRetryOptions retry) =>
        call.Options?.Timeout ?? (call.Operation.IsUpload ? _uploadTimeout : retry.TotalTimeout);

    private static CallExecution ExecutionOf(ResilienceContext context) => context.Properties.GetValue(CallExecution.Key, null!);

    private static bool ShouldRetry(Attempt attempt, Exception exception, bool hasOther) => exception switch
    {
        _ when !attempt.Call.CanBeSentAgain => false,
        TimeoutRejectedException => !attempt.Call.Operation.IsSlow && !attempt.Facts(cause: null).MayHaveRun,
        ObShellException failure => !failure.MayHaveRun && (Transience.IsWorthAnotherAttempt(failure) || (hasOther && Transience.IsWorthAnotherAgent(failure, attempt.Operation.IsCommand))),
        _ => false,
    };

    private static string Reason(Exception exception) => exception switch
    {
        ObShellApiException api => $"HTTP {(int)api.StatusCode}",
        ObShellProtocolException protocol => $"HTTP {(int)protocol.StatusCode}",
        TimeoutRejectedException => "no answer in time",
        _ => "connection failed",
    };
}
