
namespace ObShellSdk.Alarms;

/// <summary>A condition on the value of a label.</summary>
public sealed record AlarmMatcher : ObShellRecord
{
    /// <summary>Whether <see cref="Value"/> is a regular expression, which must match the whole value of the label.</summary>
    public bool IsRegex { get; init; }

    /// <summary>The name of the label.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The required value, or a regular expression for it.</summary>
    public string Value { get; init => field = value ?? ""; } = "";
}
