using ObShellSdk.Diagnostics;

namespace ObShellSdk.Cluster;

/// <summary>The time zones of an agent's host and of the cluster's database.</summary>
/// <remarks>
/// obshell labels the wall clock of the database with the time zone of its own host. Times of cluster DAGs, backups, restores and compaction are shifted by
/// <see cref="Difference"/>; times of one agent's own DAGs, of log lines and of <see cref="Agents.AgentClient.GetTimeAsync"/> are not.
/// </remarks>
public sealed record ClusterClockInfo
{
    /// <summary>The agent's own clock, with the offset of its host.</summary>
    public required DateTimeOffset AgentTime { get; init; }

    /// <summary>The time zone of the database (variable <c>time_zone</c> of the sys tenant), such as <c>+08:00</c>, the name of a zone, or <c>SYSTEM</c>.</summary>
    public required string DatabaseTimeZone { get; init; }

    /// <summary>The offset of that zone from UTC at present, or null when the name is not known here, as for <c>SYSTEM</c>.</summary>
    public TimeSpan? DatabaseUtcOffset { get; init; }

    /// <summary>How far the times of the database's records are ahead of the instants that they mean (negative: behind), or null when the database's zone is not known.</summary>
    public TimeSpan? Difference => DatabaseUtcOffset - AgentTime.Offset;

    /// <summary>Returns the members, the same in every culture.</summary>
    public override string ToString() => InvariantText.Of(nameof(ClusterClockInfo), PrintMembers);
}
