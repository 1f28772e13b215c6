using ObShellSdk.Serialization;
using System.Text.Json.Serialization;

namespace ObShellSdk.TenantSessions;

/// <summary>The number of sessions a tenant has, and whose they are.</summary>
public sealed record TenantSessionStats : ObShellRecord
{
    /// <summary>All of them.</summary>
    public long TotalCount { get; init; }

    /// <summary>Those that are carrying out a statement.</summary>
    public long ActiveCount { get; init; }

    /// <summary>The largest <see cref="TenantSession.Time"/> of all sessions, including idle ones despite its name.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan MaxActiveTime { get; init; }

    /// <summary>By database, in no order.</summary>
    public IReadOnlyList<TenantSessionDbStats> DbStats { get; init => field = value ?? []; } = [];

    /// <summary>By user, in no order.</summary>
    public IReadOnlyList<TenantSessionUserStats> UserStats { get; init => field = value ?? []; } = [];

    /// <summary>By the address that is connected to the observer, in no order.</summary>
    public IReadOnlyList<TenantSessionClientStats> ClientStats { get; init => field = value ?? []; } = [];
}
