using System.Text.Json.Serialization;
using ObShellSdk.Diagnostics;
using ObShellSdk.Serialization;

namespace ObShellSdk.Metrics;

/// <summary>A time, and the distance of the values within it.</summary>
public sealed record MetricRange
{
    /// <summary>The most values that Prometheus gives of one series.</summary>
    private const int MaxValues = 11_000;

    /// <summary>The moment of the first value, to the millisecond.</summary>
    [JsonPropertyName("start_timestamp")]
    [JsonConverter(typeof(UnixTimeConverter))]
    public required DateTimeOffset Start { get; init; }

    /// <summary>The moment up to which there are values, itself included; not before <see cref="Start"/>.</summary>
    [JsonPropertyName("end_timestamp")]
    [JsonConverter(typeof(UnixTimeConverter))]
    public required DateTimeOffset End { get; init; }

    /// <summary>
    /// From one value to the next: whole seconds, at least one, and so that a series has no more than 11,000 values. It is also the time over which
    /// rates are taken: where it is shorter than two rounds of collection, there are none.
    /// </summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required TimeSpan Step { get; init; }

    internal void Validate(string name)
    {
        if (End < Start)
        {
            throw new ArgumentException($"{nameof(End)} must not be before {nameof(Start)}.", name);
        }

        if (Step < TimeSpan.FromSeconds(1) || Step.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            throw new ArgumentException($"{nameof(Step)} must be a whole number of seconds, at least one.", name);
        }

        // Prometheus refuses more, of which the agent says nothing: it would answer an empty list.
        if ((End - Start).Ticks / Step.Ticks > MaxValues)
        {
            throw new ArgumentException($"A series must not have more than {MaxValues} values: use a longer {nameof(Step)} or a shorter range.", name);
        }
    }

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(MetricRange), PrintMembers);
}
