using ObShellSdk.Http;
using ObShellSdk.Tasks;

namespace ObShellSdk.Upgrades;

/// <summary>Upgrades observers and agents, from uploaded packages. Safe for concurrent use.</summary>
/// <remarks>
/// Agents restart during their upgrade and often have a new key afterwards. An upgrade of observers upgrades the agents first, except in the business edition.
/// <see cref="DagOperation.WaitAsync"/> continues through such a restart.
/// </remarks>
public class UpgradeClient
{
    private readonly FacetConnection _connection;

    internal UpgradeClient(ObShellConnection connection) => _connection = connection.ForFacet<UpgradeJson>();

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected UpgradeClient()
    {
    }

    /// <summary>Starts a check whether the observers can be upgraded: of the hosts, and of the packages on the upgrade path.</summary>
    /// <param name="request">The target version.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the check. It fails if an upgrade would fail. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> lacks a required value.</exception>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request, for example with <see cref="ObShellErrorCodes.EnvironmentWithoutPython"/>. <see cref="ObShellErrorCodes.PackageNotExist"/> means a package that the way to the version needs; if the package of the
    /// version itself is missing, the agent answers HTTP 500 and <see cref="ObShellErrorCodes.CommonUnexpected"/>, so <see cref="ObShellException.MayHaveRun"/> is true.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks><c>POST /api/v1/ob/upgrade/check</c>, obshell 4.2.3 and later. Not retried once the request may have reached an agent. It is not maintenance and blocks no other operation.</remarks>
    public virtual Task<DagOperation> CheckObserversAsync(UpgradeRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.StartDagAsync(Since.V4_2_3, HttpMethod.Post, $"/api/v1/ob/upgrade/check", request, UpgradeDags.ObserverCheck(request), options, cancellationToken);
    }

    /// <summary>Upgrades the observers of the cluster. Returns once the agent has accepted the request.</summary>
    /// <param name="request">The target version, and how to upgrade.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> lacks a required value, or has an unknown mode.</exception>
    /// <exception cref="ObShellApiException">
    /// The agent refused the request, for example with <see cref="ObShellErrorCodes.PackageNotExist"/>, <see cref="ObShellErrorCodes.UpgradeUnableToRollingUpgrade"/>,
    /// <see cref="ObShellErrorCodes.UpgradeHasRunningBackupTask"/> or <see cref="ObShellErrorCodes.ClusterUnderMaintenance"/>. A missing package of the version itself is HTTP 500 and
    /// <see cref="ObShellErrorCodes.CommonUnexpected"/>: see <see cref="CheckObserversAsync"/>.
    /// </exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks>
    /// <c>POST /api/v1/ob/upgrade</c>, obshell 4.2.3 and later. Not retried once the request may have reached an agent. An upgrade sets the kept parameters of each tenant again, in a statement
    /// that does not quote its name: with a tenant whose name needs quotes (see <see cref="Tenants.CreateTenantRequest.Name"/>) it fails there or, after a <c>#</c>, sets those of another tenant.
    /// </remarks>
    public virtual Task<DagOperation> UpgradeObserversAsync(ObserverUpgradeRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.StartDagAsync(Since.V4_2_3, HttpMethod.Post, $"/api/v1/ob/upgrade", request, UpgradeDags.Observer(request), options, cancellationToken);
    }

    /// <summary>Starts a check whether the agents can be upgraded.</summary>
    /// <param name="request">The target version.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the check. It fails if an upgrade would fail. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> lacks a required value.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.AgentUpgradeToLowerVersion"/> or <see cref="ObShellErrorCodes.AgentUnavailable"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks><c>POST /api/v1/agent/upgrade/check</c>, obshell 4.2.3 and later. Not retried once the request may have reached an agent. It is not maintenance and blocks no other operation.</remarks>
    public virtual Task<DagOperation> CheckAgentsAsync(UpgradeRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.StartDagAsync(Since.V4_2_3, HttpMethod.Post, $"/api/v1/agent/upgrade/check", request, UpgradeDags.AgentCheck(request), options, cancellationToken);
    }

    /// <summary>Upgrades all agents of the cluster and restarts them. Returns once the agent has accepted the request.</summary>
    /// <param name="request">The target version.</param>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The DAG that carries out the operation. Wait for its end with <see cref="DagOperation.WaitAsync"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="request"/> lacks a required value.</exception>
    /// <exception cref="ObShellApiException">The agent refused the request, for example with <see cref="ObShellErrorCodes.AgentUpgradeToLowerVersion"/> or <see cref="ObShellErrorCodes.ClusterUnderMaintenance"/>.</exception>
    /// <exception cref="ObShellException">If <see cref="ObShellException.MayHaveRun"/> is true, call <see cref="TaskClient.FindStartedAsync"/> before you start the operation again.</exception>
    /// <remarks><c>POST /api/v1/agent/upgrade</c>, obshell 4.2.3 and later. Not retried once the request may have reached an agent.</remarks>
    public virtual Task<DagOperation> UpgradeAgentsAsync(UpgradeRequest request, ObShellCallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _connection.StartDagAsync(Since.V4_2_3, HttpMethod.Post, $"/api/v1/agent/upgrade", request, UpgradeDags.Agent(request), options, cancellationToken);
    }

    /// <summary>Checks that the host of the called agent (see <see cref="ObShellClient.ForAgent"/>) has Python with the modules that an upgrade of observers needs. Returns if it does.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The host does not have it: <see cref="ObShellErrorCodes.EnvironmentWithoutPython"/> or <see cref="ObShellErrorCodes.EnvironmentWithoutModule"/>.</exception>
    /// <remarks><c>POST /api/v1/upgrade/env/check</c>, obshell 4.4.1 and later. Retried like a read.</remarks>
    public virtual Task CheckEnvironmentAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync(Since.V4_4_1, HttpMethod.Post, $"/api/v1/upgrade/env/check", options, cancellationToken);

    /// <summary>Lists the parameters whose values an upgrade preserves, with their current values on each server. Changes nothing.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>The parameters whose values an upgrade preserves, with their current values on each server.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example because the database is not available.</exception>
    /// <remarks><c>POST /api/v1/upgrade/params/backup</c>, obshell 4.2.3 and later. Retried like a read. Upgrades preserve and restore the parameters by themselves.</remarks>
    public virtual Task<IReadOnlyList<PreservedParameter>> ListPreservedParametersAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.QueryListAsync<PreservedParameter>(Since.V4_2_3, HttpMethod.Post, $"/api/v1/upgrade/params/backup", options, cancellationToken);

    /// <summary>Restores preserved parameters. Agents up to 4.5.0 accept the request but do nothing, because they do not read its content.</summary>
    /// <param name="options">Options for this call, or null to use the client's.</param>
    /// <param name="cancellationToken">A token to cancel the request.</param>
    /// <returns>A task that completes when the agent has confirmed the request.</returns>
    /// <exception cref="ObShellApiException">The agent refused the request, for example because the database is not available.</exception>
    /// <remarks><c>POST /api/v1/upgrade/params/restore</c>, obshell 4.2.3 and later. Set parameters with their own operations; upgrades restore them by themselves.</remarks>
    public virtual Task RestorePreservedParametersAsync(ObShellCallOptions? options = null, CancellationToken cancellationToken = default) =>
        _connection.CommandAsync(Since.V4_2_3, HttpMethod.Post, $"/api/v1/upgrade/params/restore", options, cancellationToken);
}
