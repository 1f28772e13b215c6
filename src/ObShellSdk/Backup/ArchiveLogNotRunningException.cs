using ObShellSdk.Errors;
using ObShellSdk.Backup;

namespace ObShellSdk;

/// <summary>
/// Thrown by <see cref="BackupClient.StartArchiveLogAsync"/>, <see cref="BackupClient.ConfigureAndArchiveAsync"/>, and the start of an archive by <see cref="BackupClient.SetArchiveLogAsync"/> and
/// <see cref="BackupClient.SetClusterArchiveLogAsync"/>: the agent accepted the start of a log archive, or refused it because the archive is interrupted, and the archive does not run. Until it runs, the tenant cannot be restored to a moment after its last archived log.
/// </summary>
public sealed class ArchiveLogNotRunningException : ObShellException
{
    /// <summary>Initializes an exception for a test; an initializer sets its members.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null for none.</param>
    public ArchiveLogNotRunningException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal ArchiveLogNotRunningException(string message, CallFacts facts, string tenantName, ArchiveLogTask? task, bool hasArchived, Exception? innerException)
        : base(message, facts, innerException)
    {
        TenantName = tenantName;
        Task = task;
        HasArchived = hasArchived;
    }

    /// <summary>The tenant; the first of those that the message names, if there are several.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The round of the archive as it was seen last, or null if the agent lists none: it does not list stopped and interrupted rounds.</summary>
    public ArchiveLogTask? Task { get; init; }

    /// <summary>
    /// Whether the tenant has archived logs before. If false, only a backup can start its archive: start one (<see cref="BackupClient.StartOrAttachAsync"/>). If true, the archive
    /// may be interrupted: look at it in the database (<c>oceanbase.CDB_OB_ARCHIVELOG</c>).
    /// </summary>
    public bool HasArchived { get; init; }

    /// <summary>Always false: the same call fails again until an operator acts.</summary>
    public override bool IsTransient => false;
}
