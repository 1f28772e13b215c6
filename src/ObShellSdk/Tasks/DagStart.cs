using ObShellSdk.Errors;
using ObShellSdk.Http;
using ObShellSdk.Serialization;

namespace ObShellSdk.Tasks;

/// <summary>How facets start work that goes on as a DAG.</summary>
internal static class DagStart
{
    /// <summary>Ended at once where the agent found nothing to do.</summary>
    public static Task<DagOperation> StartDagAsync(
        this FacetConnection connection, Version since, HttpMethod method, ApiPath path, DagSearch search, ObShellCallOptions? options, CancellationToken cancellationToken) =>
        FollowAsync(connection.Connection, connection.CommandAsync(since, method, path, default, WireJson<TaskJson>.TypeInfo<DagDetail>(), options, cancellationToken), search);

    /// <summary>Ended at once where the agent found nothing to do.</summary>
    public static Task<DagOperation> StartDagAsync<TBody>(
        this FacetConnection connection, Version since, HttpMethod method, ApiPath path, TBody? body, DagSearch search, ObShellCallOptions? options, CancellationToken cancellationToken)
        where TBody : class
    {
        WrittenBody written = connection.Write(body);
        return FollowAsync(
            connection.Connection,
            connection.CommandAsync(since, method, path, written, WireJson<TaskJson>.TypeInfo<DagDetail>(), options, cancellationToken),
            search with { Secrets = written.Secrets });
    }

    private static async Task<DagOperation> FollowAsync(ObShellConnection connection, Task<DagDetail?> start, DagSearch search)
    {
        DateTimeOffset begun = connection.Settings.TimeProvider.GetUtcNow();
        try
        {
            return search.Open(connection, await start.ConfigureAwait(false));
        }
        catch (ObShellException exception) when (exception.MayHaveRun)
        {
            exception.Finder = token => search.FindAsync(connection, exception.Agent, begun, token);
            throw;
        }
    }
}
