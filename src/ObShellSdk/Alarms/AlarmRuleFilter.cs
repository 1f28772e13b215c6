
namespace ObShellSdk.Alarms;

/// <summary>A filter for alarm rules. Members that are null do not filter.</summary>
public sealed record AlarmRuleFilter
{
    /// <summary>The kind of instance that the rules monitor.</summary>
    public ObInstanceType? InstanceType { get; init; }

    /// <summary>The exact severity of the alerts.</summary>
    public AlarmSeverity? Severity { get; init; }

    /// <summary>A text that the names of the rules contain; case-sensitive.</summary>
    public string? Keyword { get; init; }
}
