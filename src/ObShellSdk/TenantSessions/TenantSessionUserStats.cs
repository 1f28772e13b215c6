namespace ObShellSdk.TenantSessions;

/// <summary>The sessions of one user.</summary>
public sealed record TenantSessionUserStats : ObShellRecord
{
    /// <summary>The user.</summary>
    public string UserName { get; init => field = value ?? ""; } = "";

    /// <summary>All of them.</summary>
    public long TotalCount { get; init; }

    /// <summary>Those that are carrying out a statement.</summary>
    public long ActiveCount { get; init; }
}
