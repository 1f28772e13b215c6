using System.Text.Json.Serialization;
using ObShellSdk.Metrics;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>An alert.</summary>
public sealed record Alert : ObShellRecord
{
    /// <summary>The id of the alert. Alerts with the same labels have the same fingerprint.</summary>
    public string Fingerprint { get; init => field = value ?? ""; } = "";

    /// <summary>The name of the rule that raised the alert (<see cref="AlarmRule.Name"/>).</summary>
    public string Rule { get; init => field = value ?? ""; } = "";

    /// <summary>The severity.</summary>
    public AlarmSeverity Severity { get; init; }

    /// <summary>The instance that the alert concerns.</summary>
    public ObInstance Instance { get; init => field = value ?? new(); } = new();

    /// <summary>The time the alert began, or null if it is not known.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>The time Alertmanager last received the alert, or null if it is not known.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The time the alert ended, or the time it will be considered ended if it is not received again; null if it is not known.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The state of the alert in Alertmanager.</summary>
    public AlertStatus Status { get; init => field = value ?? new(); } = new();

    /// <summary>All labels, in no particular order.</summary>
    public IReadOnlyList<Label> Labels { get; init => field = value ?? []; } = [];

    /// <summary>A one-line text for display.</summary>
    public string Summary { get; init => field = value ?? ""; } = "";

    /// <summary>A text for display.</summary>
    public string Description { get; init => field = value ?? ""; } = "";
}
