namespace ObShellSdk.TenantSessions;

/// <summary>The sessions that use one database.</summary>
public sealed record TenantSessionDbStats : ObShellRecord
{
    /// <summary>The database; empty for sessions that use none.</summary>
    public string DbName { get; init => field = value ?? ""; } = "";

    /// <summary>All of them.</summary>
    public long TotalCount { get; init; }

    /// <summary>Those that are carrying out a statement.</summary>
    public long ActiveCount { get; init; }
}
