using ObShellSdk.Tasks;

namespace ObShellSdk.Restore;

/// <summary>What <see cref="RestoreClient.StartOrAttachAsync"/> did, and the way to its end. Safe for concurrent use.</summary>
/// <remarks>
/// When obshell gave up waiting for a restore that then ended well, its DAG is retried, which opens the tenant: <c>POST /api/v1/task/dag/{id}</c>. A restore without
/// a DAG leaves a standby tenant, which is yours to open.
/// </remarks>
public sealed class StartedRestore : StartedWork<RestoreProgress>
{
    internal StartedRestore(bool attached, DagOperation operation, Func<DagWaitOptions, CancellationToken, IAsyncEnumerable<RestoreProgress>> watch)
        : base(attached, operation, watch)
    {
    }
}
