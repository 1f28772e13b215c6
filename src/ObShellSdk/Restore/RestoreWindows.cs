using System.Text.Json.Serialization;
using ObShellSdk.Diagnostics;
using ObShellSdk.Serialization;

namespace ObShellSdk.Restore;

/// <summary>The moments that a backup can be restored to.</summary>
public sealed record RestoreWindows : ObShellRecord
{
    /// <summary>The windows; between them there is no log.</summary>
    [JsonPropertyName("restore_windows")]
    public IReadOnlyList<RestoreWindow> Windows { get; init => field = value ?? []; } = [];

    /// <summary>The latest moment of all windows; null when there is none.</summary>
    [JsonIgnore]
    public DateTimeOffset? Latest => Windows.Max(window => window.EndTime);

    /// <summary>Whether the backup can be restored to a moment, and if not, to which one nearest to it.</summary>
    public RestorePoint Find(DateTimeOffset moment)
    {
        if (Windows.Any(window => window.Contains(moment)))
        {
            return new RestorePoint { Wanted = moment, IsPossible = true, Nearest = moment };
        }

        DateTimeOffset[] edges = [.. Windows.Where(window => window.StartTime <= window.EndTime).SelectMany(window => new[] { window.First!.Value, window.EndTime!.Value })];
        return new RestorePoint { Wanted = moment, Nearest = edges.Length == 0 ? null : edges.MinBy(edge => (edge - moment).Duration()) };
    }
}

/// <summary>One span of moments that a backup can be restored to.</summary>
public sealed record RestoreWindow : ObShellRecord
{
    /// <summary>The first moment, inclusive; cut to the microsecond by the agent, so that the true one may lie up to a microsecond later.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The last moment, inclusive; cut to the microsecond by the agent.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The first moment that certainly lies in the window.</summary>
    internal DateTimeOffset? First => StartTime < EndTime ? StartTime + TimeSpan.FromMicroseconds(1) : StartTime;

    /// <summary>Whether a moment lies in the window.</summary>
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
    /// The moment itself if it is possible, else the nearest that is: the end of a window, or a microsecond after its <see cref="RestoreWindow.StartTime"/>. Null when
    /// the backup has no window at all.
    /// </summary>
    public DateTimeOffset? Nearest { get; init; }

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(RestorePoint), PrintMembers);
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
