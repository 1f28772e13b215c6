using System.Text.Json.Serialization;

namespace ObShellSdk.Metrics;

/// <summary>Which values to fetch.</summary>
public sealed record MetricQuery
{
    /// <summary>The keys of the metrics (<see cref="MetricMeta.Key"/>). The agent passes over a key that it does not know.</summary>
    public required IReadOnlyList<string> Metrics { get; init => field = value ?? []; }

    /// <summary>When, and how closely.</summary>
    [JsonPropertyName("query_range")]
    public required MetricRange Range { get; init; }

    /// <summary>
    /// What the series must be labelled with, all of it, such as <c>ob_cluster_name</c> and <c>tenant_name</c>. The agent pastes them into the query as
    /// they are: no quotes in them. Default: nothing.
    /// </summary>
    public IReadOnlyList<Label> Labels { get; init => field = value ?? []; } = [];

    /// <summary>The labels to keep apart, such as <c>svr_ip</c>: one series for each combination of their values. Default: none, everything in one series.</summary>
    public IReadOnlyList<string> GroupLabels { get; init => field = value ?? []; } = [];

    internal void Validate(string name)
    {
        if (Metrics.Any(string.IsNullOrEmpty) || GroupLabels.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException($"{nameof(Metrics)} and {nameof(GroupLabels)} must not contain empty names.", name);
        }

        if (Labels.Any(label => string.IsNullOrEmpty(label?.Key) || label.Value.AsSpan().IndexOfAny("\"\\\r\n") >= 0))
        {
            throw new ArgumentException($"Each of {nameof(Labels)} must have a key, and a value without quotes, backslashes and line breaks.", name);
        }

        if (Range is null)
        {
            throw new ArgumentException($"{nameof(Range)} must not be null.", name);
        }

        Range.Validate(name);
    }
}
