using ObShellSdk.Testing.State;
using ObShellSdk.Testing.State.Cluster;

namespace ObShellSdk.Testing.Seeds;

/// <summary>What a seed is put into, and the moment from which it reckons.</summary>
internal sealed record Soil(FakeAgent Agent, DateTimeOffset Now)
{
    public AgentState State => Agent.State;

    public ClusterState Cluster => State.Cluster;

    /// <summary>A zone of the cluster, which must be there.</summary>
    public string Zone(string name, string path)
        => Cluster.FindZone(name) is not null ? name : throw new ArgumentException($"{path}: the cluster has no zone '{name}'.");

    /// <summary>A unit config of the cluster, which must be there.</summary>
    public UnitConfig Unit(string name, string path)
        => Cluster.Units.Find(name) ?? throw new ArgumentException($"{path}: there is no unit config '{name}'.");
}
