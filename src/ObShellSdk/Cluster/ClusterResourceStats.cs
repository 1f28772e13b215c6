namespace ObShellSdk.Cluster;

/// <summary>The total resources of the cluster.</summary>
public sealed record ClusterResourceStats : ResourceStats;
