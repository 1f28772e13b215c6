using ObShellSdk.Diagnostics;

namespace ObShellSdk.Restore;

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

    /// <inheritdoc />
    public override string ToString() => InvariantText.Of(nameof(RestorePoint), PrintMembers);
}
