using ObShellSdk.Cluster;
using ObShellSdk.Http;
using ObShellSdk.Packages;
using ObShellSdk.Resources;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;

namespace ObShellSdk.Workflows;

/// <summary>
/// Workflows that combine many calls. Each method returns a <see cref="Workflow{TResult}"/>, which sends nothing until it is run. Thread-safe.
/// </summary>
public class WorkflowClient
{
    private readonly ObShellConnection _connection;

    internal WorkflowClient(ObShellConnection connection) => _connection = connection;

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected WorkflowClient() => _connection = null!;

    /// <summary>Creates a cluster from agents that belong to none yet.</summary>
    /// <param name="plan">Agents, name, password and options.</param>
    /// <returns>A workflow: each agent joins, cluster and observers are configured, and the cluster is initialized. Its result is the agents and observers of the cluster.</returns>
    /// <exception cref="ArgumentException"><paramref name="plan"/> lacks what is required or is out of range.</exception>
    /// <remarks>
    /// <c>POST /api/v1/agent/join</c>, <c>POST /api/v1/obcluster/config</c>, <c>POST /api/v1/observer/config</c>, <c>POST /api/v1/ob/init</c> and reads between
    /// them; obshell 4.2.3 and later. The credential of the client is not used: the workflow sends no password first, and that of the plan as soon as the agents
    /// require it. For an agent that belongs to another cluster, the first call fails. An initialization that failed is retried from where it failed.
    /// </remarks>
    public virtual Workflow<ClusterMembers> BootstrapCluster(BootstrapPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan.Validate(nameof(plan));
        return new Bootstrap(_connection, plan).ToWorkflow();
    }

    /// <summary>Ensures that a tenant exists and is online, with the unit configs that it needs.</summary>
    /// <param name="plan">The tenant and the unit configs.</param>
    /// <returns>A workflow: missing unit configs are created, and so is the tenant if none of that name exists. Its result is the tenant.</returns>
    /// <exception cref="ArgumentException"><paramref name="plan"/> lacks what is required or is out of range.</exception>
    /// <remarks>
    /// <c>GET /api/v1/unit/config/{name}</c>, <c>POST /api/v1/unit/config</c>, <c>GET /api/v1/tenant/{name}</c>, <c>POST /api/v1/tenant</c>; obshell 4.2.4
    /// and later. Existing unit configs and an existing tenant are not changed, even if they differ from the plan.
    /// </remarks>
    public virtual Workflow<TenantInfo> CreateTenant(TenantPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan.Validate(nameof(plan));
        var units = new UnitConfigClient(_connection);
        var tenants = new TenantClient(_connection);
        string name = plan.Tenant.Name;
        string[] secrets = plan.Tenant.RootPassword is { } password ? [password.Reveal()] : [];
        IEnumerable<WorkflowStep> unitSteps = plan.UnitConfigs.Select(unit => new WorkflowStep($"unit config {unit.Name}", async token =>
        {
            if (await FindAsync(() => units.GetAsync(unit.Name, null, token), ObShellErrorCodes.ResourceUnitConfigNotExist).ConfigureAwait(false) is null)
            {
                await units.CreateAsync(unit, null, token).ConfigureAwait(false);
            }

            return null;
        }));
        var create = new WorkflowStep($"tenant {name}", async token =>
            await new DagFinder(_connection, TenantDags.Creation(name), secrets).OpenRunningAsync(token).ConfigureAwait(false)
            ?? (await FindAsync(() => tenants.GetAsync(name, null, token), ObShellErrorCodes.TenantNotExist).ConfigureAwait(false) is null
                ? await tenants.CreateAsync(plan.Tenant, null, token).ConfigureAwait(false)
                : null));
        return new Workflow<TenantInfo>([.. unitSteps, create], token => tenants.GetAsync(name, null, token));
    }

    /// <summary>Ensures that the observers of a cluster have a version: uploads packages, checks the upgrade, and runs it; also that of the agents, if the plan contains one.</summary>
    /// <param name="plan">The packages and the version.</param>
    /// <returns>
    /// A workflow: each package, the checks, the upgrades. Its result is the agents and observers. Nothing is upgraded before all checks have succeeded. A step with an
    /// upgrade tolerates outages of at least half an hour.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="plan"/> lacks what is required or is out of range.</exception>
    /// <remarks>
    /// <c>GET /api/v1/upgrade/package/info</c>, <c>POST /api/v1/package</c>, <c>POST /api/v1/ob/upgrade/check</c>, <c>POST /api/v1/ob/upgrade</c>, for agents
    /// <c>POST /api/v1/agent/upgrade/check</c> and <c>POST /api/v1/agent/upgrade</c>, and reads between them; obshell 4.2.3 and later. Nothing is done if the
    /// version is reached already. The workflow attaches to a running upgrade to that version and retries a failed one from where it failed. It does not touch one that was canceled
    /// or is being rolled back, and the cluster refuses another. Packages are known as in <see cref="PackageClient.FindUploadedAsync"/>, and not uploaded again;
    /// agents before 4.3.0 cannot list their packages, so they are uploaded in each run. A check that fails throws <see cref="DagFailedException"/>, or
    /// <see cref="ObShellApiException"/> where the agent refuses it at once, such as <see cref="ObShellErrorCodes.PackageNotExist"/>.
    /// </remarks>
    public virtual Workflow<ClusterMembers> UpgradeCluster(UpgradePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan.Validate(nameof(plan));
        return new Upgrade(_connection, plan).ToWorkflow();
    }

    /// <summary>Gets something, or null if the agent says that it does not exist.</summary>
    private static async Task<T?> FindAsync<T>(Func<Task<T>> get, string missing)
        where T : class
    {
        try
        {
            return await get().ConfigureAwait(false);
        }
        catch (ObShellApiException exception) when (exception.Code == missing)
        {
            return null;
        }
    }
}
