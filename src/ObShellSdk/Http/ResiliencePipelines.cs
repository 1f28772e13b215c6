using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ObShellSdk.Http;

/// <summary>The one place that composes what surrounds an attempt, outermost first: total time-out, retry, attempt time-out.</summary>
internal static class ResiliencePipelines
{
    // How long agents read one request.
    private static readonly TimeSpan _uploadTimeout = TimeSpan.FromHours(1);

    public static ResiliencePipeline Create(ClientSettings settings, AgentDirectory agents)
    {
        ObShellRetryOptions retry = settings.Retry;
        var builder = new ResiliencePipelineBuilder { TimeProvider = settings.TimeProvider };
        builder.AddTimeout(new TimeoutStrategyOptions
        {
            TimeoutGenerator = arguments => ValueTask.FromResult(TotalTimeout(CallOf(arguments.Context), retry)),
            OnTimeout = static arguments =>
            {
                CallOf(arguments.Context).TotalTimeoutReached = true;
                return default;
            },
        });

        if (retry.MaxAttempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = retry.BaseDelay,
                MaxDelay = retry.MaxDelay,
                UseJitter = retry.UseJitter,
                ShouldHandle = arguments =>
                {
                    Call call = CallOf(arguments.Context);
                    return ValueTask.FromResult(
                        arguments.Outcome.Exception is { } exception && call.Attempts < MostAttempts(call) && ShouldRetry(call, exception, HasOther(call)));
                },
                DelayGenerator = arguments => ValueTask.FromResult(Pause(CallOf(arguments.Context))),
                OnRetry = arguments =>
                {
                    Call call = CallOf(arguments.Context);
                    settings.Metrics.Retried(call, arguments.Outcome.Exception!);
                    settings.Logger.Retrying(
                        call.Operation.ObservedRoute, call.Node.Name, Reason(arguments.Outcome.Exception!), call.Attempts + 1, arguments.RetryDelay);
                    return default;
                },
            });
        }

        if (retry.AttemptTimeout > TimeSpan.Zero)
        {
            builder.AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = arguments => ValueTask.FromResult(AttemptTimeout(CallOf(arguments.Context), retry)),
            });
        }

        return builder.Build();

        bool HasOther(Call call) => call.Only is null && agents.HasOther(call.Tried);

        // As many as it takes to have asked every agent.
        int MostAttempts(Call call) => call.Only is null ? Math.Max(retry.MaxAttempts, agents.Cluster.Count) : retry.MaxAttempts;

        // Nobody needs to wait for an agent that was not asked yet.
        TimeSpan? Pause(Call call) => HasOther(call) ? TimeSpan.Zero
            : call.RetryAfter is { } wished ? (wished < retry.MaxDelay ? wished : retry.MaxDelay)
            : null;
    }

    /// <summary>How long a read waits for one agent before it asks another.</summary>
    public static TimeSpan HedgingDelay(Call call, ObShellRetryOptions retry) =>
        Shorter(retry.HedgingDelay, Shorter(TotalTimeout(call, retry) / 3, AttemptTimeout(call, retry) / 3));

    private static TimeSpan Shorter(TimeSpan delay, TimeSpan limit) => limit > TimeSpan.Zero && limit < delay ? limit : delay;

    private static TimeSpan AttemptTimeout(Call call, ObShellRetryOptions retry) =>
        call.Asked.IsUpload ? TimeSpan.Zero
        : call.Asked.LeastAttemptTimeout is { } least && least > retry.AttemptTimeout ? least
        : retry.AttemptTimeout;

    private static TimeSpan TotalTimeout(Call call, ObShellRetryOptions retry) =>
        call.Options?.Timeout ?? (call.Operation.IsUpload ? _uploadTimeout : retry.TotalTimeout);

    private static Call CallOf(ResilienceContext context) => context.Properties.GetValue(Call.Key, null!);

    private static bool ShouldRetry(Call call, Exception exception, bool hasOther) => exception switch
    {
        _ when call.Upload is { CanBeReadAgain: false } => false,
        TimeoutRejectedException => call.Asked.LeastAttemptTimeout is null && !call.Facts(cause: null).MayHaveRun,
        ObShellException failure => !failure.MayHaveRun && (Transience.IsWorthAnotherAttempt(failure) || (hasOther && Transience.IsWorthAnotherAgent(failure, call.Operation.IsCommand))),
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
