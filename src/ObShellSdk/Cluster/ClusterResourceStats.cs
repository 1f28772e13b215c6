namespace ObShellSdk.Cluster;

/// <summary>What the cluster has in all.</summary>
public sealed record ClusterResourceStats : ResourceStats;
