using ObShellSdk.Cluster;
using ObShellSdk.Http;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;

namespace ObShellSdk.Zones;

/// <summary>Stops and deletes zones of an initialized cluster. To list them, use <see cref="ClusterClient.GetTopologyAsync"/>. Safe for concurrent use.</summary>
public class ZoneClient
{
    private readonly FacetConnection _connection;

    internal ZoneClient(ObShellConnection connection) => _connection = connection.ForFacet<ZoneJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected ZoneClient()
    {
    }

    /// <summary>Removes a zone with its observers from the cluster. No unit may be left in it.</summary>
    /// <param name="zoneName">The name of the zone.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation; an operation that has ended when there is no such zone.</returns>
    /// <exception cref="ArgumentException"><paramref name="zoneName"/> is empty, or has other characters than letters, digits and <c>_</c>: obshell does not quote it in its statement, which would fail or, after a <c>#</c>, remove another zone.</exception>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request: <see cref="ObShellErrorCodes.ZoneNotEmpty"/>; <see cref="ObShellErrorCodes.ZoneDeleteSelf"/> by an agent of that zone, where one of another
    /// zone must be asked; <see cref="ObShellErrorCodes.ServerStoppedInMultiZone"/> while another zone is stopped.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks>
    /// <c>DELETE /api/v1/zone/{name}</c>, obshell 4.2.6 and later, asked of a member of the cluster. Not retried once the request may have reached an agent.
    /// The agent of 4.5.0 checks no password on this route: see the security guide.
    /// </remarks>
    public virtual Task<DagOperation> DeleteAsync(string zoneName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        // "ALTER SYSTEM DELETE ZONE NAME", not quoted (ob/agent/service/obcluster/obcluster.go:193).
        if (TenantName.NeedsQuotes(zoneName))
        {
            throw new ArgumentException(
                $"The name of zone '{zoneName}' must consist of letters, digits and '_', not of digits alone: obshell does not quote it in the statement that removes the zone, which would fail or, after " +
                "a '#', remove another zone. Nothing was sent. Remove the zone by SQL.",
                nameof(zoneName));
        }

        return _connection.With(OperationTraits.MayBeEmpty).StartDagAsync(Since.V4_2_6, HttpMethod.Delete, $"/api/v1/zone/{zoneName}", ClusterDags.ZoneDeletion, options, cancellationToken);
    }

    /// <summary>Stops a zone: first its service, then the processes of its observers.</summary>
    /// <param name="zoneName">The name of the zone.</param>
    /// <param name="request">How. Default: without writing to disk what is in memory.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="zoneName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <exception cref="ObShellApiException">Refused, as <see cref="CheckStopAsync"/> is.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/ob/zone/{zone_name}/stop</c>, obshell 4.4.1 and later, asked of a member of the cluster. Not retried once the request may have reached an agent.
    /// <see cref="ClusterClient.StartAsync"/> starts the zone again.
    /// </remarks>
    public virtual Task<DagOperation> StopAsync(
        string zoneName, StopZoneRequest? request = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.StartDagAsync(
            Since.V4_4_1, HttpMethod.Post, $"/api/v1/ob/zone/{zoneName}/stop", request ?? new StopZoneRequest(), ClusterDags.Stop, options, cancellationToken);

    /// <summary>Checks that a zone can be stopped now. If not, it throws what <see cref="StopAsync"/> would throw.</summary>
    /// <param name="zoneName">The name of the zone.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="zoneName"/> is empty, or has a character that a path cannot contain.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">
    /// It may not: <see cref="ObShellErrorCodes.ZoneNotExist"/>; <see cref="ObShellErrorCodes.ServerStoppedInMultiZone"/> while another zone is stopped;
    /// a tenant would lose its majority.
    /// </exception>
    /// <remarks><c>POST /api/v1/ob/zone/{zone_name}/stop/check</c>, obshell 4.4.1 and later, asked of a member of the cluster. Changes nothing.</remarks>
    public virtual Task CheckStopAsync(string zoneName, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync(Since.V4_4_1, HttpMethod.Post, $"/api/v1/ob/zone/{zoneName}/stop/check", options, cancellationToken);
}
