using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Restore;

/// <summary>One span of times that a backup can be restored to. Every time in it, both ends included, is one that the agent accepts.</summary>
/// <remarks>Agents cut both bounds to the microsecond. A start that was cut lies before the window, so that the agent would refuse it (<c>OB.Restore.TimeNotValid</c>).</remarks>
public sealed record RestoreWindow : ObShellRecord
{
    /// <summary>The first time, inclusive: the first whole microsecond after the one that the agent sent.</summary>
    [JsonConverter(typeof(WindowStartConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The last time, inclusive.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>True if the backup can be restored to no time of the window: it ends before its first whole microsecond, or a bound is missing.</summary>
    [JsonIgnore]
    public bool IsEmpty => !(StartTime <= EndTime);

    /// <summary>Returns whether a time lies in the window.</summary>
    /// <param name="moment">The time; the offset does not matter.</param>
    public bool Contains(DateTimeOffset moment) => StartTime <= moment && moment <= EndTime;
}
