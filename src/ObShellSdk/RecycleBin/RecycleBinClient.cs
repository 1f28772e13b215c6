using ObShellSdk.Diagnostics;
using ObShellSdk.Http;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;

namespace ObShellSdk.RecycleBin;

/// <summary>The recycle bin, which keeps dropped tenants. Safe for concurrent use.</summary>
public class RecycleBinClient
{
    private readonly FacetConnection _connection;

    internal RecycleBinClient(ObShellConnection connection) => _connection = connection.ForFacet<RecycleBinJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected RecycleBinClient()
    {
    }

    /// <summary>The tenants in the recycle bin.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ObShellApiException">The agent refused the request.</exception>
    /// <remarks><c>GET /api/v1/recyclebin/tenants</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task<IReadOnlyList<RecycledTenant>> ListAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<RecycledTenant>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/recyclebin/tenants", options, cancellationToken);

    /// <summary>Removes a tenant from the recycle bin for good, and its resource pools with it.</summary>
    /// <param name="name">
    /// Its <see cref="RecycledTenant.ObjectName"/>, the name in the bin. The original name works too, but the bin also keeps other objects of the sys tenant, such as tables: the
    /// agent takes the last of all objects with that original name, whatever it is.
    /// </param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that waits for it, as accepted; one that has ended when no such tenant is in the bin. Await its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or has a character that a path cannot contain.</exception>
    /// <exception cref="ObShellApiException">Refused. For <see cref="ObShellErrorCodes.TenantUnderMaintenance"/> the purge may have begun: only its DAG could not be made.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/>, call <see cref="TaskClient.FindStartedAsync"/> before you start again; with the original name it may find another purge of the same moment.</exception>
    /// <remarks><c>DELETE /api/v1/recyclebin/tenant/{name}</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<DagOperation> PurgeAsync(string name, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.With(OperationTraits.MayBeEmpty).StartDagAsync(Since.V4_2_4, HttpMethod.Delete, $"/api/v1/recyclebin/tenant/{name}", RecycleBinDags.Purge(name), options, cancellationToken);

    /// <summary>Brings a tenant back from the recycle bin.</summary>
    /// <param name="name">
    /// Its <see cref="RecycledTenant.ObjectName"/>, the name in the bin. The original name works too, but the bin also keeps other objects of the sys tenant, such as tables: the
    /// agent takes the last of all objects with that original name, whatever it is.
    /// </param>
    /// <param name="newName">Its new name, by the rules of <see cref="CreateTenantRequest.Name"/>; the tenant must not exist. Default: the name before it was dropped.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or cannot stand in a path, or <paramref name="newName"/> breaks its rules.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request: <see cref="ObShellErrorCodes.RecyclebinTenantNotExist"/>; <see cref="ObShellErrorCodes.TenantExisted"/> when the name is taken.</exception>
    /// <remarks><c>POST /api/v1/recyclebin/tenant/{name}</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task FlashbackAsync(string name, string? newName = null, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (newName is not null)
        {
            TenantName.Validate(newName, "The name", nameof(newName));
            if (TenantName.NeedsQuotes(newName))
            {
                _connection.Settings.Logger.TenantNameNeedsQuotes("POST /api/v1/recyclebin/tenant/{name}");
            }
        }

        FlashbackRequest? request = newName is null ? null : new FlashbackRequest { NewName = newName };
        return _connection.CommandAsync(Since.V4_2_4, HttpMethod.Post, $"/api/v1/recyclebin/tenant/{name}", request, options, cancellationToken);
    }
}
