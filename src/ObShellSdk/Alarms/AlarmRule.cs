using System.Text.Json.Serialization;
using ObShellSdk.Metrics;
using ObShellSdk.Serialization;

namespace ObShellSdk.Alarms;

/// <summary>When there is an alert.</summary>
public sealed record AlarmRule : ObShellRecord
{
    /// <summary>The name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What kind of thing it is about.</summary>
    public ObInstanceType InstanceType { get; init; }

    /// <summary>Where it comes from.</summary>
    public AlarmRuleType Type { get; init; }

    /// <summary>The condition, in PromQL.</summary>
    public string Query { get; init => field = value ?? ""; } = "";

    /// <summary>How long the condition must be met before the rule fires, in whole seconds.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public TimeSpan Duration { get; init; }

    /// <summary>For how many seconds the alert lasts when the condition is met no more.</summary>
    public long KeepFiringFor { get; init; }

    /// <summary>What its alerts are labelled with.</summary>
    public IReadOnlyList<Label> Labels { get; init => field = value ?? []; } = [];

    /// <summary>How bad its alerts are.</summary>
    public AlarmSeverity Severity { get; init; }

    /// <summary>For people, in one line; with places that each alert fills in.</summary>
    public string Summary { get; init => field = value ?? ""; } = "";

    /// <summary>For people; with places that each alert fills in.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>Whether the condition is met.</summary>
    public AlarmRuleState State { get; init; }

    /// <summary>Whether Prometheus can evaluate it.</summary>
    public AlarmRuleHealth Health { get; init; }

    /// <summary>Why Prometheus cannot; empty otherwise.</summary>
    public string LastError { get; init => field = value ?? ""; } = "";

    /// <summary>When it was evaluated last; null when it never was.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? LastEvaluation { get; init; }

    /// <summary>How long the last evaluation took.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan EvaluationTime { get; init; }
}
