using ObShellSdk.Diagnostics;

namespace ObShellSdk.Restore;

/// <summary>Which restore jobs to list. Members that are null do not filter.</summary>
public sealed record RestoreTaskFilter
{
    /// <summary>Started at or after.</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Started at or before.</summary>
    public DateTimeOffset? StartedUntil { get; init; }

    /// <summary>In one of these states. Default: all.</summary>
    public IReadOnlyList<RestoreStatus> Statuses { get; init => field = value ?? []; } = [];

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(RestoreTaskFilter), PrintMembers);
}
