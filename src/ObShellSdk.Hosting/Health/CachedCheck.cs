using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ObShellSdk.Hosting.Health;

/// <summary>Keeps the outcome of a check for a while, and lets probes that come together share one.</summary>
internal sealed class CachedCheck(TimeSpan duration)
{
    private readonly object _gate = new();
    private Task<HealthCheckResult>? _running;
    private long _endedAt;

    /// <summary>Returns the outcome, from the cache if it is recent enough.</summary>
    /// <param name="check">Checks; limited by its own timeout, since it serves all probes that wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">A token to stop waiting; the check continues.</param>
    public Task<HealthCheckResult> GetAsync(Func<Task<HealthCheckResult>> check, TimeProvider time, CancellationToken cancellationToken)
    {
        Task<HealthCheckResult> running;
        lock (_gate)
        {
            if (_running is null || (_running.IsCompleted && (!_running.IsCompletedSuccessfully || time.GetElapsedTime(_endedAt) >= duration)))
            {
                _running = RunAsync(check, time);
            }

            running = _running;
        }

        return running.WaitAsync(cancellationToken);
    }

    private async Task<HealthCheckResult> RunAsync(Func<Task<HealthCheckResult>> check, TimeProvider time)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return await check().ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _endedAt, time.GetTimestamp());
        }
    }
}
