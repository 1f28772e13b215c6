using System.Text.Json.Serialization;
using ObShellSdk.Diagnostics;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>A filter for alerts. Members that are null do not filter.</summary>
public sealed record AlertFilter
{
    /// <summary>The exact severity.</summary>
    public AlarmSeverity? Severity { get; init; }

    /// <summary>The kind of instance that the alerts concern.</summary>
    public ObInstanceType? InstanceType { get; init; }

    /// <summary>The instance that the alerts concern: a cluster, server or tenant. There are no alerts for zones.</summary>
    public ObInstance? Instance { get; init; }

    /// <summary>The earliest begin of the alerts, in whole seconds.</summary>
    [JsonPropertyName("start_time")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>The latest begin of the alerts, in whole seconds.</summary>
    [JsonPropertyName("end_time")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? StartedUntil { get; init; }

    /// <summary>A text that the summary or description contains; case-sensitive.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(AlertFilter), PrintMembers);
}
