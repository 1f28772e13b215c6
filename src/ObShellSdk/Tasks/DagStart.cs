using ObShellSdk.Http;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tasks;

/// <summary>How facets start work that continues as a DAG: read which DAGs exist, send the command once, and tell a lost start by what is new.</summary>
internal static class DagStart
{
    /// <summary>Starts work without a body.</summary>
    public static Task<DagOperation> StartDagAsync(
        this FacetConnection connection, Version since, HttpMethod method, ApiPath path, DagKind kind, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        StartDagAsync<TaskOperatorRequest>(connection, since, method, path, null, kind, options, cancellationToken);

    /// <summary>Starts work as the body says.</summary>
    /// <param name="connection">The facet's connection.</param>
    /// <param name="since">The first version that has the operation.</param>
    /// <param name="method">The verb.</param>
    /// <param name="path">The route.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="kind">How the DAG is recognized.</param>
    /// <param name="options">Options of the calls.</param>
    /// <param name="cancellationToken">A token to cancel the requests.</param>
    /// <param name="others">Other ways to read the DAG, where the work itself changes what the agent accepts.</param>
    /// <returns>The operation; it has ended at once where the agent found nothing to do.</returns>
    public static Task<DagOperation> StartDagAsync<TBody>(
        this FacetConnection connection, Version since, HttpMethod method, ApiPath path, TBody? body, DagKind kind, ObShellCallOptions? options, CancellationToken cancellationToken,
        IReadOnlyList<ObShellConnection>? others = null)
        where TBody : class =>
        StartDagAsync(connection, ApiOperation.Command(since, method, path), connection.BodyOf(body), kind, others ?? [], options, cancellationToken);

    private static async Task<DagOperation> StartDagAsync(
        FacetConnection connection, ApiOperation operation, RequestBody? body, DagKind kind, IReadOnlyList<ObShellConnection> others, ObShellCallOptions? options,
        CancellationToken cancellationToken)
    {
        (FacetConnection taker, LostStart before) = await LookAsync(connection, kind, options, cancellationToken).ConfigureAwait(false);
        LongRunningWork Open(DagDetail? dag, long startedAt) => new(taker.Connection, dag, others, null, startedAt)
        {
            Secrets = body?.Secrets,
            Requested = dag is null ? null : kind.Requested,
        };
        return new DagOperation(await StartAsync(taker, operation, body, before, Open, options, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Sends the command that starts work.</summary>
    /// <param name="connection">The facet's connection, to the agent that is to take the command.</param>
    /// <param name="operation">The command.</param>
    /// <param name="body">The body.</param>
    /// <param name="before">What was requested and what existed before; travels with the exception when the outcome is unknown.</param>
    /// <param name="open">Makes the work of the DAG that the agent returned, null where it found nothing to do; also takes when the command was sent.</param>
    /// <param name="options">Options of the call.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    public static async Task<LongRunningWork> StartAsync(
        FacetConnection connection, ApiOperation operation, RequestBody? body, LostStart before, Func<DagDetail?, long, LongRunningWork> open, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        long startedAt = connection.Settings.TimeProvider.GetTimestamp();
        try
        {
            return open(await connection.SendAsync(operation, body, WireJson<TaskJson>.TypeInfo<DagDetail>(), options, cancellationToken).ConfigureAwait(false), startedAt);
        }
        catch (ObShellException exception) when (exception.MayHaveRun)
        {
            exception.Add(before with { Agent = before.IsOfAgent ? exception.Agent : null });
            throw;
        }
    }

    /// <summary>Searches for what a lost start began, within the call that started it. Null also where the search itself failed.</summary>
    public static async Task<T?> TryFindAsync<T>(Func<Task<T?>> search)
        where T : class
    {
        try
        {
            return await search().ConfigureAwait(false);
        }
        catch (ObShellException)
        {
            // The caller throws the start's own exception, which says that the work may have started and can be searched for again: this one would hide that.
            return null;
        }
    }

    /// <summary>What exists before the start, and the connection to start with: where an agent keeps the DAG by itself, that agent takes the command too.</summary>
    private static async Task<(FacetConnection Taker, LostStart Before)> LookAsync(
        FacetConnection connection, DagKind kind, ObShellCallOptions? options, CancellationToken cancellationToken)
    {
        Uri? asked = null;
        ObShellCallOptions look = (options ?? new ObShellCallOptions()) with { OnResponse = response => asked = response.Agent };
        long last = await new DagFinder(connection.Connection, kind).ReadLastIdAsync(look, cancellationToken).ConfigureAwait(false);
        FacetConnection taker = kind.IsOfAgent && connection.Connection.Only is null && asked is not null ? connection with { Connection = connection.Connection.At(asked) } : connection;
        return (taker, new LostStart { DagNames = kind.Names, TenantName = kind.Tenant, LastDagId = last, IsOfAgent = kind.IsOfAgent, Recognizer = kind });
    }
}
