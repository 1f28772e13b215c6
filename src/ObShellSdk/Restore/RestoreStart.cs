using ObShellSdk.Http;
using ObShellSdk.Tasks;

namespace ObShellSdk.Restore;

/// <summary>The start of one restore: what exists before it, the command, and what a lost start began.</summary>
internal sealed class RestoreStart
{
    private readonly RestoreClient _restores;
    private readonly FacetConnection _connection;
    private readonly RestoreRequest _request;
    private readonly WrittenBody _body;
    private readonly DagKind _kind;
    private DagDetail[] _unfinished = [];
    private RestoreTask? _latest;

    public RestoreStart(RestoreClient restores, FacetConnection connection, RestoreRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        (_restores, _connection, _request, _body, _kind) = (restores, connection, request, connection.Write(request), RestoreDags.Into(request.TenantName));
    }

    /// <summary>Reads what exists before.</summary>
    public async Task LookAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        _unfinished = [.. (await new DagFinder(_connection.Connection, isOfAgent: false).ListUnfinishedAsync(options, cancellationToken).ConfigureAwait(false)).Where(_kind.Matches)];
        _latest = await _restores.FindTaskAsync(_request.TenantName, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks once more after a refusal.</summary>
    public async Task<RestoreOperation?> LookAgainAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        await LookAsync(options, cancellationToken).ConfigureAwait(false);
        return await FindRunningAsync(options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The restore that is running, by its DAG or by the database's record; also one that its failed DAG has left for a retry to complete. A failed DAG without such a
    /// record has restored nothing.
    /// </summary>
    public async Task<RestoreOperation?> FindRunningAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        DagDetail? dag = _unfinished.Where(dag => !dag.HasEnded).MinBy(dag => dag.DagId);
        bool isRestored = _latest is { IsFinished: false } || (_latest is { Status: var status } && status == RestoreStatus.Success);
        if (dag is null && isRestored)
        {
            dag = _unfinished.Where(dag => dag.State == TaskState.Failed && (dag.Operator == TaskOperator.Run || dag.Operator == TaskOperator.Retry)).MaxBy(dag => dag.DagId);
        }

        if (dag is null && _latest is not { IsFinished: false })
        {
            return null;
        }

        RestoreTask? seen = _latest is { IsFinished: false } || dag is { HasEnded: true } ? _latest : null;
        var work = new LongRunningWork(_connection.Connection, dag) { Work = new RestoreWork(_restores, _request.TenantName) { Seen = seen }, Secrets = _body.Secrets };
        if (_request.Point is not null && seen is null)
        {
            // Where the restore goes stands in no DAG, and in the database only some time after it has begun: without it, a caller could wait for another point in time.
            await foreach (WorkSnapshot snapshot in new Poller(work, new WaitOptions { CallOptions = options }).RunAsync(cancellationToken).ConfigureAwait(false))
            {
                seen = snapshot.Record?.Figures as RestoreTask;
                if (seen is not null)
                {
                    break;
                }
            }
        }

        return new RestoreOperation(_restores, work, isAttached: true, _request, await CompleteAsync(seen, options, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Sends the command, once.</summary>
    public async Task<RestoreOperation> StartAsync(ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        ApiOperation operation = ApiOperation.Command(Since.V4_2_4, HttpMethod.Post, $"/api/v1/tenant/restore") with { MayBeEmpty = false };
        long last = _latest?.JobId ?? 0;
        var before = new LostStart
        {
            Kind = LostStartKind.Restore,
            DagNames = _kind.Names,
            DagKind = _kind,
            TenantName = _request.TenantName,
            LastDagId = _unfinished.Select(dag => dag.DagId).DefaultIfEmpty().Max(),
            LastJobIds = _latest is null ? new Dictionary<long, long>() : new Dictionary<long, long> { [_latest.TenantId] = last },
        };
        LongRunningWork Open(DagDetail? dag, long startedAt) => new(_connection.Connection, dag, [], null, startedAt)
        {
            Work = new RestoreWork(_restores, _request.TenantName) { AfterJobId = last },
            Secrets = _body.Secrets,
        };
        return new RestoreOperation(_restores, await DagStart.StartAsync(_connection, operation, _body, before, Open, options, cancellationToken).ConfigureAwait(false), isAttached: false, _request);
    }

    /// <summary>What this lost start began.</summary>
    public Task<RestoreOperation?> FindAsync(LostStart lost, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        FindAsync(_restores, _connection, lost, _request, _body.Secrets, options, cancellationToken);

    /// <summary>What a lost start began: a DAG that was not there before, or a job of the database that is newer. Null when there is neither.</summary>
    /// <param name="restores">The facet.</param>
    /// <param name="connection">Its connection.</param>
    /// <param name="lost">What was requested and what existed before.</param>
    /// <param name="request">The request; null where it is not known any more.</param>
    /// <param name="secrets">What was secret in the request; null where it is not known any more.</param>
    /// <param name="options">Options of the calls.</param>
    /// <param name="cancellationToken">A token to cancel the requests.</param>
    public static async Task<RestoreOperation?> FindAsync(
        RestoreClient restores, FacetConnection connection, LostStart lost, RestoreRequest? request, IReadOnlyList<string>? secrets, ObShellCallOptions? options,
        CancellationToken cancellationToken)
    {
        DagDetail? dag = await new DagFinder(connection.Connection, isOfAgent: false).FindNewAsync(lost.DagKind, lost.LastDagId, options, cancellationToken).ConfigureAwait(false);
        long last = lost.LastJobIds.Values.DefaultIfEmpty().Max();
        RestoreTask? latest = await restores.FindTaskAsync(lost.TenantName!, options, cancellationToken).ConfigureAwait(false);
        RestoreTask? seen = latest is not null && latest.JobId > last ? latest : null;
        var work = new RestoreWork(restores, lost.TenantName!) { AfterJobId = last, Seen = seen };
        return dag is null && seen is null
            ? null
            : new RestoreOperation(restores, new LongRunningWork(connection.Connection, dag) { Work = work, Secrets = secrets }, isAttached: false, request);
    }

    /// <summary>The record with the place of the backup, which only the list has, from 4.3.2 on.</summary>
    private async Task<RestoreTask?> CompleteAsync(RestoreTask? task, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        if (task is null)
        {
            return null;
        }

        try
        {
            return (await _restores.ListTasksAsync(null, options, cancellationToken).ConfigureAwait(false)).FirstOrDefault(record => record.JobId == task.JobId) ?? task;
        }
        catch (ObShellVersionException)
        {
            return task; // Agents before 4.3.2 list no restores.
        }
    }
}
