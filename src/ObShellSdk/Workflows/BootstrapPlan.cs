using ObShellSdk.Cluster;
using ObShellSdk.Observers;

namespace ObShellSdk.Workflows;

/// <summary>A cluster to be made of agents that belong to none yet.</summary>
public sealed record BootstrapPlan
{
    /// <summary>The agents and the zones of their observers; the first becomes the master. At least one.</summary>
    public required IReadOnlyList<BootstrapAgent> Agents { get; init; }

    /// <summary>What identifies the cluster, and the password that root@sys will have.</summary>
    public required ClusterIdentity Cluster { get; init; }

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
            throw new ArgumentException($"{nameof(Agents)} must contain at least one agent, each with an endpoint and a zone.", name);
        }

        if (Agents.DistinctBy(agent => agent.Endpoint).Count() < Agents.Count)
        {
            throw new ArgumentException($"{nameof(Agents)} must name each agent only once.", name);
        }

        ArgumentNullException.ThrowIfNull(Cluster, name);
        Cluster.Validate(name);
        foreach (ObserverConfiguration observers in Observers)
        {
            observers.Validate(name);
        }
    }
}
