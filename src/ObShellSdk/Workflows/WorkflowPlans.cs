using ObShellSdk.Agents;
using ObShellSdk.Cluster;
using ObShellSdk.Observers;
using ObShellSdk.Packages;
using ObShellSdk.Resources;
using ObShellSdk.Tenants;
using ObShellSdk.Upgrades;

namespace ObShellSdk.Workflows;

/// <summary>A cluster to be made of agents that belong to none yet.</summary>
public sealed record BootstrapPlan
{
    /// <summary>The agents and the zones of their observers; the first becomes the master. At least one.</summary>
    public required IReadOnlyList<BootstrapAgent> Agents { get; init; }

    /// <summary>What identifies the cluster, and the password that root@sys will have.</summary>
    public required ClusterConfiguration Cluster { get; init; }

    /// <summary>Start options of the observers, set in this order. Default: the agents' own.</summary>
    public IReadOnlyList<ObserverConfiguration> Observers { get; init => field = value ?? []; } = [];

    /// <summary>What is done beside the initialization. Default: nothing.</summary>
    public InitializeClusterRequest? Initialization { get; init; }

    /// <summary>The password that the master itself has, if it has one. Default: none.</summary>
    public Secret? MasterPassword { get; init; }

    internal void Validate(string name)
    {
        if (Agents is not { Count: > 0 } || Agents.Any(agent => agent?.Endpoint is null || string.IsNullOrWhiteSpace(agent.Zone)))
        {
            throw new ArgumentException($"{nameof(Agents)} has at least one agent, each with an endpoint and a zone.", name);
        }

        if (Agents.DistinctBy(agent => agent.Endpoint).Count() < Agents.Count)
        {
            throw new ArgumentException($"{nameof(Agents)} names each agent once.", name);
        }

        ArgumentNullException.ThrowIfNull(Cluster, name);
        Cluster.Validate(name);
        foreach (ObserverConfiguration observers in Observers)
        {
            observers.Validate(name);
        }
    }
}

/// <summary>An agent that is to form a cluster with others.</summary>
public sealed record BootstrapAgent
{
    /// <summary>Its address, as in <see cref="ObShellClientOptions.Endpoint"/>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The zone of its observer.</summary>
    public required string Zone { get; init; }

    /// <summary>The password that the agent itself has, or null when it has none. For the first agent, <see cref="BootstrapPlan.MasterPassword"/> is used.</summary>
    public Secret? Password { get; init; }
}

/// <summary>A tenant to be there, with the unit config that it needs.</summary>
public sealed record TenantPlan
{
    /// <summary>The tenant.</summary>
    public required CreateTenantRequest Tenant { get; init; }

    /// <summary>Unit configs that are made first where there is none of that name; the agents make the resource pools by themselves. Default: none.</summary>
    public IReadOnlyList<CreateUnitConfigRequest> UnitConfigs { get; init => field = value ?? []; } = [];

    internal void Validate(string name)
    {
        ArgumentNullException.ThrowIfNull(Tenant, name);
        Tenant.Validate(name);
        foreach (CreateUnitConfigRequest unit in UnitConfigs)
        {
            unit.Validate(name);
        }
    }
}

/// <summary>An upgrade of the observers of a cluster.</summary>
public sealed record UpgradePlan
{
    /// <summary>To which version, and how.</summary>
    public required ObserverUpgradeRequest Upgrade { get; init; }

    /// <summary>
    /// An upgrade of the agents from a package <c>obshell</c>, before that of the observers. Agents that are newer stay as they are. Default: none, and agents get
    /// what the package of the observers brings, but for the business edition, which brings none.
    /// </summary>
    public UpgradeRequest? Agents { get; init; }

    /// <summary>Packages that are uploaded first, but for those that the cluster has already. Default: none.</summary>
    public IReadOnlyList<PackageFile> Packages { get; init => field = value ?? []; } = [];

    internal void Validate(string name)
    {
        ArgumentNullException.ThrowIfNull(Upgrade, name);
        Upgrade.Validate(name);
        Agents?.Validate(name);
        if (Packages.Any(package => package is null))
        {
            throw new ArgumentException($"{nameof(Packages)} has no null.", name);
        }
    }
}
