using ObShellSdk.Diagnostics;
using ObShellSdk.Errors;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ObShellSdk.Http;

/// <summary>The one place that composes what surrounds an attempt, outermost first: total time-out, retry, attempt time-out.</summary>
internal static class ResiliencePipelines
{
    public static ResiliencePipeline Create(ClientSettings settings)
    {
        ObShellRetryOptions retry = settings.Retry;
        var builder = new ResiliencePipelineBuilder { TimeProvider = settings.TimeProvider };
        builder.AddTimeout(new TimeoutStrategyOptions
        {
            TimeoutGenerator = arguments => ValueTask.FromResult(CallOf(arguments.Context).Options?.Timeout ?? retry.TotalTimeout),
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
                MaxRetryAttempts = retry.MaxAttempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                Delay = retry.BaseDelay,
                MaxDelay = retry.MaxDelay,
                UseJitter = retry.UseJitter,
                ShouldHandle = static arguments => ValueTask.FromResult(ShouldRetry(CallOf(arguments.Context), arguments.Outcome.Exception)),
                DelayGenerator = arguments => ValueTask.FromResult(CallOf(arguments.Context).RetryAfter is { } wished
                    ? wished < retry.MaxDelay ? wished : retry.MaxDelay
                    : (TimeSpan?)null),
                OnRetry = arguments =>
                {
                    Call call = CallOf(arguments.Context);
                    settings.Logger.Retrying(
                        call.Operation.Route, call.Agent.Authority, Reason(arguments.Outcome.Exception!), call.Attempts + 1, arguments.RetryDelay);
                    return default;
                },
            });
        }

        if (retry.AttemptTimeout > TimeSpan.Zero)
        {
            builder.AddTimeout(retry.AttemptTimeout);
        }

        return builder.Build();
    }

    private static Call CallOf(ResilienceContext context) => context.Properties.GetValue(Call.Key, null!);

    private static bool ShouldRetry(Call call, Exception? exception) => exception switch
    {
        null => false,
        TimeoutRejectedException => !call.Facts(cause: null).MayHaveRun,
        ObShellException failure => !failure.MayHaveRun && Transience.IsWorthAnotherAttempt(failure),
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
