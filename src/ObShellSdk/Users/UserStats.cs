
namespace ObShellSdk.Users;

/// <summary>What a user is doing now.</summary>
public sealed record UserStats : ObShellRecord
{
    /// <summary>The sessions, or null if the agent does not tell.</summary>
    public UserSessionStats? Session { get; init; }
}
