using ObShellSdk.Http;
using ObShellSdk.Tasks;

namespace ObShellSdk.Workflows;

/// <summary>How workflows find the DAG of a step that an earlier run has begun.</summary>
internal static class DagLookup
{
    /// <summary>The DAG that is running now; null when there is none.</summary>
    public static async Task<DagOperation?> FindRunningAsync(this DagKind kind, ObShellConnection connection, CancellationToken cancellationToken) =>
        Open(connection, await Finder(kind, connection).FindRunningAsync(kind, null, cancellationToken).ConfigureAwait(false));

    /// <summary>The DAG that is running now, or else one that failed and is kept as unfinished.</summary>
    public static async Task<DagOperation?> FindUnfinishedAsync(this DagKind kind, ObShellConnection connection, CancellationToken cancellationToken) =>
        Open(connection, await Finder(kind, connection).FindUnfinishedAsync(kind, null, cancellationToken).ConfigureAwait(false));

    /// <summary>The same, where a failed DAG is retried from where it failed.</summary>
    public static async Task<DagOperation?> FindOrResumeAsync(this DagKind kind, ObShellConnection connection, CancellationToken cancellationToken)
    {
        DagOperation? unfinished = await kind.FindUnfinishedAsync(connection, cancellationToken).ConfigureAwait(false);
        if (unfinished is { HasEnded: true })
        {
            await unfinished.Work.ResumeAsync(null, cancellationToken).ConfigureAwait(false);
        }

        return unfinished;
    }

    private static DagFinder Finder(DagKind kind, ObShellConnection connection) => new(connection, kind.IsOfAgent);

    private static DagOperation? Open(ObShellConnection connection, DagDetail? dag) => dag is null ? null : new DagOperation(new LongRunningWork(connection, dag));
}
