using System.Text.Json.Serialization;

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
