using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.TenantSessions;

/// <summary>A deadlock that the database found and broke: transactions that waited for each other in a circle.</summary>
public sealed record Deadlock : ObShellRecord
{
    /// <summary>The number.</summary>
    public string EventId { get; init => field = value ?? ""; } = "";

    /// <summary>The time it was reported.</summary>
    [JsonConverter(typeof(GoTimeConverter))]
    public DateTimeOffset? ReportTime { get; init; }

    /// <summary>The number of transactions were in the circle.</summary>
    public long Size { get; init; }

    /// <summary>The transactions.</summary>
    public IReadOnlyList<DeadlockNode> Nodes { get; init => field = value ?? []; } = [];
}
