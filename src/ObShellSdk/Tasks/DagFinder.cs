using ObShellSdk.Http;

namespace ObShellSdk.Tasks;

/// <summary>
/// Searches the DAGs of the cluster, or of one agent. The cluster's own lists are asked, which every agent answers at once; <c>task/dag/unfinish</c> would ask each
/// agent in turn and wait for one that is away.
/// </summary>
/// <param name="connection">The client's connection, or one to a single agent.</param>
/// <param name="kind">Which DAGs are searched; says also whether one agent keeps them, or the cluster.</param>
/// <param name="secrets">What was secret in the request that started them, as far as it is at hand.</param>
/// <param name="others">Other ways to a DAG that is opened, tried when the agent refuses <paramref name="connection"/>.</param>
internal sealed class DagFinder(ObShellConnection connection, DagKind kind, IReadOnlyList<string>? secrets = null, IReadOnlyList<ObShellConnection>? others = null)
{
    private readonly FacetConnection _tasks = connection.ForFacet<TaskJson>();

    /// <summary>The DAGs of the kind that are not finished; a failed maintenance DAG counts.</summary>
    public async Task<DagDetail[]> ListUnfinishedAsync(ObShellCallOptions? options, CancellationToken cancellationToken) =>
        [.. (await ListAllUnfinishedAsync(options, cancellationToken).ConfigureAwait(false)).Where(kind.Matches)];

    /// <summary>The operation of the DAG that is running now; null when there is none.</summary>
    public async Task<DagOperation?> OpenRunningAsync(CancellationToken cancellationToken) => Open(await FindRunningAsync(null, cancellationToken).ConfigureAwait(false));

    /// <summary>The same, or else that of a DAG that failed and is kept as unfinished.</summary>
    public async Task<DagOperation?> OpenUnfinishedAsync(CancellationToken cancellationToken) => Open(await FindUnfinishedAsync(null, cancellationToken).ConfigureAwait(false));

    /// <summary>The same, where a failed DAG is retried from where it failed.</summary>
    public async Task<DagOperation?> OpenOrResumeAsync(CancellationToken cancellationToken)
    {
        DagOperation? unfinished = await OpenUnfinishedAsync(cancellationToken).ConfigureAwait(false);
        if (unfinished is { HasEnded: true })
        {
            await unfinished.Work.ResumeAsync(null, cancellationToken).ConfigureAwait(false);
        }

        return unfinished;
    }

    /// <summary>The DAG of that kind that is running now, the oldest of several; null when there is none.</summary>
    public async Task<DagDetail?> FindRunningAsync(ObShellCallOptions? options, CancellationToken cancellationToken) =>
        (await ListUnfinishedAsync(options, cancellationToken).ConfigureAwait(false)).Where(dag => !dag.HasEnded).MinBy(dag => dag.DagId);

    /// <summary>
    /// The DAG of that kind that is running now, or else one that failed and is kept as unfinished, with its lock. Null when there is neither. One that an operator
    /// canceled or rolls back is not touched.
    /// </summary>
    public async Task<DagDetail?> FindUnfinishedAsync(ObShellCallOptions? options, CancellationToken cancellationToken) =>
        (await ListUnfinishedAsync(options, cancellationToken).ConfigureAwait(false))
            .Where(dag => !dag.HasEnded || (dag.State == TaskState.Failed && dag.Operator == TaskOperator.Run))
            .OrderBy(dag => dag.HasEnded).ThenBy(dag => dag.DagId).FirstOrDefault();

    /// <summary>
    /// The highest DAG id so far that a DAG of the kind can have, 0 for none. Ids grow, so that a later DAG of the kind has a higher one. Maintenance has a list of its
    /// own for the newest; other kinds are looked up among all, which agents before 4.3.0 cannot list: what has finished there cannot be found later either.
    /// </summary>
    public async Task<long> ReadLastIdAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        IEnumerable<DagDetail> seen = kind.IsMaintenance && !kind.IsOfAgent ? await ListNewestMaintenanceAsync(options, cancellationToken).ConfigureAwait(false)
            : (await ListAllUnfinishedAsync(options, cancellationToken).ConfigureAwait(false)).Concat(await ListAllAsync(options, cancellationToken).ConfigureAwait(false));
        return seen.Select(dag => dag.DagId).DefaultIfEmpty().Max();
    }

    /// <summary>
    /// The DAG of the kind that began after the one with that id: one that is running before one that has ended. Null when there is none, and when it cannot be told of
    /// which tenant it is.
    /// </summary>
    public async Task<DagDetail?> FindNewAsync(long lastId, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        bool IsNew(DagDetail dag) => kind.MatchesNew(dag, lastId);
        DagDetail[] found = [.. (await ListUnfinishedAsync(options, cancellationToken).ConfigureAwait(false)).Where(IsNew)];
        if (found.Length == 0)
        {
            found = [.. (await ListAllAsync(options, cancellationToken).ConfigureAwait(false)).Where(IsNew)];
        }

        if (found.Length == 0 && kind.IsMaintenance && !kind.IsOfAgent)
        {
            found = [.. (await ListNewestMaintenanceAsync(options, cancellationToken).ConfigureAwait(false)).Where(IsNew)];
        }

        return found.Length > 1 && found.Any(kind.IsAmbiguous) ? null : found.OrderBy(dag => dag.HasEnded).ThenBy(dag => dag.DagId).FirstOrDefault();
    }

    /// <summary>The newest DAG of the kind, however it stands; null when there is none, or none that the agent lists.</summary>
    public async Task<DagDetail?> FindLastAsync(ObShellCallOptions? options, CancellationToken cancellationToken) =>
        (await ListAllAsync(options, cancellationToken).ConfigureAwait(false)).Concat(await ListNewestMaintenanceAsync(options, cancellationToken).ConfigureAwait(false))
            .Where(kind.Matches).MaxBy(dag => dag.DagId);

    private Task<IReadOnlyList<DagDetail>> ListAllUnfinishedAsync(ObShellCallOptions? options, CancellationToken cancellationToken) => kind.IsOfAgent
        ? _tasks.QueryListAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/agent/unfinish{QueryString.WithoutDetails}", options, cancellationToken)
        : _tasks.QueryListAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/ob/unfinish{QueryString.WithoutDetails}", options, cancellationToken);

    private DagOperation? Open(DagDetail? dag) => dag is null ? null : new DagOperation(new LongRunningWork(connection, dag, others ?? [], null, 0) { Secrets = secrets });

    private async Task<IReadOnlyList<DagDetail>> ListAllAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return kind.IsOfAgent
                ? await _tasks.QueryListAsync<DagDetail>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/task/dags/agent{QueryString.WithoutDetails}", options, cancellationToken).ConfigureAwait(false)
                : await _tasks.QueryListAsync<DagDetail>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/task/dags/ob{QueryString.WithoutDetails}", options, cancellationToken).ConfigureAwait(false);
        }
        catch (ObShellVersionException)
        {
            return []; // Agents before 4.3.0 list only what is unfinished.
        }
    }

    private async Task<IReadOnlyList<DagDetail>> ListNewestMaintenanceAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return [await _tasks.QueryAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/maintain/ob{QueryString.WithoutDetails}", options, cancellationToken).ConfigureAwait(false)];
        }
        catch (ObShellApiException exception) when (exception.Code is ObShellErrorCodes.TaskNotFound or "2300")
        {
            return []; // There never was one.
        }
    }
}
