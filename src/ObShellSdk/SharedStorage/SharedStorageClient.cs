using ObShellSdk.Http;

namespace ObShellSdk.SharedStorage;

/// <summary>Manages the access key of a cluster that keeps its data in shared storage. Safe for concurrent use.</summary>
/// <remarks>The server checks no password on these routes (4.5.0): any client that reaches the agent can call them.</remarks>
public class SharedStorageClient
{
    private readonly FacetConnection _connection;

    internal SharedStorageClient(ObShellConnection connection) => _connection = connection.ForFacet<SharedStorageJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected SharedStorageClient()
    {
    }

    /// <summary>Validates an access key: the agent writes an empty object into the storage and deletes it again.</summary>
    /// <param name="key">The key, and what it opens.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid; the message says why.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request: <see cref="ObShellErrorCodes.SharedStorageKeyValidateFailed"/> when the key does not do; <see cref="ObShellErrorCodes.SharedStorageNotSupported"/>
    /// when the cluster has no shared storage.
    /// </exception>
    /// <remarks><c>POST /api/v1/obcluster/shared-storage/validate-key</c>, obshell 4.4.2 and later. The agent checks no password on this route.</remarks>
    public virtual Task ValidateKeyAsync(SharedStorageKey key, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        key.Validate(nameof(key));
        return _connection.CommandAsync(Since.V4_4_2, HttpMethod.Post, $"/api/v1/obcluster/shared-storage/validate-key", key, options, cancellationToken);
    }

    /// <summary>Sets the access key of the cluster. It is not validated first: see <see cref="ValidateKeyAsync"/>.</summary>
    /// <param name="key">The key, and what it opens.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid; the message says why.</exception>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request: <see cref="ObShellErrorCodes.CommonUnexpected"/> with the words of the database, for example when the cluster has no such storage;
    /// <see cref="ObShellErrorCodes.SharedStorageNotSupported"/> when it has no shared storage at all.
    /// </exception>
    /// <remarks><c>POST /api/v1/obcluster/shared-storage/save-key</c>, obshell 4.4.2 and later. Not retried once the request may have reached an agent. The agent checks no password on this route.</remarks>
    public virtual Task SaveKeyAsync(SharedStorageKey key, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        key.Validate(nameof(key));
        return _connection.CommandAsync(Since.V4_4_2, HttpMethod.Post, $"/api/v1/obcluster/shared-storage/save-key", key.AsSaved(), options, cancellationToken);
    }
}
