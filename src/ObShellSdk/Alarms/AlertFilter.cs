using System.Text.Json.Serialization;
using ObShellSdk.Diagnostics;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>Which alerts to list. Members that are null do not filter.</summary>
public sealed record AlertFilter
{
    /// <summary>Exactly this bad.</summary>
    public AlarmSeverity? Severity { get; init; }

    /// <summary>Raised by this kind of thing.</summary>
    public ObInstanceType? InstanceType { get; init; }

    /// <summary>Raised by this very thing: a cluster, server or tenant. No alert is of a zone.</summary>
    public ObInstance? Instance { get; init; }

    /// <summary>Begun at or after; whole seconds.</summary>
    [JsonPropertyName("start_time")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Begun at or before; whole seconds.</summary>
    [JsonPropertyName("end_time")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? StartedUntil { get; init; }

    /// <summary>With this in their summary or description; case counts.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(AlertFilter), PrintMembers);
}
