using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Cluster;

namespace ObShellSdk.Testing.Seeds;

/// <summary>The cluster that a seed is applied to, and the time at which it is applied.</summary>
internal sealed record SeedTarget(FakeAgent Agent, DateTimeOffset Now)
{
    public AgentState State => Agent.State;

    public ClusterState Cluster => State.Cluster;

    /// <summary>Returns a zone of the cluster, or throws if there is none.</summary>
    public string Zone(string name, string path)
        => Cluster.FindZone(name) is not null ? name : throw new ArgumentException($"{path}: the cluster must have the zone '{name}'.");

    /// <summary>Returns a unit config of the cluster, or throws if there is none.</summary>
    public UnitConfig Unit(string name, string path)
        => Cluster.Units.Find(name) ?? throw new ArgumentException($"{path}: the cluster must have the unit config '{name}'.");
}
