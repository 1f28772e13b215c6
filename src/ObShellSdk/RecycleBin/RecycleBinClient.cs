using ObShellSdk.Diagnostics;
using ObShellSdk.Http;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;

namespace ObShellSdk.RecycleBin;

/// <summary>Manages the recycle bin, which contains dropped tenants. Safe for concurrent use.</summary>
public class RecycleBinClient
{
    private readonly FacetConnection _connection;

    internal RecycleBinClient(ObShellConnection connection) => _connection = connection.ForFacet<RecycleBinJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected RecycleBinClient()
    {
    }

    /// <summary>Lists the tenants in the recycle bin.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The tenants in the recycle bin.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request.</exception>
    /// <remarks><c>GET /api/v1/recyclebin/tenants</c>, obshell 4.2.4 and later.</remarks>
    public virtual Task<IReadOnlyList<RecycledTenant>> ListAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<RecycledTenant>(Since.V4_2_4, HttpMethod.Get, $"/api/v1/recyclebin/tenants", options, cancellationToken);

    /// <summary>Starts to delete a tenant in the recycle bin permanently, with its resource pools.</summary>
    /// <param name="name">
    /// The <see cref="RecycledTenant.ObjectName"/>, the name in the bin. The original name works too, but the bin also contains other objects of the sys tenant, such as tables: the
    /// agent uses the last of all objects with that original name, whatever it is.
    /// </param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that waits for the deletion; an operation that has already ended if there is no such tenant in the bin. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or has a character that a path cannot contain.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request. With <see cref="ObShellErrorCodes.TenantUnderMaintenance"/> the deletion may have begun: only its DAG could not be created.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start again; with the original name it may find another purge of the same moment.</exception>
    /// <remarks><c>DELETE /api/v1/recyclebin/tenant/{name}</c>, obshell 4.2.4 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<DagOperation> PurgeAsync(string name, ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.With(OperationTraits.MayBeEmpty).StartDagAsync(Since.V4_2_4, HttpMethod.Delete, $"/api/v1/recyclebin/tenant/{name}", RecycleBinDags.Purge(name), options, cancellationToken);

    /// <summary>Restores a dropped tenant from the recycle bin.</summary>
    /// <param name="name">
    /// The <see cref="RecycledTenant.ObjectName"/>, the name in the bin. The original name works too, but the bin also contains other objects of the sys tenant, such as tables: the
    /// agent uses the last of all objects with that original name, whatever it is.
    /// </param>
    /// <param name="newName">The new name, with the rules of <see cref="CreateTenantRequest.Name"/>; the tenant must not exist. Default: the name before it was dropped.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or has a character that a path cannot contain, or <paramref name="newName"/> breaks its rules.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
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
