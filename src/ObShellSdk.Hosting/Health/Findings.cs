using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ObShellSdk.Hosting.Health;

/// <summary>What a check has found so far: data without secrets, and reasons that degrade the result.</summary>
internal sealed class Findings
{
    private readonly List<string> _reasons = [];
    private Exception? _exception;

    public Dictionary<string, object> Data { get; } = new(StringComparer.Ordinal);

    /// <summary>An unhealthy result becomes the status that the registration wants.</summary>
    public static HealthCheckResult Map(HealthCheckResult result, HealthCheckContext context) => result.Status == HealthStatus.Unhealthy
        ? new HealthCheckResult(context.Registration.FailureStatus, result.Description, result.Exception, result.Data)
        : result;

    public void Degrade(string reason, Exception? exception = null)
    {
        _reasons.Add(reason);
        _exception ??= exception;
    }

    public HealthCheckResult Unhealthy(string reason, Exception? exception = null) => HealthCheckResult.Unhealthy(string.Join(" ", [reason, .. _reasons]), exception ?? _exception, Data);

    public HealthCheckResult Result(string healthy) =>
        _reasons.Count == 0 ? HealthCheckResult.Healthy(healthy, Data) : HealthCheckResult.Degraded(string.Join(" ", _reasons), _exception, Data);
}
