
namespace ObShellSdk.Users;

/// <summary>The number of sessions a user has, on all observers.</summary>
public sealed record UserSessionStats : ObShellRecord
{
    /// <summary>All of them.</summary>
    public long Total { get; init; }

    /// <summary>Those that are carrying out a statement.</summary>
    public long Active { get; init; }
}
