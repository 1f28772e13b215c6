
namespace ObShellSdk.Alarms;

/// <summary>What a label must say.</summary>
public sealed record AlarmMatcher : ObShellRecord
{
    /// <summary>Whether <see cref="Value"/> is a regular expression, for the whole of what the label says.</summary>
    public bool IsRegex { get; init; }

    /// <summary>The label.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What it must say.</summary>
    public string Value { get; init => field = value ?? ""; } = "";
}
