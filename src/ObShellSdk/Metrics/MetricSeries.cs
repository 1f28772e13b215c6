
namespace ObShellSdk.Metrics;

/// <summary>One metric of one thing, over a time.</summary>
public sealed record MetricSeries : ObShellRecord
{
    /// <summary>Which metric, and of what.</summary>
    public Metric Metric { get; init => field = value ?? new(); } = new();

    /// <summary>The values, mostly the oldest first. Where Prometheus has none that is a number, the agent has put in the mean of its neighbours.</summary>
    public IReadOnlyList<MetricValue> Values { get; init => field = value ?? []; } = [];
}
