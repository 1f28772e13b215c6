using ObShellSdk.Errors;
using ObShellSdk.Http;

namespace ObShellSdk.Tasks;

/// <summary>How the DAG of one kind of work is recognised among all others, when the answer that named it never came. Each room knows its own.</summary>
internal sealed record DagSearch(Predicate<DagDetail> Matches)
{
    // The times of a DAG are whole seconds, and clocks are compared with the accuracy of one round trip.
    private static readonly TimeSpan _slack = TimeSpan.FromSeconds(3);

    /// <summary>The work of the database that the DAG waits for; null where the DAG itself tells how its work ended.</summary>
    public IDatabaseWork? Work { get; init; }

    /// <summary>What was secret in the request that started it, and may stand in its logs.</summary>
    public IReadOnlyList<string>? Secrets { get; init; }

    /// <summary>Whether the agent that takes the call keeps the DAG by itself, and not the cluster; so it must be that agent that is asked.</summary>
    public bool IsOfAgent { get; init; }

    /// <summary>Whether the wanted end is that the work of the DAG is undone.</summary>
    public bool IsUndoing { get; init; }

    /// <summary>The DAG that is under way now, the oldest of several; null when there is none.</summary>
    public async Task<DagOperation?> FindRunningAsync(ObShellConnection connection, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        IReadOnlyList<DagDetail> unfinished = await UnfinishedAsync(connection, options, cancellationToken).ConfigureAwait(false);
        return unfinished.Where(dag => Matches(dag) && !dag.HasEnded).MinBy(dag => dag.DagId) is { } running ? Open(connection, running) : null;
    }

    /// <summary>
    /// The DAG that is under way now, or else one that failed and is kept as unfinished, with its lock. Null when there is neither. One that somebody canceled or
    /// undoes is left to him.
    /// </summary>
    public async Task<DagOperation?> FindUnfinishedAsync(ObShellConnection connection, CancellationToken cancellationToken)
    {
        IReadOnlyList<DagDetail> unfinished = await UnfinishedAsync(connection, null, cancellationToken).ConfigureAwait(false);
        return unfinished.Where(dag => Matches(dag) && (!dag.HasEnded || (dag.State == TaskState.Failed && dag.Operator == TaskOperator.Run)))
            .OrderBy(dag => dag.HasEnded).ThenBy(dag => dag.DagId).FirstOrDefault() is { } found ? Open(connection, found) : null;
    }

    /// <summary>The same, where what failed is made to go on from where it failed.</summary>
    public async Task<DagOperation?> FindOrResumeAsync(ObShellConnection connection, CancellationToken cancellationToken)
    {
        DagOperation? unfinished = await FindUnfinishedAsync(connection, cancellationToken).ConfigureAwait(false);
        if (unfinished is { HasEnded: true })
        {
            await unfinished.ResumeAsync(cancellationToken).ConfigureAwait(false);
        }

        return unfinished;
    }

    /// <summary>
    /// The DAG that began at or after a moment by our clock, ended or not, or else the work of the database that began then; null when there is neither.
    /// </summary>
    public async Task<DagOperation?> FindAsync(ObShellConnection connection, Uri taker, DateTimeOffset begun, CancellationToken cancellationToken)
    {
        ObShellConnection keeper = IsOfAgent ? connection.At(taker) : connection;
        IReadOnlyList<DagDetail> unfinished = await UnfinishedAsync(keeper, null, cancellationToken).ConfigureAwait(false);

        // Only now that it has answered is the agent's clock known well.
        DateTimeOffset since = begun + keeper.ObservedOffset - _slack;
        bool IsIt(DagDetail dag) => Matches(dag) && (dag.StartTime is not { } start || start >= since);

        DagDetail? found = unfinished.Where(IsIt).OrderBy(dag => dag.HasEnded).ThenBy(dag => dag.DagId).FirstOrDefault();
        if (found is null)
        {
            IReadOnlyList<DagDetail> all = await AllAsync(keeper, cancellationToken).ConfigureAwait(false);
            found = all.Where(IsIt).MaxBy(dag => dag.StartTime);
        }

        if (found is not null)
        {
            return Open(connection, found);
        }

        return Work is not null && await Work.FindStartedAsync(since, cancellationToken).ConfigureAwait(false) is { } work
            ? new DagOperation(connection, null) { Work = work, Secrets = Secrets }
            : null;
    }

    /// <summary>The operation of such a DAG; null where the agent found nothing to do.</summary>
    public DagOperation Open(ObShellConnection connection, DagDetail? dag) => new(connection, dag) { Work = dag is null ? null : Work, IsUndoing = IsUndoing, Secrets = Secrets };

    // A cluster's list of what is unfinished has the DAGs of all its agents: good where any agent may have been asked, and too much where it was one.
    private Task<IReadOnlyList<DagDetail>> UnfinishedAsync(ObShellConnection connection, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        FacetConnection tasks = connection.ForRoom<TaskJson>();
        return IsOfAgent && connection.Only is not null
            ? tasks.QueryListAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/agent/unfinish{QueryString.WithoutDetails}", options, cancellationToken)
            : tasks.QueryListAsync<DagDetail>(Since.V4_2_3, HttpMethod.Get, $"/api/v1/task/dag/unfinish{QueryString.WithoutDetails}", options, cancellationToken);
    }

    private async Task<IReadOnlyList<DagDetail>> AllAsync(ObShellConnection connection, CancellationToken cancellationToken)
    {
        FacetConnection tasks = connection.ForRoom<TaskJson>();
        try
        {
            return IsOfAgent
                ? await tasks.QueryListAsync<DagDetail>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/task/dags/agent{QueryString.WithoutDetails}", null, cancellationToken).ConfigureAwait(false)
                : await tasks.QueryListAsync<DagDetail>(Since.V4_3_0, HttpMethod.Get, $"/api/v1/task/dags/ob{QueryString.WithoutDetails}", null, cancellationToken).ConfigureAwait(false);
        }
        catch (ObShellVersionException)
        {
            // Older agents cannot list what has ended: there, only what still runs can be found.
            return [];
        }
    }
}
