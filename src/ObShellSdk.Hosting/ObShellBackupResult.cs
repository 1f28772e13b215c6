using ObShellSdk.Backup;

namespace ObShellSdk.Hosting;

/// <summary>The outcome of one scheduled backup of one tenant, for alerts and reports. Contains no secret.</summary>
public sealed record ObShellBackupResult
{
    /// <summary>What became of the backup.</summary>
    public required ObShellBackupOutcome Outcome { get; init; }

    /// <summary>The tenant, or null if the tenants of the cluster could not be listed.</summary>
    public string? TenantName { get; init; }

    /// <summary>The key of the client, or null for the client without a key.</summary>
    public string? ClientName { get; init; }

    /// <summary>The time the backup was due.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>How many attempts were made to start a backup or to wait for one; 0 if the tenant was already backed up.</summary>
    public int Attempts { get; init; }

    /// <summary>The generic id of the DAG behind the backup, or null if no DAG is known.</summary>
    public string? DagId { get; init; }

    /// <summary>The database's record of the backup as the agent returned it, or null if there is none.</summary>
    public CdbObBackupTask? Task { get; init; }

    /// <summary>The last error, or null if there was none.</summary>
    public Exception? Exception { get; init; }
}
