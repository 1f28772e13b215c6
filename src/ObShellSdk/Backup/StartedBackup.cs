using ObShellSdk.Tasks;

namespace ObShellSdk.Backup;

/// <summary>What <see cref="BackupClient.StartOrAttachAsync"/> did, and the way to its end. Safe for concurrent use.</summary>
/// <remarks>When two started at the same moment and the database took only one, both wait for that.</remarks>
public sealed class StartedBackup : StartedWork<BackupProgress>
{
    internal StartedBackup(bool attached, DagOperation operation, Func<DagWaitOptions, CancellationToken, IAsyncEnumerable<BackupProgress>> watch)
        : base(attached, operation, watch)
    {
    }
}
