using System.Globalization;
using ObShellSdk.Errors;

namespace ObShellSdk;

/// <summary>
/// What a call that starts long-running work requested, and what existed before it: enough to find later whether the work was started. Data only: it holds no
/// connection and no secret, and can be serialized and kept.
/// </summary>
/// <remarks>
/// Work is recognized by ids, which grow, and never by times: agents label the times of their database with the time zone of their own host. See
/// <see cref="Tasks.TaskClient.FindStartedAsync"/>, <see cref="Backup.BackupClient.FindStartedAsync"/> and <see cref="Restore.RestoreClient.FindStartedAsync"/>.
/// </remarks>
public sealed record LostStart
{
    /// <summary>The names of the DAGs that the call can have started, such as <c>Create tenant orders</c>.</summary>
    public required IReadOnlyList<string> DagNames { get; init; }

    /// <summary>The tenant that the work concerns, or null for none.</summary>
    public string? TenantName { get; init; }

    /// <summary>The highest <see cref="Tasks.DagDetail.DagId"/> that was seen before the call; 0 when there was none.</summary>
    public long LastDagId { get; init; }

    /// <summary>
    /// The newest job of the database before the call, by tenant id: of a backup, or of a restore (under its tenant id 1). Empty where the work has no job, or none
    /// existed.
    /// </summary>
    public IReadOnlyDictionary<long, long> LastJobIds { get; init => field = value ?? new Dictionary<long, long>(); } = new Dictionary<long, long>();

    /// <summary>What the call was to start.</summary>
    public LostStartKind Kind { get; init; }

    /// <summary>True when the agent keeps the DAG by itself, and not the cluster: only that agent can be searched.</summary>
    public bool IsOfAgent { get; init; }

    /// <summary>The agent that was asked; null where any agent of the cluster can be searched.</summary>
    public Uri? Agent { get; init; }

    /// <summary>How the DAG is recognized; null if the record was constructed or deserialized.</summary>
    internal IDagRecognizer? Recognizer { get; init; }

    /// <summary>Returns the kind, the tenant and the first DAG name.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Kind} {(DagNames.Count > 0 ? DagNames[0] : "")}{(TenantName is null ? "" : $" (tenant {TenantName})")}, after DAG {LastDagId}");
}
