using ObShellSdk.Cluster;
using ObShellSdk.Http;
using ObShellSdk.Packages;
using ObShellSdk.Resources;
using ObShellSdk.Tasks;
using ObShellSdk.Tenants;

namespace ObShellSdk.Workflows;

/// <summary>
/// What takes many calls, as one: each method gives a <see cref="Workflow{TResult}"/>, and nothing is sent before that is waited for. Safe for concurrent use.
/// </summary>
public class WorkflowClient
{
    private readonly ObShellConnection _connection;

    internal WorkflowClient(ObShellConnection connection) => _connection = connection;

    /// <summary>Initializes a new instance for mocking; members that are not overridden do not work.</summary>
    protected WorkflowClient() => _connection = null!;

    /// <summary>Makes a cluster of agents that belong to none yet.</summary>
    /// <param name="plan">Agents, name, password and options.</param>
    /// <returns>The steps: each agent joins, cluster and observers are configured, the cluster is initialized. At its end the agents and observers of the cluster.</returns>
    /// <exception cref="ArgumentException"><paramref name="plan"/> lacks what is required or is out of range.</exception>
    /// <remarks>
    /// <c>POST /api/v1/agent/join</c>, <c>POST /api/v1/obcluster/config</c>, <c>POST /api/v1/observer/config</c>, <c>POST /api/v1/ob/init</c> and looks between
    /// them; obshell 4.2.3 and later. The credential of the client is not used: without a password first, then with that of the plan, as the agents
    /// come to want it. An agent that belongs to another cluster is refused by the first call that it gets. An initialization that failed is retried and goes on
    /// from where it failed.
    /// </remarks>
    public virtual Workflow<ClusterMembers> BootstrapCluster(BootstrapPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan.Validate(nameof(plan));
        return new Bootstrap(_connection, plan).ToWorkflow();
    }

    /// <summary>Has a tenant be there and serve, with the unit configs that it needs.</summary>
    /// <param name="plan">The tenant and the unit configs.</param>
    /// <returns>The steps: unit configs that are missing are made, the tenant is created where there is none of that name. At its end the tenant.</returns>
    /// <exception cref="ArgumentException"><paramref name="plan"/> lacks what is required or is out of range.</exception>
    /// <remarks>
    /// <c>GET /api/v1/unit/config/{name}</c>, <c>POST /api/v1/unit/config</c>, <c>GET /api/v1/tenant/{name}</c>, <c>POST /api/v1/tenant</c>; obshell 4.2.4
    /// and later. What is there already is taken as it is, whether or not it is as the plan wants it.
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

    /// <summary>Has the observers of a cluster be of a version: uploads packages, checks the upgrade beforehand, and carries it out; that of the agents too, if the plan has one.</summary>
    /// <param name="plan">The packages and the version.</param>
    /// <returns>
    /// The steps: each package, the checks, the upgrades. At its end the agents and observers. Nothing is upgraded before all checks have ended well. A step with an
    /// upgrade waits through absences of half an hour at the least.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="plan"/> lacks what is required or is out of range.</exception>
    /// <remarks>
    /// <c>GET /api/v1/upgrade/package/info</c>, <c>POST /api/v1/package</c>, <c>POST /api/v1/ob/upgrade/check</c>, <c>POST /api/v1/ob/upgrade</c>, for agents
    /// <c>POST /api/v1/agent/upgrade/check</c> and <c>POST /api/v1/agent/upgrade</c>, and looks between them; obshell 4.2.3 and later. Nothing is done where the
    /// version is reached. An upgrade to it that is under way is attached to; one that failed is retried and goes on from where it failed, while one that was canceled
    /// or is rolled back is left alone, and the cluster refuses another. Packages are known as in <see cref="PackageClient.FindUploadedAsync"/>, and not uploaded again;
    /// agents before 4.3.0 cannot tell what they have, and get them in each run. A check that fails throws <see cref="DagFailedException"/>, or
    /// <see cref="ObShellApiException"/> where the agent refuses it at once, such as <see cref="ObShellErrorCodes.PackageNotExist"/>.
    /// </remarks>
    public virtual Workflow<ClusterMembers> UpgradeCluster(UpgradePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan.Validate(nameof(plan));
        return new Upgrade(_connection, plan).ToWorkflow();
    }

    /// <summary>What is asked for; null where the agent says that there is no such thing.</summary>
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
