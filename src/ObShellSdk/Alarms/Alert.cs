using System.Text.Json.Serialization;
using ObShellSdk.Metrics;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>One alert.</summary>
public sealed record Alert : ObShellRecord
{
    /// <summary>What tells it from all others: the same labels have the same.</summary>
    public string Fingerprint { get; init => field = value ?? ""; } = "";

    /// <summary>The rule that raised it (<see cref="AlarmRule.Name"/>).</summary>
    public string Rule { get; init => field = value ?? ""; } = "";

    /// <summary>How bad it is.</summary>
    public AlarmSeverity Severity { get; init; }

    /// <summary>What raised it.</summary>
    public ObInstance Instance { get; init => field = value ?? new(); } = new();

    /// <summary>When it began.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>When Alertmanager last heard of it.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When it ended, or will be taken for ended if nothing more is heard of it.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>What becomes of it.</summary>
    public AlertStatus Status { get; init => field = value ?? new(); } = new();

    /// <summary>All its labels, in no order.</summary>
    public IReadOnlyList<Label> Labels { get; init => field = value ?? []; } = [];

    /// <summary>For people, in one line.</summary>
    public string Summary { get; init => field = value ?? ""; } = "";

    /// <summary>For people.</summary>
    public string Description { get; init => field = value ?? ""; } = "";
}
