
namespace ObShellSdk.Metrics;

/// <summary>What the values of a series are.</summary>
public sealed record Metric : ObShellRecord
{
    /// <summary>The key of the metric.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What it was measured of: the labels that the query kept apart, in no order.</summary>
    public IReadOnlyList<Label> Labels { get; init => field = value ?? []; } = [];
}
