using ObShellSdk.Diagnostics;

namespace ObShellSdk.Backup;

/// <summary>Which backup jobs to list. Members that are null do not filter.</summary>
public sealed record BackupTaskFilter
{
    /// <summary>Started at or after.</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Started at or before.</summary>
    public DateTimeOffset? StartedUntil { get; init; }

    /// <summary>In one of these states. Default: all.</summary>
    public IReadOnlyList<BackupTaskStatus> Statuses { get; init => field = value ?? []; } = [];

    /// <summary>Whether the oldest come first. Default: false.</summary>
    public bool OldestFirst { get; init; }

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(BackupTaskFilter), PrintMembers);
}
