using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Metrics;

/// <summary>One value of a series.</summary>
public sealed record MetricValue : ObShellRecord
{
    /// <summary>The moment.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>The value then, in the unit that the catalogue names (<see cref="MetricMeta.Unit"/>).</summary>
    public double Value { get; init; }
}
