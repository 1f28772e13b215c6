using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Metrics;

/// <summary>One metric of one thing, over a time.</summary>
public sealed record MetricSeries : ObShellRecord
{
    /// <summary>Which metric, and of what.</summary>
    public Metric Metric { get; init => field = value ?? new(); } = new();

    /// <summary>The values, mostly the oldest first. Where Prometheus has none that is a number, the agent has put in the mean of its neighbours.</summary>
    public IReadOnlyList<MetricValue> Values { get; init => field = value ?? []; } = [];
}

/// <summary>What the values of a series are.</summary>
public sealed record Metric : ObShellRecord
{
    /// <summary>The key of the metric.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What it was measured of: the labels that the query kept apart, in no order.</summary>
    public IReadOnlyList<Label> Labels { get; init => field = value ?? []; } = [];
}

/// <summary>One value of a series.</summary>
public sealed record MetricValue : ObShellRecord
{
    /// <summary>The moment.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>The value then, in the unit that the catalogue names (<see cref="MetricMeta.Unit"/>).</summary>
    public double Value { get; init; }
}

/// <summary>One label of Prometheus.</summary>
public sealed record Label : ObShellRecord
{
    /// <summary>Its name, such as <c>svr_ip</c>.</summary>
    public string Key { get; init => field = value ?? ""; } = "";

    /// <summary>What it says.</summary>
    public string Value { get; init => field = value ?? ""; } = "";
}
