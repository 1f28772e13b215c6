using ObShellSdk.Errors;
using ObShellSdk.Http;
using ObShellSdk.Tasks;

namespace ObShellSdk.RecycleBin;

/// <summary>The recycle bin, which keeps dropped tenants. Safe for concurrent use.</summary>
public sealed class RecycleBinClient
{
    private readonly FacetConnection _connection;

    internal RecycleBinClient(ObShellConnection connection) => _connection = connection.ForRoom<RecycleBinJson>();

    /// <summary>The tenants in the recycle bin.</summary>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ObShellApiException">Refused.</exception>
    /// <remarks><c>GET /api/v1/recyclebin/tenants</c>, obshell 4.2.4 and later.</remarks>
    public Task<IReadOnlyList<RecycledTenant>> ListAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<RecycledTenant>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/recyclebin/tenants", options, cancellationToken);

    /// <summary>Removes a tenant from the recycle bin for good, and its resource pools with it.</summary>
    /// <param name="name">Its name in the bin, or the original one; of several with the same original name it is one.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The DAG that waits for it, as accepted; one that has ended when no such tenant is in the bin. Await its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or cannot stand in a path.</exception>
    /// <exception cref="ObShellApiException">Refused. For <see cref="ObShellErrorCodes.TenantUnderMaintenance"/> the purge may have begun: only its DAG could not be made.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, call <see cref="TaskClient.FindStartedAsync"/> before you start again; with the original name it may find another purge of the same moment.</exception>
    /// <remarks><c>DELETE /api/v1/recyclebin/tenant/{name}</c>, obshell 4.2.4 and later. Never repeated once an agent may have it.</remarks>
    public Task<DagOperation> PurgeAsync(string name, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        (_connection with { MayBeEmpty = true }).StartDagAsync(Since.V4_2_4, HttpMethod.Delete, $"/api/v1/recyclebin/tenant/{name}", RecycleBinDags.Purge(name), options, cancellationToken);

    /// <summary>Brings a tenant back from the recycle bin.</summary>
    /// <param name="name">Its name in the bin, or the original one; of several with the same original name it is one.</param>
    /// <param name="newName">What it is called then, which must not exist. Default: as before it was dropped.</param>
    /// <param name="options">What differs for this call. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or cannot stand in a path, or <paramref name="newName"/> is empty.</exception>
    /// <exception cref="ObShellApiException">Refused: <see cref="ObShellErrorCodes.RecyclebinTenantNotExist"/>; <see cref="ObShellErrorCodes.TenantExisted"/> when the name is taken.</exception>
    /// <remarks><c>POST /api/v1/recyclebin/tenant/{name}</c>, obshell 4.2.4 and later. Never repeated once an agent may have it.</remarks>
    public Task FlashbackAsync(string name, string? newName = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (newName is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(newName);
        }

        FlashbackRequest? request = newName is null ? null : new FlashbackRequest { NewName = newName };
        return _connection.CommandAsync(Since.V4_2_4, HttpMethod.Post, $"/api/v1/recyclebin/tenant/{name}", request, options, cancellationToken);
    }
}
