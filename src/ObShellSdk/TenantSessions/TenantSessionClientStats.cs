namespace ObShellSdk.TenantSessions;

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
