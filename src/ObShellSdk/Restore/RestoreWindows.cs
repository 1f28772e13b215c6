using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Restore;

/// <summary>The moments that a backup can be restored to.</summary>
public sealed record RestoreWindows : ObShellRecord
{
    /// <summary>The windows; between them there is no log.</summary>
    [JsonPropertyName("restore_windows")]
    public IReadOnlyList<RestoreWindow> Windows { get; init => field = value ?? []; } = [];

    /// <summary>The latest time of all windows, or null if the backup can be restored to no time.</summary>
    [JsonIgnore]
    public DateTimeOffset? Latest => Windows.Where(window => !window.IsEmpty).Max(window => window.EndTime);

    /// <summary>Returns whether the backup can be restored to a time, and if not, the nearest time that it can be restored to.</summary>
    /// <param name="moment">The time; the offset does not matter.</param>
    public RestorePoint Find(DateTimeOffset moment)
    {
        if (Windows.Any(window => window.Contains(moment)))
        {
            return new RestorePoint { Wanted = moment, IsPossible = true, Nearest = moment };
        }

        DateTimeOffset[] edges = [.. Windows.Where(window => !window.IsEmpty).SelectMany(window => new[] { window.StartTime!.Value, window.EndTime!.Value })];
        return new RestorePoint { Wanted = moment, Nearest = edges.Length == 0 ? null : edges.MinBy(edge => (edge - moment).Duration()) };
    }
}

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

/// <summary>The answer to "can I restore to this moment?".</summary>
public sealed record RestorePoint
{
    /// <summary>The moment that was asked for.</summary>
    public required DateTimeOffset Wanted { get; init; }

    /// <summary>Whether it lies in a window.</summary>
    public bool IsPossible { get; init; }

    /// <summary>
    /// The time itself if it is possible, else the nearest that is: the start or the end of a window. Null if the backup can be restored to no time.
    /// </summary>
    public DateTimeOffset? Nearest { get; init; }
}

/// <summary>The tenant that a backup was made of.</summary>
public sealed record RestoreTenantInfo : ObShellRecord
{
    /// <summary>Its name.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The cluster that it lived in.</summary>
    public string ClusterName { get; init => field = value ?? ""; } = "";

    /// <summary>The moments that it can be restored to.</summary>
    public RestoreWindows RestoreWindows { get; init => field = value ?? new(); } = new();
}
