namespace ObShellSdk.Sessions;

/// <summary>How many sessions a tenant has, and whose they are.</summary>
public sealed record TenantSessionStats : ObShellRecord
{
    /// <summary>All of them.</summary>
    public long TotalCount { get; init; }

    /// <summary>Those that are carrying out a statement.</summary>
    public long ActiveCount { get; init; }

    /// <summary>The largest <see cref="TenantSession.Time"/> in seconds, in spite of its name that of idle sessions included.</summary>
    public double MaxActiveTime { get; init; }

    /// <summary>By database, in no order.</summary>
    public IReadOnlyList<TenantSessionDbStats> DbStats { get; init => field = value ?? []; } = [];

    /// <summary>By user, in no order.</summary>
    public IReadOnlyList<TenantSessionUserStats> UserStats { get; init => field = value ?? []; } = [];

    /// <summary>By the address that is connected to the observer, in no order.</summary>
    public IReadOnlyList<TenantSessionClientStats> ClientStats { get; init => field = value ?? []; } = [];
}

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

/// <summary>The sessions of one address.</summary>
public sealed record TenantSessionClientStats : ObShellRecord
{
    /// <summary>The address: the OBProxy's where there is one. Cut at its first colon, so IPv6 addresses cannot be told apart.</summary>
    public string ClientIp { get; init => field = value ?? ""; } = "";

    /// <summary>All of them.</summary>
    public long TotalCount { get; init; }

    /// <summary>Those that are carrying out a statement.</summary>
    public long ActiveCount { get; init; }
}
