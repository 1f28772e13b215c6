using System.Text.Json.Serialization;
using ObShellSdk.Metrics;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>A rule that raises alerts.</summary>
public sealed record AlarmRule : ObShellRecord
{
    /// <summary>The name of the rule.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The kind of instance that the rule monitors.</summary>
    public ObInstanceType InstanceType { get; init; }

    /// <summary>The origin of the rule.</summary>
    public AlarmRuleType Type { get; init; }

    /// <summary>The condition, in PromQL.</summary>
    public string Query { get; init => field = value ?? ""; } = "";

    /// <summary>How long the condition must be met before the rule fires, in whole seconds.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public TimeSpan Duration { get; init; }

    /// <summary>How long the alert lasts after the condition is no longer met, in seconds.</summary>
    public long KeepFiringFor { get; init; }

    /// <summary>The labels of the alerts that the rule raises.</summary>
    public IReadOnlyList<Label> Labels { get; init => field = value ?? []; } = [];

    /// <summary>The severity of the alerts that the rule raises.</summary>
    public AlarmSeverity Severity { get; init; }

    /// <summary>A one-line text for display, with placeholders that each alert fills in.</summary>
    public string Summary { get; init => field = value ?? ""; } = "";

    /// <summary>A text for display, with placeholders that each alert fills in.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>The state of the rule: whether its condition is met.</summary>
    public AlarmRuleState State { get; init; }

    /// <summary>The health of the rule: whether Prometheus can evaluate it.</summary>
    public AlarmRuleHealth Health { get; init; }

    /// <summary>The reason why Prometheus cannot evaluate the rule; empty if it can.</summary>
    public string LastError { get; init => field = value ?? ""; } = "";

    /// <summary>The time of the last evaluation, or null if the rule was never evaluated.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? LastEvaluation { get; init; }

    /// <summary>How long the last evaluation took.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan EvaluationTime { get; init; }
}
