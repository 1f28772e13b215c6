using ObShellSdk.Http;
using ObShellSdk.Tasks;

namespace ObShellSdk.Restore;

// The start of a restore: what exists before it, the command, and what a lost start began.
public partial class RestoreClient
{
    /// <summary>What exists before the start.</summary>
    private async Task<(DagDetail[] Unfinished, RestoreTask? Latest)> LookAsync(string tenantName, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        DagDetail[] unfinished = await new DagFinder(_connection.Connection, RestoreDags.Into(tenantName)).ListUnfinishedAsync(options, cancellationToken).ConfigureAwait(false);
        return (unfinished, await FindTaskAsync(tenantName, options, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The body of a start, once its arguments are checked.</summary>
    private RequestBody WriteStart(RestoreRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.BodyOf(request);
    }

    /// <summary>
    /// The restore that is running, by its DAG or by the database's record; also one that its failed DAG has left for a retry to complete. A failed DAG without such a
    /// record has restored nothing.
    /// </summary>
    private async Task<RestoreOperation?> FindRunningAsync(
        RestoreRequest request, IReadOnlyList<string>? secrets, DagDetail[] unfinished, RestoreTask? latest, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        DagDetail? dag = unfinished.Where(dag => !dag.HasEnded).MinBy(dag => dag.DagId);
        bool isRestored = latest is { IsFinished: false } || (latest is { Status: var status } && status == RestoreStatus.Success);
        if (dag is null && isRestored)
        {
            dag = unfinished.Where(dag => dag.State == TaskState.Failed && (dag.Operator == TaskOperator.Run || dag.Operator == TaskOperator.Retry)).MaxBy(dag => dag.DagId);
        }

        if (dag is null && latest is not { IsFinished: false })
        {
            return null;
        }

        RestoreTask? seen = latest is { IsFinished: false } || dag is { HasEnded: true } ? latest : null;
        var work = new LongRunningWork(_connection.Connection, dag) { Work = new RestoreWork(this, request.TenantName) { Seen = seen }, Secrets = secrets };
        if (request.Point is not null && seen is null)
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

        // Where the backup is read from stands in the list alone.
        RestoreTask? running = seen is null ? null : await FindInListAsync(seen.JobId, options, cancellationToken).ConfigureAwait(false) ?? seen;
        return new RestoreOperation(this, work, isAttached: true, request, running);
    }

    /// <summary>Sends the command, once.</summary>
    private async Task<RestoreOperation> SendStartAsync(
        RestoreRequest request, RequestBody body, DagDetail[] unfinished, RestoreTask? latest, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        ApiOperation operation = ApiOperation.Command(Since.V4_2_4, HttpMethod.Post, $"/api/v1/tenant/restore");
        DagKind kind = RestoreDags.Into(request.TenantName);
        long last = latest?.JobId ?? 0;
        var before = new LostStart
        {
            Kind = LostStartKind.Restore,
            DagNames = kind.Names,
            Recognizer = kind,
            TenantName = request.TenantName,
            LastDagId = unfinished.Select(dag => dag.DagId).DefaultIfEmpty().Max(),
            LastJobIds = latest is null ? new Dictionary<long, long>() : new Dictionary<long, long> { [latest.TenantId] = last },
        };
        LongRunningWork Follow(DagDetail? dag, long startedAt) => new(_connection.Connection, dag, [], null, startedAt)
        {
            Work = new RestoreWork(this, request.TenantName) { AfterJobId = last },
            Secrets = body.Secrets,
        };
        return new RestoreOperation(this, await DagStart.StartAsync(_connection, operation, body, before, Follow, options, cancellationToken).ConfigureAwait(false), isAttached: false, request);
    }

    /// <summary>What a lost start began: a DAG that was not there before, or a job of the database that is newer. Null when there is neither.</summary>
    /// <param name="lost">What was requested and what existed before.</param>
    /// <param name="request">The request; null where it is not known any more.</param>
    /// <param name="secrets">What was secret in the request; null where it is not known any more.</param>
    /// <param name="options">Options of the calls.</param>
    /// <param name="cancellationToken">A token to cancel the requests.</param>
    private async Task<RestoreOperation?> FindLostAsync(
        LostStart lost, RestoreRequest? request, IReadOnlyList<string>? secrets, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        DagDetail? dag = await new DagFinder(_connection.Connection, DagKind.Of(lost)).FindNewAsync(lost.LastDagId, options, cancellationToken).ConfigureAwait(false);
        long last = lost.LastJobIds.Values.DefaultIfEmpty().Max();
        RestoreTask? latest = await FindTaskAsync(lost.TenantName!, options, cancellationToken).ConfigureAwait(false);
        RestoreTask? seen = latest is not null && latest.JobId > last ? latest : null;
        var work = new RestoreWork(this, lost.TenantName!) { AfterJobId = last, Seen = seen };
        return dag is null && seen is null
            ? null
            : new RestoreOperation(this, new LongRunningWork(_connection.Connection, dag) { Work = work, Secrets = secrets }, isAttached: false, request);
    }
}
