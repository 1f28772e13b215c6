
namespace ObShellSdk.Alarms;

/// <summary>Which rules to list. Members that are null do not filter.</summary>
public sealed record AlarmRuleFilter
{
    /// <summary>About this kind of thing.</summary>
    public ObInstanceType? InstanceType { get; init; }

    /// <summary>Whose alerts are exactly this bad.</summary>
    public AlarmSeverity? Severity { get; init; }

    /// <summary>With this in their name; case counts.</summary>
    public string? Keyword { get; init; }
}
