using ObShellSdk.Agents;
using ObShellSdk.Http;
using ObShellSdk.Packages;
using ObShellSdk.Tasks;

namespace ObShellSdk.ObProxy;

/// <summary>Manages the OBProxy on the host of one agent. Safe for concurrent use.</summary>
/// <remarks>
/// Each agent manages the OBProxy on its own host, so calls go to <see cref="ObShellClient.Endpoint"/> and never fail over to another agent; for another
/// host use <see cref="ObShellClient.ForAgent"/>. These operations require the agent's own password
/// (<see cref="ObShellCredential.FromAgentPassword(string)"/>), which must have been set.
/// </remarks>
public class ObProxyClient
{
    private readonly FacetConnection _connection;

    internal ObProxyClient(ObShellConnection connection) => _connection = connection.OfOneAgent.ForFacet<ObProxyJson>().With(OperationTraits.UsesAgentPassword);

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected ObProxyClient()
    {
    }

    /// <summary>Registers an OBProxy that is installed on the host with the agent and starts it. Returns once the agent has accepted the request.</summary>
    /// <param name="request">The installation and the start settings.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="request"/> lacks a required value, or has what cannot be combined; or it has neither <see cref="AddObProxyRequest.RsList"/> nor
    /// <see cref="AddObProxyRequest.ConfigUrl"/>, and the agent's host has an IPv6 address.
    /// </exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.OBProxyAlreadyManaged"/> or <see cref="ObShellErrorCodes.OBProxyRsListOrConfigUrlNotSpecified"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/obproxy</c>, obshell 4.2.6 and later. Not retried once the request may have reached an agent. Without <see cref="AddObProxyRequest.RsList"/> and
    /// <see cref="AddObProxyRequest.ConfigUrl"/>, <c>GET /api/v1/info</c> comes before it.
    /// </remarks>
    public virtual async Task<DagOperation> AddAsync(AddObProxyRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        if (request is { RsList: null, ConfigUrl: null })
        {
            // The agent cuts the root servers of its cluster apart at colons, and drops those with IPv6 addresses (ob/agent/executor/obproxy/add.go:297).
            AgentInfo agent = await _connection.Connection.ForFacet<AgentJson>().OpenQueryAsync<AgentInfo>($"/api/v1/info", options, cancellationToken).ConfigureAwait(false);
            if (agent.Ip.Contains(':', StringComparison.Ordinal))
            {
                throw new ArgumentException(
                    $"{nameof(request.RsList)} or {nameof(request.ConfigUrl)} must be set here: the agent's host has an IPv6 address, and obshell cannot take the root servers from its own cluster then. " +
                    "Set the root servers, such as [fd00::1]:2881;[fd00::2]:2881.",
                    nameof(request));
            }
        }

        return await _connection.StartDagAsync(Since.V4_2_6, HttpMethod.Post, $"/api/v1/obproxy", request, ObProxyDags.Add, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops the OBProxy and deletes its files from the host. Returns once the agent has accepted the request.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation; an operation that has already ended if the agent has no OBProxy. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.AgentUnderMaintenance"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks><c>DELETE /api/v1/obproxy</c>, obshell 4.2.6 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<DagOperation> DeleteAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.With(OperationTraits.MayBeEmpty).StartDagAsync(Since.V4_2_6, HttpMethod.Delete, $"/api/v1/obproxy", ObProxyDags.Delete, options, cancellationToken);

    /// <summary>Starts the OBProxy with its current settings. Returns once the agent has accepted the request.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation. It fails if the agent has no OBProxy. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example because it has no password of its own.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks><c>POST /api/v1/obproxy/start</c>, obshell 4.2.6 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<DagOperation> StartAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.StartDagAsync(Since.V4_2_6, HttpMethod.Post, $"/api/v1/obproxy/start", ObProxyDags.Start, options, cancellationToken);

    /// <summary>Stops the OBProxy. Returns once the agent has accepted the request.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.OBProxyNotBeManaged"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks><c>POST /api/v1/obproxy/stop</c>, obshell 4.2.6 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<DagOperation> StopAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.StartDagAsync(Since.V4_2_6, HttpMethod.Post, $"/api/v1/obproxy/stop", ObProxyDags.Stop, options, cancellationToken);

    /// <summary>Uploads a package of OBProxy to this agent, streaming it in constant memory.</summary>
    /// <param name="file">The package of <c>obproxy-ce</c>.</param>
    /// <param name="progress">Receives the progress after each part, synchronously: a slow handler slows down the upload. Default: null.</param>
    /// <param name="options">Options for this call, or null to use the client's with a timeout of one hour. <see cref="ObShellRetryOptions.AttemptTimeout"/> limits the time for one part.</param>
    /// <param name="cancellationToken">A token to cancel the request. A canceled upload leaves nothing on the agent.</param>
    /// <returns>The package as the agent read it from the file.</returns>
    /// <exception cref="ArgumentException"><paramref name="file"/> is null or empty.</exception>
    /// <exception cref="ObShellLocalException">
    /// The file does not have the SHA-256 that was given for it, or changed while it was sent (an <see cref="InvalidDataException"/> inside), or its stream or
    /// <paramref name="progress"/> threw. No agent keeps anything of it unless <see cref="ObShellException.MayHaveRun"/>.
    /// </exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.OBProxyPackageNameInvalid"/> or <see cref="ObShellErrorCodes.OBProxyVersionNotSupported"/>.</exception>
    /// <exception cref="ObShellException">
    /// If <see cref="ObShellException.MayHaveRun"/>, the agent had got the whole file before its answer was lost. It cannot list what it has: upload again.
    /// A connection that breaks earlier leaves nothing behind, and the file is sent again from its beginning if its stream can go back.
    /// </exception>
    /// <remarks>
    /// <c>POST /api/v1/obproxy/package</c>, obshell 4.2.6 and later: encrypted as a whole, which the agent holds in memory: allow for five to six times the length of the file.
    /// The same package uploaded twice is stored twice, and the newer one counts. Of a file that is longer than its <see cref="UpgradePackage.ChunkCount"/> times 8,388,607 bytes, the agent
    /// loses the end; the client logs a warning.
    /// </remarks>
    public virtual Task<UpgradePackage> UploadAsync(
        PackageFile file, ObShellCallOptions? options = null, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ApiOperation operation = ApiOperation.Upload(Since.V4_2_6, $"/api/v1/obproxy/package").With(OperationTraits.UntaggedAnswer);
        return _connection.UploadPackageAsync(operation, file, progress, options, cancellationToken);
    }

    /// <summary>Upgrades the OBProxy to an uploaded package without breaking its connections. Returns once the agent has accepted the request.</summary>
    /// <param name="request">The target version.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> lacks a required value.</exception>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request, for example with <see cref="ObShellErrorCodes.OBProxyNotRunning"/>, <see cref="ObShellErrorCodes.OBProxyPackageNotFound"/> or
    /// <see cref="ObShellErrorCodes.OBProxyUpgradeToLowerVersion"/>.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks><c>POST /api/v1/obproxy/upgrade</c>, obshell 4.2.6 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<DagOperation> UpgradeAsync(UpgradeObProxyRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.StartDagAsync(Since.V4_2_6, HttpMethod.Post, $"/api/v1/obproxy/upgrade", request, ObProxyDags.Upgrade, options, cancellationToken);
    }
}
